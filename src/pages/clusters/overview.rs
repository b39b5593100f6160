//! One cluster at a glance: its address plan, what runs there, what is known of it and what was reported.

use leptos::prelude::*;
use planisphere_domain::cluster::{Cluster, ClusterHealthStatus, ClusterStatus};

use super::frame::{ClusterFrame, ClusterTab};
use crate::components::{AddressPicture, Lane, grouped, millis};
use crate::forms::{cluster_lanes, health_word, range_label};
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{
    Banner, Card, Chip, CopyButton, Cut, Isolated, Mono, Section, Status, StatusKind, Time, Tone,
};

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
    let gone = Memo::new(move |_| words.with(|it| it.region.is_none()));
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
        <Show when=move || gone.get()>
            <Banner tone=Tone::Warn title="The catalogue no longer offers this region".to_owned()>
                "The cluster keeps it. A new cluster cannot be created there."
            </Banner>
        </Show>
        <div class="cols">
            <div>
                <Section title="Address plan" lead="Fixed. Networks that it is peered with, or may be, stand below its own.">
                    <AddressPicture lanes/>
                </Section>
                {move || other.get().map(|(region, lanes)| view! {
                    <Section title=format!("Address plan in {region}") lead="Where it is taken over.">
                        <AddressPicture lanes=Signal::stored(lanes)/>
                    </Section>
                })}
                <Tenants cluster/>
            </div>
            <div><Reported cluster/><Facts cluster/><Use cluster/></div>
        </div>
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
    let word = Signal::derive(move || Some(health_word(health.with(|it| it.value)).to_owned()));
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
        let mut facts = vec![
            ("Type", it.cluster_type.label().to_owned()),
            ("Provider", it.cloud_provider.label().to_owned()),
            ("Region", region),
        ];
        facts.extend(it.provider_account.map(|text| ("Account", text)));
        facts.extend(it.tenant_id.map(|text| ("Tenant", text)));
        facts.extend(it.db_instance_type.map(|text| ("Database machine", text)));
        for pool in it.node_pools {
            let mark = if pool.is_default { ", default" } else { "" };
            facts.push((
                "Node pool",
                format!(
                    "{}: {}, up to {} nodes{mark}",
                    pool.name, pool.node_instance_type, pool.max_node_count
                ),
            ));
        }
        if it.is_private_network_egress_enabled {
            facts.push(("Private egress", "On".to_owned()));
        }
        match it.disaster_recovery {
            Some(recovery) => {
                let name = words.other_region.unwrap_or_default();
                let works = if recovery.is_failed_over {
                    ", works now"
                } else {
                    ""
                };
                facts.push((
                    "Second region",
                    format!("{} {name}{works}", recovery.region)
                        .trim_end()
                        .to_owned(),
                ));
            }
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
