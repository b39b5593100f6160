//! A plan that somebody shared: whether it still fits, what it would do, and taking it over.

use leptos::prelude::*;
use planisphere_domain::plan::SharedPlan;

use crate::components::{PlanAccess, PlanChanges, PlanCost, millis};
use crate::replica::{PlanView, Replica};
use crate::ui::{
    Banner, Button, ButtonKind, Isolated, Section, SectionBody, Status, StatusKind, Time, Toast,
    Toaster, Tone,
};

/// The plan, before it is taken over.
#[component]
pub(super) fn ReceivedPlan(
    plan: SharedPlan,
    /// Called when it is put away or taken over.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let received = Memo::new(move |_| replica.received(&plan));
    let view = Signal::derive(move || {
        received.with(|received| {
            received
                .as_ref()
                .map(|received| received.view.clone())
                .unwrap_or_default()
        })
    });
    let elsewhere = move || {
        received.with(|received| {
            let name = received.as_ref()?.elsewhere.clone()?;
            Some(format!(
                "This plan is about the Organization “{name}”, and not about the one that is open. Open that one first."
            ))
        })
    };
    let refused = Memo::new(move |_| {
        view.with(|view| view.parts.iter().filter(|part| part.is_refused()).count())
    });
    let parts = Memo::new(move |_| view.with(|view| view.parts.len()));
    let take = move |with_refused: bool| {
        let Some(received) = received.get_untracked() else {
            return;
        };
        match replica.take_over(&received, with_refused) {
            Ok(()) => {
                toaster.show(Toast::new("The shared plan is staged"));
                on_close.run(());
            }
            Err(failure) => toaster.show(Toast::failed(failure.sentence())),
        }
    };
    let gate = Memo::new(move |_| replica.closed().map(|failure| failure.sentence()));
    let verdict = move || match (refused.get(), parts.get(), view.with(|view| view.count)) {
        (0, _, 0) => (
            StatusKind::Unknown,
            "Everything is already as it says".to_owned(),
        ),
        (0, ..) => (
            StatusKind::Passed,
            "It fits, and you may apply all of it".to_owned(),
        ),
        (refused, all, _) if refused == all => (
            StatusKind::Refused,
            "Nothing of it can be applied by you now".to_owned(),
        ),
        (refused, all, _) => (
            StatusKind::Degraded,
            format!("{refused} of {all} parts cannot be applied by you now"),
        ),
    };
    let by = move || {
        received.get().map(|received| {
            view! { "Staged by "<Isolated text=received.author/>", shared "<Time at=millis(received.at)/> }
        })
    };
    let is_whole = move || refused.get() == 0;
    let some = move || refused.get() > 0 && refused.get() < parts.get();
    view! {
        <Section title="A shared plan">
            <SectionBody>
                <p>{by}</p>
                <Show
                    when=move || elsewhere().is_none()
                    fallback=move || view! { <Banner tone=Tone::Bad>{elsewhere()}</Banner> }
                >
                    <p>{move || { let (kind, word) = verdict(); view! { <Status kind word/> } }}</p>
                    <PlanChanges plan=view/>
                    <PlanAccess plan=view/>
                    <PlanCost cost=Signal::derive(move || view.with(|view: &PlanView| view.cost.clone()))/>
                </Show>
            </SectionBody>
            <div class="foot">
                <Show when=move || elsewhere().is_none()>
                    <Show when=is_whole>
                        <Button kind=ButtonKind::Primary disabled_reason=gate on_click=move |_| take(true)>"Take it over"</Button>
                    </Show>
                    <Show when=some>
                        <Button kind=ButtonKind::Primary disabled_reason=gate on_click=move |_| take(false)>"Take over what fits"</Button>
                    </Show>
                    <Show when=move || !is_whole()>
                        <Button disabled_reason=gate on_click=move |_| take(true)>"Take over all of it, to mend it"</Button>
                    </Show>
                </Show>
                <Button kind=ButtonKind::Quiet on_click=move |_| on_close.run(())>"Put it away"</Button>
            </div>
        </Section>
    }
    .into_any()
}
