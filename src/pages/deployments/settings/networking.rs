//! Where it runs and from where it is reached: facts, and the identity that tasks act as.

use leptos::prelude::*;
use planisphere_domain::deployment::{Deployment, DeploymentField};

use super::form::{Effects, Form};
use crate::forms::deployment::sentence_of;
use crate::paths::Place;
use crate::replica::{Replica, catalogue_in_use};
use crate::ui::{Banner, CopyButton, Field, Isolated, Mono, Section, TextInput, Tone};

/// The section.
#[component]
pub(super) fn Networking(form: Form) -> impl IntoView {
    let namespace = Signal::derive(move || form.before.with(|it| it.namespace.clone()));
    let notice = Memo::new(move |_| {
        let notices = form
            .before
            .with(|it| it.notices(&catalogue_in_use(), form.now.get()));
        let found = notices.into_iter().find(|notice| notice.path == "region");
        found.as_ref().map(sentence_of)
    });
    // Its cluster's region is the cluster's, and the Deployment stays with it.
    let gone = Memo::new(move |_| {
        let region = form.place.with(|place| place.gone_region.clone())?;
        Some(format!(
            "The catalogue no longer offers {region}, where the cluster stands. Both stay as they are."
        ))
    });
    let effects = form.effects(copy, |_| true);
    let has_recovery = move || form.place.with(|place| place.has_disaster_recovery);
    view! {
        <Section id="networking" title="Networking" lead="Where it runs is fixed once it is created.">
            {move || notice.get().map(|text| view! { <Banner tone=Tone::Warn>{text}</Banner> })}
            {move || gone.get().map(|text| view! { <Banner tone=Tone::Warn>{text}</Banner> })}
            <Field label="Runs on" row=true><RunsOn form/></Field>
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

/// The cluster, as a link for whoever may see clusters, and where it stands.
#[component]
fn RunsOn(form: Form) -> impl IntoView {
    let replica = Replica::get();
    let at = Place::current();
    let cluster = Memo::new(move |_| {
        let (id, name) = form.place.with(|place| place.cluster.clone())?;
        let may_see = replica.cluster_record(id).is_some();
        Some((may_see.then_some(id), name))
    });
    move || {
        let place = form
            .place
            .with(|place| format!("{}, {}", place.kind.label(), place.place));
        match cluster.get() {
            None => view! { <Isolated text=form.place.with(|place| format!("{}, {}", place.place, place.kind.label()))/> }.into_any(),
            Some((None, name)) => {
                view! { <span><Isolated text=name/>", "{place}</span> }.into_any()
            }
            Some((Some(id), name)) => {
                let href = at.paths().cluster(id);
                view! { <span><a class="link" href=href><Isolated text=name/></a>", "{place}</span> }
                    .into_any()
            }
        }
    }
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
