//! The VPC peering of one cluster: what was asked for, how far it is as reported, and asking for more.

use leptos::prelude::*;
use planisphere_domain::cluster::{Cluster, ClusterType, VpcPeering, VpcPeeringState};
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{ClusterId, Command};

use super::frame::{ClusterFrame, ClusterTab};
use crate::components::{Submission, WithPlan, millis, tell};
use crate::forms::VpcPeeringRequestForm;
use crate::replica::Replica;
use crate::ui::{
    Banner, Cut, EmptyState, Glyph, Icon, Menu, MenuEntry, MenuItem, Section, Status, StatusKind,
    Time, Toaster, Tone,
};

/// The tab.
#[component]
pub fn ClusterPeering() -> impl IntoView {
    view! { <ClusterFrame tab=ClusterTab::Peering content=|cluster| view! { <Peering cluster/> }.into_any()/> }
}

#[component]
fn Peering(cluster: Memo<Cluster>) -> impl IntoView {
    let replica = Replica::get();
    let is_hybrid = Memo::new(move |_| cluster.with(|it| it.cluster_type == ClusterType::Hybrid));
    let settled = move || {
        cluster.with(|it| {
            (!it.status.is_settled()).then(|| {
                format!(
                    "`{}` is {} and takes no changes yet. Try again when that is over.",
                    it.name,
                    it.status.label().to_lowercase()
                )
            })
        })
    };
    let closed = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationClustersUpdate,
                ResourceRef::Organization,
            )
            .reason
            .or_else(settled)
    });
    view! {
        <Show
            when=move || !is_hybrid.get()
            fallback=|| view! {
                <EmptyState
                    glyph=Glyph::Cluster
                    title="Peered in your own cloud account"
                    text="A hybrid cluster stands in your own cloud, so its network is peered there."
                />
            }
        >
            <WithPlan>
                {move || closed.get().map(|text| view! { <Banner>{text}</Banner> })}
                <Requests cluster/>
                <VpcPeeringRequestForm cluster disabled_reason=closed/>
            </WithPlan>
        </Show>
    }
    .into_any()
}

/// What was asked for.
#[component]
fn Requests(cluster: Memo<Cluster>) -> impl IntoView {
    let replica = Replica::get();
    let submission = Submission::default();
    let words = Memo::new(move |_| replica.cluster_words(cluster.with(|it| it.id)));
    let rows = move || {
        let (id, peerings) = cluster.with(|it| {
            let all: Vec<VpcPeering> = it.vpc_peerings.values().cloned().collect();
            (it.id, all)
        });
        let requesters = words.with(|it| it.requesters.clone());
        peerings
            .into_iter()
            .zip(requesters)
            .map(|(it, by)| line(id, it, by, submission))
            .collect_view()
    };
    let is_empty = Memo::new(move |_| cluster.with(|it| it.vpc_peerings.is_empty()));
    let failed = submission.error_beside(&[]);
    view! {
        <Section title="Networks" lead="The state is what was reported by hand.">
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <p class="section-text">"No peering was asked for."</p> }
            >
                <table class="table peerings">
                    <thead><tr>
                        <th scope="col">"Network"</th><th scope="col">"State"</th><th scope="col">"Range"</th>
                        <th scope="col">"Region"</th><th scope="col">"Account"</th><th scope="col">"Requested"</th>
                        <th scope="col"><span class="vh">"Actions"</span></th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Show>
        </Section>
    }
    .into_any()
}

fn line(cluster: ClusterId, it: VpcPeering, by: String, submission: Submission) -> AnyView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let (kind, id, network) = (shape(it.state), it.id, it.network.clone());
    let run = move |command: Command, told: String| {
        submission.run(replica.dispatch(command), move |receipt| {
            tell(toaster, replica, told, receipt);
        });
    };
    let label = format!("Peering with {network}");
    let entries = move || {
        let mut entries: Vec<MenuEntry> = VpcPeeringState::ALL
            .iter()
            .filter(|state| **state != it.state)
            .map(|state| {
                let command = Command::ReportVpcPeering {
                    cluster,
                    id,
                    state: *state,
                };
                let gate = replica.gate(command.clone()).reason;
                let told = format!("Peering reported as {}", state.label().to_lowercase());
                MenuEntry::Item(
                    MenuItem::run(
                        format!("Report as {}", state.label().to_lowercase()),
                        move || run(command.clone(), told.clone()),
                    )
                    .glyph(Glyph::Pencil)
                    .gated(gate),
                )
            })
            .collect();
        let withdraw = Command::WithdrawVpcPeering { cluster, id };
        let gate = replica.gate(withdraw.clone()).reason;
        entries.push(MenuEntry::Separator);
        entries.push(MenuEntry::Item(
            MenuItem::run("Withdraw", move || {
                run(withdraw.clone(), "Peering withdrawn".to_owned());
            })
            .note("Forgets the request; what a cloud did is not undone")
            .glyph(Glyph::Trash)
            .danger()
            .gated(gate),
        ));
        entries
    };
    view! {
        <tr>
            <td><span class="name"><Cut text=network/></span></td>
            <td class="end-cell"><Status kind=kind word=it.state.label().to_owned()/></td>
            <td><code class="mono">{it.range.to_string()}</code></td>
            <td class="end-cell"><span class="sub"><Cut text=it.region.clone()/></span></td>
            <td class="desk-cell"><Cut text=it.account.clone()/></td>
            <td><span class="sub"><Time at=millis(it.created_at)/>" by "<Cut text=by/></span></td>
            <td class="acts-cell">
                <Menu label=label entries=Signal::derive(entries) class="btn quiet square small" at_end=true>
                    <Icon glyph=Glyph::More/>
                </Menu>
            </td>
        </tr>
    }
    .into_any()
}

const fn shape(state: VpcPeeringState) -> StatusKind {
    match state {
        VpcPeeringState::Requested => StatusKind::Deploying,
        VpcPeeringState::Active => StatusKind::Passed,
        VpcPeeringState::Failed => StatusKind::Refused,
    }
}
