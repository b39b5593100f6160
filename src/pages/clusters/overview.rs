//! One cluster at a glance: its address plan, what runs there, what is known of it and what was reported.

use leptos::prelude::*;
use planisphere_domain::cluster::{Cluster, ClusterHealthStatus, ClusterStatus, ClusterType};

use super::frame::{ClusterFrame, ClusterTab};
use crate::components::{AddressPicture, Lane, grouped, millis};
use crate::forms::{account_label, cluster_lanes, range_label};
use crate::paths::Place;
use crate::replica::{ClusterWords, Replica, worker_of};
use crate::ui::{
    Banner, Card, Chip, CopyButton, Cut, Isolated, Mono, Section, Status, StatusKind, Time, Tone,
};

/// What stands above the ranges of a cluster.
const AS_SET_UP: &str = "Fixed, as its operator set it up.";
const PEERED_BELOW: &str =
    "Fixed. Networks that it is peered with, or may be, stand below its own.";

/// The tab.
#[component]
pub fn ClusterOverview() -> impl IntoView {
    view! { <ClusterFrame tab=ClusterTab::Overview content=|cluster| view! { <Overview cluster/> }.into_any()/> }
}

#[component]
fn Overview(cluster: Memo<Cluster>) -> impl IntoView {
    let replica = Replica::get();
    let words = Memo::new(move |_| replica.cluster_words(cluster.with(|it| it.id)));
    let is_new = Memo::new(move |_| cluster.with(|it| it.status == ClusterStatus::Creating));
    let gone = Memo::new(move |_| words.with(ClusterWords::gone));
    let is_hybrid = Memo::new(move |_| cluster.with(|it| it.cluster_type == ClusterType::Hybrid));
    let lanes = Signal::derive(move || cluster.with(cluster_lanes));
    let other = Memo::new(move |_| {
        cluster.with(|it| {
            let recovery = it.disaster_recovery.as_ref()?;
            let lanes: Vec<Lane> = recovery
                .ranges
                .ranges()
                .map(|(path, range)| Lane {
                    label: range_label(path).to_owned(),
                    range,
                })
                .collect();
            Some((recovery.region.clone(), lanes))
        })
    });
    view! {
        <Show when=move || is_new.get()>
            <Banner title="Nobody reported yet that it is there".to_owned()>
                "Until its status is reported as created, it takes no changes and no Deployments. Whoever set it up can report it here."
            </Banner>
        </Show>
        {move || gone.get().map(|regions| view! {
            <Banner tone=Tone::Warn title=format!("The catalogue no longer offers {regions}")>
                "The cluster stays there. A new one cannot be created there."
            </Banner>
        })}
        <div class="cols">
            <div>
                <Section title="Address plan" lead=Signal::derive(move || if is_hybrid.get() { AS_SET_UP } else { PEERED_BELOW }.to_owned())>
                    <AddressPicture lanes/>
                </Section>
                {move || other.get().map(|(region, lanes)| view! {
                    <Section title=format!("Address plan in {region}") lead="Where it is taken over.">
                        <AddressPicture lanes=Signal::stored(lanes)/>
                    </Section>
                })}
                <Show when=move || is_hybrid.get()><Pools cluster/></Show>
                <Tenants cluster/>
            </div>
            <div><Reported cluster/><Facts cluster/><Use cluster/></div>
        </div>
    }
    .into_any()
}

