//! Where it runs and from where it is reached: facts, and the identity that tasks act as.

use leptos::prelude::*;
use planisphere_domain::deployment::{Deployment, DeploymentField};

use super::form::{Effects, Form};
use crate::forms::deployment::sentence_of;
use crate::replica::catalogue_in_use;
use crate::ui::{Banner, CopyButton, Field, Isolated, Mono, Section, TextInput, Tone};

/// The section.
#[component]
pub(super) fn Networking(form: Form) -> impl IntoView {
    let namespace = Signal::derive(move || form.before.with(|it| it.namespace.clone()));
    let place = move || {
        form.place.with(|place| {
            let cluster = place.cluster.as_ref().map(|(_, name)| name.clone());
            let kind = place.kind.label();
            match cluster {
                Some(cluster) => format!("{cluster}, {kind}, {}", place.place),
                None => format!("{}, {kind}", place.place),
            }
        })
    };
    let notice = Memo::new(move |_| {
        let notices = form
            .before
            .with(|it| it.notices(&catalogue_in_use(), form.now.get()));
        let found = notices.into_iter().find(|notice| notice.path == "region");
        found.as_ref().map(sentence_of)
    });
    let effects = form.effects(copy, |_| true);
    let has_recovery = move || form.place.with(|place| place.has_disaster_recovery);
    view! {
        <Section id="networking" title="Networking" lead="Where it runs is fixed once it is created.">
            {move || notice.get().map(|text| view! { <Banner tone=Tone::Warn>{text}</Banner> })}
            <Field label="Runs on" row=true><Isolated text=Signal::derive(place)/></Field>
            <Field label="Namespace" hint="Made up at creation, never used again" row=true>
                <span class="with-copy"><Mono text=namespace/><CopyButton text=namespace label="Copy the namespace"/></span>
            </Field>
            <Observed form/>
            <Field
                label="Workload identity"
                hint="The identity that tasks act as; empty for the provider's default"
                row=true
                error=form.error("workloadIdentity")
                changed=form.draft.changed("workloadIdentity")
                was=form.draft.was("workloadIdentity")
            >
                <TextInput
                    class="wide mono"
                    value=Signal::derive(move || form.after.with(|it| it.workload_identity.clone()))
                    on_input=move |text| form.draft.set(DeploymentField::WorkloadIdentity(text))
                    disabled_reason=form.closed
                />
            </Field>
            <Show when=has_recovery>
                <Field
                    label="Workload identity after a failover"
                    row=true
                    error=form.error("drWorkloadIdentity")
                    changed=form.draft.changed("drWorkloadIdentity")
                    was=form.draft.was("drWorkloadIdentity")
                >
                    <TextInput
                        class="wide mono"
                        value=Signal::derive(move || form.after.with(|it| it.dr_workload_identity.clone()))
                        on_input=move |text| form.draft.set(DeploymentField::DrWorkloadIdentity(text))
                        disabled_reason=form.closed
                    />
                </Field>
            </Show>
            <Effects effects/>
        </Section>
    }
    .into_any()
}

fn copy(to: &mut Deployment, from: &Deployment) {
    to.workload_identity.clone_from(&from.workload_identity);
    to.dr_workload_identity
        .clone_from(&from.dr_workload_identity);
}

/// What something saw of its addresses; that nothing did is said too.
#[component]
fn Observed(form: Form) -> impl IntoView {
    let facts = move || {
        form.before.with(|it| {
            let seen = &it.observed;
            let addresses = |list: &Vec<String>| (!list.is_empty()).then(|| list.join(", "));
            [
                ("Outgoing addresses", addresses(&seen.external_ips)),
                ("Issuer of identities", seen.oidc_issuer_url.clone()),
                (
                    "Outgoing addresses after a failover",
                    addresses(&seen.dr_external_ips),
                ),
                ("Issuer after a failover", seen.dr_oidc_issuer_url.clone()),
            ]
            .into_iter()
            .filter_map(|(label, value)| value.map(|value| (label, value)))
            .collect::<Vec<_>>()
        })
    };
    move || {
        let facts = facts();
        if facts.is_empty() {
            return view! {
                <Field label="Outgoing addresses" row=true><span class="faint">"Not connected: none was observed"</span></Field>
            }
            .into_any();
        }
        facts
            .into_iter()
            .map(|(label, value)| view! { <Field label row=true><Mono text=value/></Field> })
            .collect_view()
            .into_any()
    }
}
