//! Telling how a cluster is, by hand: its status, its health, its addresses, and on a hybrid one its machines. A report
//! is a fact about something outside, so it is written at once and never staged.

use leptos::prelude::*;
use planisphere_domain::catalogue::database_types;
use planisphere_domain::cluster::{
    Cluster, ClusterFact, ClusterHealth, ClusterHealthDetail, ClusterHealthStatus, ClusterMetadata,
    ClusterStatus, ClusterType,
};
use planisphere_domain::{Command, Edit};

use super::node_pools::{NodePools, PoolsDraft};
use crate::components::{Submission, tell};
use crate::replica::{Failure, Replica};
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Combobox, Dialog, Field, Select, Switch, TextArea,
    TextInput, Toaster, Tone,
};

/// What an operator's words stand under, when somebody writes them by hand.
const BY_HAND: &str = "BY_HAND";

/// The dialog; the page decides when it is open.
#[component]
pub fn ClusterReportDialog(
    /// Whether it shows.
    open: RwSignal<bool>,
    /// The cluster as it is stored.
    #[prop(into)]
    cluster: Signal<Cluster>,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    // What its author sees when they begin; a report of somebody else meanwhile is then a conflict.
    let base = RwSignal::new(cluster.get_untracked());
    let status = RwSignal::new(ClusterStatus::Created);
    let health = RwSignal::new(ClusterHealthStatus::Unknown);
    let reason = RwSignal::new(String::new());
    let addresses = RwSignal::new(String::new());
    let issuer = RwSignal::new(String::new());
    let dns = RwSignal::new(String::new());
    let is_limited = RwSignal::new(false);
    let database = RwSignal::new(String::new());
    let pools = PoolsDraft::new(&[]);
    let submission = Submission::default();
    Effect::new(move |_| {
        if open.get() {
            let now = cluster.get_untracked();
            status.set(now.status);
            health.set(now.health_status.value);
            let first = now.health_status.details.first();
            reason.set(first.map(|it| it.description.clone()).unwrap_or_default());
            addresses.set(now.metadata.external_ips.join("\n"));
            issuer.set(now.metadata.oidc_issuer_url.clone().unwrap_or_default());
            dns.set(now.metadata.kube_dns_ip.clone().unwrap_or_default());
            is_limited.set(now.is_limited);
            database.set(now.db_instance_type.clone().unwrap_or_default());
            pools.restart(&now.node_pools);
            base.set(now);
            submission.reset();
        }
    });
    let is_hybrid = Memo::new(move |_| cluster.with(|it| it.cluster_type == ClusterType::Hybrid));
    let submit = move || {
        let before = base.get_untracked();
        let given = |text: RwSignal<String>| {
            Some(text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty())
        };
        let words = given(reason);
        let value = health.get_untracked();
        let mut details = before.health_status.details.clone();
        match (details.first_mut(), words) {
            (Some(first), Some(words)) => first.description = words,
            (None, Some(description)) => details.push(ClusterHealthDetail {
                code: BY_HAND.to_owned(),
                component: "cluster".to_owned(),
                description,
                severity: if value == ClusterHealthStatus::Unhealthy {
                    "CRITICAL"
                } else {
                    "INFO"
                }
                .to_owned(),
            }),
            (_, None) => details.clear(),
        }
        let metadata = ClusterMetadata {
            external_ips: addresses
                .get_untracked()
                .split([',', ' ', '\n', '\t'])
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
                .collect(),
            oidc_issuer_url: given(issuer),
            kube_dns_ip: given(dns),
        };
        let mut facts = vec![
            ClusterFact::Status(status.get_untracked()),
            ClusterFact::HealthStatus(ClusterHealth { value, details }),
            ClusterFact::Metadata(metadata),
            ClusterFact::IsLimited(is_limited.get_untracked()),
        ];
        let machines = if is_hybrid.get_untracked() {
            facts.push(ClusterFact::DbInstanceType(given(database)));
            pools.get().map(Some)
        } else {
            Ok(None)
        };
        let work = async move {
            facts.extend(machines?.map(ClusterFact::NodePools));
            let edits = facts
                .into_iter()
                .map(|fact| Edit::new(before.fact(&fact), fact))
                .filter(|edit| edit.base != edit.value)
                .collect();
            let id = before.id;
            let receipt = replica
                .dispatch(Command::ReportCluster { id, edits })
                .await?;
            Ok::<_, Failure>(receipt)
        };
        submission.run(work, move |receipt| {
            open.set(false);
            tell(toaster, replica, "Report written", receipt);
        });
    };
    let statuses = || -> Vec<Choice> {
        ClusterStatus::ALL
            .iter()
            .map(|it| Choice::new(it.api(), it.label()))
            .collect()
    };
    let healths = || -> Vec<Choice> {
        [
            ClusterHealthStatus::Unknown,
            ClusterHealthStatus::Healthy,
            ClusterHealthStatus::Unhealthy,
        ]
        .map(|it| Choice::new(it.api(), it.label()))
        .to_vec()
    };
    let choose_status = move |value: String| {
        if let Some(found) = ClusterStatus::ALL.iter().find(|it| it.api() == value) {
            status.set(*found);
        }
    };
    let choose_health = move |value: String| {
        let all = [
            ClusterHealthStatus::Unknown,
            ClusterHealthStatus::Healthy,
            ClusterHealthStatus::Unhealthy,
        ];
        if let Some(found) = all.iter().find(|it| it.api() == value) {
            health.set(*found);
        }
    };
    // A machine that is offered no longer stays chosen, and says so.
    let databases = move || {
        let known = database_types(cluster.with(|it| it.cloud_provider));
        let chosen = database.get();
        let is_gone = !chosen.is_empty() && !known.contains(&chosen.as_str());
        let gone = is_gone.then(|| Choice::new(chosen.clone(), chosen).note("no longer offered"));
        known
            .iter()
            .map(|name| Choice::new(*name, *name))
            .chain(gone)
            .collect::<Vec<_>>()
    };
    let of_pools = submission.error_at(|| "nodePools".to_owned());
    let beside = submission.error_beside(&["nodePools", "dbInstanceType"]);
    view! {
        <Dialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            busy=submission.busy()
            wide=true
            title="Report how the cluster is"
            lead="Nothing here looks at a cloud. What you write shows as reported, with your name in the log.".to_owned()
            footer=move || view! {
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Write the report"</Button>
            }
        >
            <Field label="Status" hint="While it is creating, updating or failing over, it takes no changes">
                <Select options=statuses() value=Signal::derive(move || status.get().api().to_owned()) on_change=choose_status/>
            </Field>
            <Field label="Health">
                <Select options=healths() value=Signal::derive(move || health.get().api().to_owned()) on_change=choose_health/>
            </Field>
            <Show when=move || health.get() != ClusterHealthStatus::Unknown>
                <Field label="In words" optional=true>
                    <TextInput class="wide" value=reason on_input=move |text| reason.set(text)/>
                </Field>
            </Show>
            <Field label="Addresses that traffic leaves from" hint="One in a line" optional=true>
                <TextArea value=addresses on_input=move |text| addresses.set(text) rows=2/>
            </Field>
            <Field label="Issuer of workload identities" optional=true>
                <TextInput class="wide mono" value=issuer on_input=move |text| issuer.set(text)/>
            </Field>
            <Field label="Name server" optional=true>
                <TextInput class="mono" value=dns on_input=move |text| dns.set(text)/>
            </Field>
            <Field label="Limited" hint="The operator limits what it takes">
                <Switch checked=is_limited on_change=move |on| is_limited.set(on)/>
            </Field>
            <Show when=move || is_hybrid.get()>
                <Field label="Database machine" error=submission.error_of("dbInstanceType")>
                    <Combobox
                        options=Signal::derive(databases) value=database placeholder="Choose a machine"
                        on_change=move |value| database.set(value) none="No machine of that name"
                    />
                </Field>
                <fieldset class="fieldset"><legend class="field-label">"Node pools"</legend>
                    <NodePools draft=pools provider=Signal::derive(move || cluster.with(|it| it.cloud_provider)) submission=submission/>
                    {move || of_pools.get().map(|text| view! { <p class="field-error" role="alert">{text}</p> })}
                </fieldset>
            </Show>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}