/// The machines of a hybrid cluster, with what one worker gets of each.
#[component]
fn Pools(cluster: Memo<Cluster>) -> impl IntoView {
    let rows = move || {
        let (provider, pools) = cluster.with(|it| (it.cloud_provider, it.node_pools.clone()));
        pools
            .into_iter()
            .map(|pool| {
                let worker = worker_of(provider, &pool.node_instance_type)
                    .unwrap_or_else(|| "No longer offered".to_owned());
                let mark = pool
                    .is_default
                    .then(|| view! { " "<Chip label="Default" small=true/> });
                view! {
                    <tr>
                        <td><span class="name"><Cut text=pool.name/></span>{mark}</td>
                        <td class="end-cell">{pool.node_instance_type}</td>
                        <td><span class="sub">{worker}</span></td>
                        <td class="end-cell"><span class="sub">{format!("up to {} nodes", pool.max_node_count)}</span></td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <Section title="Node pools" lead="The machines that tasks run on, as they were reported. All Deployments that use a pool share its nodes.">
            <table class="table tenants">
                <thead><tr>
                    <th scope="col">"Pool"</th><th scope="col">"Machine"</th><th scope="col">"A worker gets"</th>
                    <th scope="col">"Nodes"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </Section>
    }
    .into_any()
}

/// What runs there.
#[component]
fn Tenants(cluster: Memo<Cluster>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let tenants = Memo::new(move |_| replica.tenants(cluster.with(|it| it.id)));
    let title = Signal::derive(move || match tenants.with(Vec::len) {
        0 => "What runs here".to_owned(),
        count => format!("What runs here ({})", grouped(count)),
    });
    let rows = move || {
        let paths = place.paths();
        tenants
            .get()
            .into_iter()
            .map(|it| {
                view! {
                    <tr>
                        <td><a class="row-link" href=paths.deployment(it.workspace_id, it.id)><Cut text=it.name/></a></td>
                        <td class="end-cell"><span class="sub"><Cut text=it.workspace/></span></td>
                    </tr>
                }
            })
            .collect_view()
    };
    let is_empty = Memo::new(move |_| tenants.with(Vec::is_empty));
    view! {
        <Section title=title>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <p class="section-text">"No Deployment that you can see."</p> }
            >
                <table class="table tenants">
                    <thead><tr><th scope="col">"Deployment"</th><th scope="col">"Workspace"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Show>
        </Section>
    }
    .into_any()
}

/// What somebody said about it.
#[component]
fn Reported(cluster: Memo<Cluster>) -> impl IntoView {
    let health = Memo::new(move |_| cluster.with(|it| it.health_status.clone()));
    let metadata = Memo::new(move |_| cluster.with(|it| it.metadata.clone()));
    let kind = Signal::derive(move || match health.with(|it| it.value) {
        ClusterHealthStatus::Healthy => StatusKind::Healthy,
        ClusterHealthStatus::Unhealthy => StatusKind::Unhealthy,
        ClusterHealthStatus::Unknown => StatusKind::Unknown,
    });
    let word = Signal::derive(move || Some(health.with(|it| it.value.label()).to_owned()));
    let details = move || {
        health
            .get()
            .details
            .into_iter()
            .map(|it| view! { <li><Isolated text=it.description/></li> })
            .collect_view()
    };
    let has_details = Memo::new(move |_| health.with(|it| !it.details.is_empty()));
    let list = move || {
        let metadata = metadata.get();
        let addresses = (!metadata.external_ips.is_empty()).then(|| {
            view! { <dt>"Leaves from"</dt><dd><Mono text=metadata.external_ips.join(", ")/></dd> }
        });
        let issuer = metadata
            .oidc_issuer_url
            .map(|it| view! { <dt>"Identities"</dt><dd><Mono text=it/></dd> });
        let dns = metadata
            .kube_dns_ip
            .map(|it| view! { <dt>"Name server"</dt><dd><Mono text=it/></dd> });
        let limited = cluster
            .with(|it| it.is_limited)
            .then(|| view! { <dt>"Limited"</dt><dd>"By its operator"</dd> });
        view! { {addresses}{issuer}{dns}{limited} }
    };
    view! {
        <Section title="Reported">
            <div class="body">
                <dl class="kv"><dt>"Health"</dt><dd><Status kind=kind word=word/></dd>{list}</dl>
                <Show when=move || has_details.get()><ul class="outcome-lines">{details}</ul></Show>
            </div>
        </Section>
    }
    .into_any()
}

#[component]
fn Facts(cluster: Memo<Cluster>) -> impl IntoView {
    let replica = Replica::get();
    let words = Memo::new(move |_| replica.cluster_words(cluster.with(|it| it.id)));
    let id = Signal::derive(move || cluster.with(|it| it.id.to_string()));
    let facts = move || {
        let (it, words) = (cluster.get(), words.get());
        let region = match words.region {
            Some(name) => format!("{}, {name}", it.region),
            None => format!("{}, no longer offered", it.region),
        };
        let is_hybrid = it.cluster_type == ClusterType::Hybrid;
        let mut facts = vec![
            ("Type", it.cluster_type.label().to_owned()),
            ("Provider", it.cloud_provider.label().to_owned()),
            ("Region", region),
        ];
        let account = account_label(it.cloud_provider);
        facts.extend(it.provider_account.map(|text| (account, text)));
        facts.extend(it.tenant_id.map(|text| ("Tenant", text)));
        facts.extend(it.db_instance_type.map(|text| ("Database machine", text)));
        if it.is_private_network_egress_enabled {
            facts.push(("Private egress", "On".to_owned()));
        }
        match it.disaster_recovery {
            Some(recovery) => {
                let name = words
                    .other_region
                    .unwrap_or_else(|| "no longer offered".to_owned());
                let works = if recovery.is_failed_over {
                    ", works now"
                } else {
                    ""
                };
                facts.push((
                    "Second region",
                    format!("{}, {name}{works}", recovery.region),
                ));
            }
            None if is_hybrid => {}
            None => facts.push(("Second region", "None".to_owned())),
        }
        facts
            .into_iter()
            .map(|(label, value)| view! { <dt>{label}</dt><dd><Isolated text=value/></dd> })
            .collect_view()
    };
    let dates = move || {
        let (created, updated) = cluster.with(|it| (it.created_at, it.updated_at));
        view! {
            <dt>"Created"</dt><dd><Time at=millis(created)/></dd>
            <dt>"Updated"</dt><dd><Time at=millis(updated)/></dd>
        }
    };
    view! {
        <Card padded=true>
            <dl class="kv">
                {facts}{dates}
                <dt>"Id"</dt><dd><span class="with-copy"><Mono text=id/><CopyButton text=id label="Copy the id"/></span></dd>
            </dl>
        </Card>
    }
    .into_any()
}

/// Who may use it, and its tags.
#[component]
fn Use(cluster: Memo<Cluster>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let listed = move || {
        let ids = cluster.with(|it| it.workspace_ids.clone());
        if ids.is_empty() {
            return view! { <p class="section-text">"All Workspaces."</p> }.into_any();
        }
        let all = replica.workspace_choices();
        let known: Vec<_> = all.iter().filter(|it| ids.contains(&it.id)).collect();
        let hidden = ids.len() - known.len();
        let lines = known
            .into_iter()
            .map(|it| {
                let href = place.paths().workspace(it.id);
                view! { <li><a class="link" href=href><Isolated text=it.name.clone()/></a></li> }
            })
            .collect_view();
        let rest = (hidden > 0)
            .then(|| view! { <li class="sub">{format!("{hidden} that you cannot see")}</li> });
        view! { <ul class="list">{lines}{rest}</ul> }.into_any()
    };
    let tags = move || {
        let tags = cluster.with(|it| it.k8s_tags.clone());
        (!tags.is_empty()).then(|| {
            let chips = tags
                .into_iter()
                .map(|tag| view! { <li><Chip label=tag.key value=tag.value small=true/></li> })
                .collect_view();
            view! { <Section title="Tags"><div class="body"><ul class="chips">{chips}</ul></div></Section> }
        })
    };
    view! { <Section title="Authorized Workspaces">{listed}</Section>{tags} }.into_any()
}
