//! The second region of a cluster that is there: what can change, and what only its operator can.

use leptos::prelude::*;
use planisphere_domain::cluster::{Cluster, ClusterField, DisasterRecovery};

use crate::components::Draft;
use crate::ui::{Button, ButtonKind, Field, Isolated, Section, Switch};

/// The section.
#[component]
pub(super) fn Recovery(
    draft: Draft<Cluster, ClusterField>,
    #[prop(into)] closed: Signal<Option<String>>,
) -> impl IntoView {
    let stored = draft.stored(|it: &Cluster| it.disaster_recovery.clone());
    let now = draft.read(|it: &Cluster| it.disaster_recovery.clone());
    let change = move |edit: &dyn Fn(&mut DisasterRecovery)| {
        if let Some(mut next) = now.get_untracked() {
            edit(&mut next);
            draft.set(ClusterField::DisasterRecovery(Some(next)));
        }
    };
    let flag = move |of: fn(&DisasterRecovery) -> bool| {
        Signal::derive(move || now.with(|it| it.as_ref().is_some_and(of)))
    };
    let region = move || {
        stored
            .with(|it| it.as_ref().map(|it| it.region.clone()))
            .unwrap_or_default()
    };
    let changed = draft.changed("enableDr");
    let error = draft.error_of("enableDr");
    let content = move || {
        if stored.with(Option::is_none) {
            return view! {
                <p class="section-text">"None. On a cluster that is there only its operator can add one; a new cluster can begin with it."</p>
            }
            .into_any();
        }
        let is_gone = Memo::new(move |_| now.with(Option::is_none));
        view! {
            <Field label="Second region" hint="Its region and ranges are fixed" row=true changed=changed error=error>
                <Isolated text=Signal::derive(region)/>
                <Show
                    when=move || !is_gone.get()
                    fallback=move || view! {
                        <span class="sub">"Taken away by the plan. Only the operator could bring it back."</span>
                        <Button small=true on_click=move |_| draft.set(ClusterField::DisasterRecovery(stored.get_untracked()))>"Keep it"</Button>
                    }
                >
                    <Button
                        small=true kind=ButtonKind::Danger disabled_reason=closed
                        on_click=move |_| draft.set(ClusterField::DisasterRecovery(None))
                    >
                        "Take it away"
                    </Button>
                </Show>
            </Field>
            <Show when=move || !is_gone.get()>
                <Field label="Replication time control" hint="Copies arrive within a time" row=true error=draft.error_of("enableReplicationTimeControl")>
                    <Switch
                        checked=flag(|it| it.enable_replication_time_control) disabled_reason=closed
                        on_change=move |on| change(&|it| it.enable_replication_time_control = on)
                    />
                </Field>
                <Field label="Failed over" hint="The second region is the one that works" row=true>
                    <Switch
                        checked=flag(|it| it.is_failed_over) disabled_reason=closed
                        on_change=move |on| change(&|it| it.is_failed_over = on)
                    />
                </Field>
            </Show>
        }
        .into_any()
    };
    view! { <Section title="Disaster recovery">{content}</Section> }.into_any()
}
