//! The plan's page: everything that is staged, and a plan that somebody shared.

mod conflicts;
mod parts;
mod received;
mod secrets;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use planisphere_domain::plan::SharedPlan;

use crate::components::{
    ApplyPlan, PageTitle, PlanAccess, PlanChanges, PlanCost, Submission, grouped,
};
use crate::paths::Place;
use crate::replica::{Failure, Replica};
use crate::ui::{
    Banner, EmptyState, FileDrop, Glyph, LinkButton, PageHead, Section, SectionBody, Tone,
    read_file,
};
use parts::Parts;
use received::ReceivedPlan;
use secrets::Secrets;

/// The page.
#[component]
pub fn PlanPage() -> impl IntoView {
    let replica = Replica::get();
    let shared = RwSignal::new(None::<SharedPlan>);
    let reading = Submission::default();
    let hash = use_location().hash;
    // A link carries the plan behind its `#`; the panel's own anchors are none.
    Effect::new(move |_| {
        let packed = hash.get().trim_start_matches('#').to_owned();
        if !packed.is_empty() && packed != "plan" {
            let work = async move { replica.plan_from_link(&packed).await };
            reading.run(work, move |plan| shared.set(Some(plan)));
        }
    });
    let open_file = move |files: Vec<web_sys::File>| {
        let Some(file) = files.into_iter().next() else {
            return;
        };
        let work = async move {
            // Whatever was shown before is not what this file holds.
            shared.try_set(None);
            let bytes = read_file(&file).await.ok_or_else(gone)?;
            replica.plan_from_file(&bytes)
        };
        reading.run(work, move |plan| shared.set(Some(plan)));
    };
    let navigate = use_navigate();
    let here = use_location().pathname;
    let close = Callback::new(move |()| {
        shared.set(None);
        // A link that was dealt with must not offer its plan again after a reload.
        if hash.with_untracked(|hash| hash.len() > 1) {
            let options = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&here.get_untracked(), options);
        }
    });
    let plan = Memo::new(move |_| replica.plan());
    let is_empty = Memo::new(move |_| !replica.has_staged());
    let is_of_others =
        Memo::new(move |_| plan.with(|plan| plan.parts.iter().any(|part| part.author.is_some())));
    let is_nothing = Memo::new(move |_| is_empty.get() && shared.with(Option::is_none));
    let lead = move || {
        let (parts, count) = plan.with(|plan| (plan.parts.len(), plan.count));
        let changes = if count == 1 {
            "1 change".to_owned()
        } else {
            format!("{} changes", grouped(count))
        };
        match parts {
            0 => "Nothing is staged.".to_owned(),
            1 => format!("{changes} from 1 form. Nothing of it is applied yet."),
            parts => format!("{changes} from {parts} forms. Nothing of it is applied yet."),
        }
    };
    let failed = reading.error_beside(&[]);
    view! {
        <PageTitle text="Plan"/>
        <PageHead title="Plan" lead=move || view! { <span>{lead()}</span> }/>
        {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        {move || shared.get().map(|plan| view! { <ReceivedPlan plan on_close=close/> })}
        <Show when=move || is_of_others.get()>
            <Banner title="Not all of it was staged by you".to_owned()>
                "A plan belongs to this browser and stays when somebody else acts. What you may not do is refused below; applying what fits leaves the rest staged."
            </Banner>
        </Show>
        <Show when=move || !is_empty.get()>
            <div class="form">
                <div class="form-content">
                    <Parts plan/>
                    <Secrets plan/>
                    <Section title="What changes"><SectionBody><PlanChanges plan/></SectionBody></Section>
                    <Section title="Who can do more, or less"><SectionBody><PlanAccess plan/></SectionBody></Section>
                </div>
                <aside class="card plan" aria-label="Apply">
                    <header><h2>"Apply"</h2></header>
                    <div class="blk">
                        <h3>"Cost, at the Organization's rate card"</h3>
                        <PlanCost cost=Signal::derive(move || plan.with(|plan| plan.cost.clone()))/>
                    </div>
                    <div class="blk">
                        <p class="sub">"All of it is applied as one step, or nothing of it."</p>
                        <ApplyPlan plan/>
                    </div>
                </aside>
            </div>
        </Show>
        <Show when=move || is_nothing.get()>
            <EmptyState
                glyph=Glyph::Log
                title="Nothing is staged"
                text="Change a setting, and it is collected here first: what changes, what it costs, and who can do more or less.".to_owned()
            >
                <SettingsLink/>
            </EmptyState>
        </Show>
        <Section
            title="Open a shared plan"
            lead="A plan that somebody shared as a file. A shared link opens it here by itself.".to_owned()
        >
            <SectionBody>
                <FileDrop label="A plan file" accept=".json" limit="One .json file made by Share".to_owned() on_files=open_file/>
            </SectionBody>
        </Section>
    }
    .into_any()
}

#[component]
fn SettingsLink() -> impl IntoView {
    let place = Place::current();
    view! {
        <LinkButton href=Signal::derive(move || place.paths().deployments())>"All Deployments"</LinkButton>
    }
}

fn gone() -> Failure {
    Failure::Archive("the file can no longer be read; choose it again".to_owned())
}
