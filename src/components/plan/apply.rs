//! The buttons that end a plan: apply it, share it, discard it.

use leptos::prelude::*;

use super::SharePlan;
use crate::components::{Junk, Submission, grouped, tell};
use crate::replica::{PlanView, Replica};
use crate::ui::{Banner, Button, ButtonKind, ConfirmDialog, Toaster, Tone};

/// Apply, Share and Discard, with what went wrong.
#[component]
pub fn ApplyPlan(
    /// The plan.
    #[prop(into)]
    plan: Signal<PlanView>,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let applying = Submission::default();
    let sharing = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let count = Memo::new(move |_| plan.with(|plan| plan.count));
    let junk = use_context::<Junk>().map(Junk::reason);
    let reason = Memo::new(move |_| {
        let wrong = junk.and_then(|junk| junk.get());
        wrong.or_else(|| plan.with(PlanView::reason))
    });
    let changes = |count: usize| match count {
        1 => "1 change".to_owned(),
        count => format!("{} changes", grouped(count)),
    };
    let apply = move |_| {
        let told = count.get_untracked();
        applying.run(replica.apply_plan(), move |receipt| {
            tell(
                toaster,
                replica,
                format!("Plan of {} applied", changes(told)),
                receipt,
            );
        });
    };
    let some_fits = Memo::new(move |_| {
        let is_junk = junk.is_some_and(|junk| junk.with(Option::is_some));
        !is_junk
            && plan.with(|plan| plan.is_refused() && plan.fits > 0 && plan.missing_secrets() == 0)
    });
    let apply_some = move |_| {
        applying.run(replica.apply_what_fits(), move |receipt| {
            tell(
                toaster,
                replica,
                "What fits of the plan is applied",
                receipt,
            );
        });
    };
    let failed = applying.error_beside(&[]);
    view! {
        {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <Show when=move || !replica.plan_outlives_page()>
            <p class="sub">"This browser has no room to keep the plan: it is gone when the page is closed. Apply it, or share it as a file."</p>
        </Show>
        {move || reason.get().map(|reason| view! { <p class="sub">{reason}</p> })}
        <div class="plan-actions">
            <Button kind=ButtonKind::Primary disabled_reason=reason busy=applying.busy() on_click=apply>
                {move || match count.get() {
                    0 => "Apply".to_owned(),
                    count => format!("Apply {}", changes(count)),
                }}
            </Button>
            <Show when=move || some_fits.get()>
                <Button busy=applying.busy() on_click=apply_some>"Apply what fits"</Button>
            </Show>
            <Button on_click=move |_| sharing.set(true)>"Share"</Button>
            <Button kind=ButtonKind::Quiet on_click=move |_| asking.set(true)>"Discard"</Button>
        </div>
        <SharePlan open=sharing/>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Discard the plan"
            action="Discard the plan"
            on_confirm=move || {
                asking.set(false);
                replica.discard_plan();
            }
        >
            <p>"Everything that is staged is taken out, on every page. Nothing was applied."</p>
        </ConfirmDialog>
    }
    .into_any()
}
