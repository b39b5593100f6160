//! One cluster's settings: its name at once, the rest staged in the plan, and deleting it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::{Cluster, ClusterField, ClusterType};
use planisphere_domain::{Command, Edit, WorkspaceId};

use super::frame::{ClusterFrame, ClusterTab};
use super::recovery::Recovery;
use crate::components::{Draft, Submission, WithPlan, listed, tell};
use crate::forms::{DescribeForm, Described, TagRows, WorkspacePicker};
use crate::paths::Place;
use crate::replica::{Replica, Slot, Tenant};
use crate::ui::{
    Banner, Button, ButtonKind, ConfirmDialog, Field, Glyph, Icon, Isolated, Section, Switch,
    Toaster, Tone,
};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "name",
    "workspaceIds",
    "k8sTags",
    "isPrivateNetworkEgressEnabled",
    "enableDr",
    "enableReplicationTimeControl",
];
/// How many Deployments are named where they speak against a change.
const NAMED: usize = 12;
/// How many Workspaces a line names.
const FEW: usize = 5;

/// The tab.
#[component]
pub fn ClusterSettings() -> impl IntoView {
    view! { <ClusterFrame tab=ClusterTab::Settings content=|cluster| view! { <Settings cluster/> }.into_any()/> }
}

#[component]
fn Settings(cluster: Memo<Cluster>) -> impl IntoView {
    let replica = Replica::get();
    let id = cluster.with_untracked(|it| it.id);
    let title = Signal::derive(move || cluster.with(|it| format!("Cluster {}", it.name)));
    let draft = Draft::new(
        Slot::new("cluster-settings", id),
        title,
        cluster,
        move |edits| Command::UpdateCluster { id, edits },
    );
    let closed = Memo::new(move |_| {
        replica
            .gate(Command::UpdateCluster {
                id,
                edits: Vec::new(),
            })
            .reason
    });
    // CL-28
    let hybrid = Signal::derive(move || {
        closed.get().or_else(|| {
            cluster.with(|it| {
                (it.cluster_type == ClusterType::Hybrid).then(|| {
                    "Of a hybrid cluster only the Workspaces that may use it can change. Its operator changes the rest."
                        .to_owned()
                })
            })
        })
    });
    let egress_closed = Signal::derive(move || {
        hybrid.get().or_else(|| {
            cluster.with(|it| {
                (it.cloud_provider != CloudProvider::Aws).then(|| {
                    format!(
                        "Private egress is for AWS, and the cluster is on {}.",
                        it.cloud_provider.label()
                    )
                })
            })
        })
    });
    let egress = draft.read(|it: &Cluster| it.is_private_network_egress_enabled);
    let tags = draft.read(|it: &Cluster| it.k8s_tags.clone());
    let gone = Memo::new(move |_| replica.cluster_words(id).gone());
    let beside = draft.error_beside(SHOWN);
    // The type is fixed (CL-3). A second region, and egress, are for dedicated clusters.
    let is_hosted = cluster.with_untracked(|it| it.cluster_type == ClusterType::Dedicated);
    view! {
        <WithPlan>
            {move || closed.get().map(|text| view! { <Banner>{text}</Banner> })}
            {move || gone.get().map(|regions| view! {
                <Banner tone=Tone::Warn title=format!("The catalogue no longer offers {regions}")>
                    "The cluster stays there, and what can change here still can."
                </Banner>
            })}
            <Name cluster closed=hybrid/>
            <Authorized cluster draft closed/>
            <Section title=if is_hosted { "Network and tags" } else { "Tags" }>
                <Field
                    label="Tags" hint="On every resource at the provider; at most 50" row=true
                    changed=draft.changed("k8sTags") error=draft.error_of("k8sTags")
                >
                    <TagRows tags=tags on_change=move |tags| draft.set(ClusterField::Tags(tags)) disabled_reason=hybrid/>
                </Field>
                {is_hosted.then(|| view! { <Field
                    label="Private egress" hint="Traffic leaves through private networks only" row=true
                    changed=draft.changed("isPrivateNetworkEgressEnabled")
                    was=draft.was("isPrivateNetworkEgressEnabled")
                    error=draft.error_of("isPrivateNetworkEgressEnabled")
                >
                    <Switch
                        checked=egress disabled_reason=egress_closed
                        on_change=move |on| draft.set(ClusterField::IsPrivateNetworkEgressEnabled(on))
                    />
                </Field> })}
            </Section>
            {is_hosted.then(|| view! { <Recovery draft closed=hybrid/> })}
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <Delete cluster/>
        </WithPlan>
    }
    .into_any()
}

/// Its name, saved at once.
#[component]
fn Name(cluster: Memo<Cluster>, closed: Signal<Option<String>>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let saving = Submission::default();
    let id = cluster.with_untracked(|it| it.id);
    let stored = Memo::new(move |_| Described {
        name: cluster.with(|it| it.name.clone()),
        description: String::new(),
    });
    let save = move |(base, draft): (Described, Described)| {
        let edits = vec![Edit::new(
            ClusterField::Name(base.name),
            ClusterField::Name(draft.name),
        )];
        saving.run(
            replica.dispatch(Command::UpdateCluster { id, edits }),
            move |receipt| tell(toaster, replica, "Cluster saved", receipt),
        );
    };
    view! { <DescribeForm stored=stored on_save=save submission=saving disabled_reason=closed name_only=true/> }.into_any()
}

/// The Workspaces that may use it, and what a change does to those that do.
#[component]
fn Authorized(
    cluster: Memo<Cluster>,
    draft: Draft<Cluster, ClusterField>,
    #[prop(into)] closed: Signal<Option<String>>,
) -> impl IntoView {
    let replica = Replica::get();
    let restricting = Memo::new(move |_| replica.may_restrict_clusters().reason);
    let chosen = draft.read(|it: &Cluster| it.workspace_ids.clone());
    let choose = move |ids: BTreeSet<WorkspaceId>| draft.set(ClusterField::WorkspaceIds(ids));
    let changed = draft.changed("workspaceIds");
    // The Deployments that would be left there stand below by name, so the core's sentence about them is not said twice.
    let refused = draft.error_of("workspaceIds");
    let strangers = Memo::new(move |_| {
        let listed = chosen.get();
        if listed.is_empty() {
            return Vec::new();
        }
        let all = replica.tenants(cluster.with(|it| it.id));
        all.into_iter()
            .filter(|it| !listed.contains(&it.workspace_id))
            .collect::<Vec<Tenant>>()
    });
    let error = Signal::derive(move || refused.get().filter(|_| strangers.with(Vec::is_empty)));
    view! {
        <Section title="Authorized Workspaces" lead="Whose Deployments may run here. What runs here already has to stay inside.">
            <Field label="Open to" row=true changed=changed error=error>
                <WorkspacePicker
                    chosen=chosen
                    on_change=choose
                    disabled_reason=closed restricting_reason=restricting
                />
            </Field>
            <Show when=move || changed.get()>
                <Field label="Effect" row=true><Effects cluster chosen strangers/></Field>
            </Show>
        </Section>
    }
    .into_any()
}

/// What the list does to Deployments that are there.
#[component]
fn Effects(
    cluster: Memo<Cluster>,
    chosen: Memo<BTreeSet<WorkspaceId>>,
    strangers: Memo<Vec<Tenant>>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let running = move || replica.tenants(cluster.with(|it| it.id)).len();
    let left_out = move || replica.defaults_left_out(cluster.with(|it| it.id), &chosen.get());
    let lines = move || {
        let strangers = strangers.get();
        if strangers.is_empty() {
            let text = match running() {
                0 => "Nothing runs here, so nothing is touched.".to_owned(),
                1 => "The Deployment that runs here stays.".to_owned(),
                count => format!("The {count} Deployments that run here stay."),
            };
            return view! { <li><Icon glyph=Glyph::Check/>{text}</li> }.into_any();
        }
        let noun = if strangers.len() == 1 {
            "Deployment"
        } else {
            "Deployments"
        };
        let paths = place.paths();
        let rest = strangers.len().saturating_sub(NAMED);
        let named = strangers
            .iter()
            .take(NAMED)
            .map(|it| {
                let href = paths.deployment_settings(it.workspace_id, it.id);
                view! {
                    <li><Icon glyph=Glyph::Deployment/><span><a class="link" href=href><Isolated text=it.name.clone()/></a>
                        <span class="sub">" of "<Isolated text=it.workspace.clone()/></span></span></li>
                }
            })
            .collect_view();
        let rest = (rest > 0).then(|| view! { <li class="sub">{format!("and {rest} more")}</li> });
        view! {
            <li class="bad"><Icon glyph=Glyph::Warning/>{format!(
                "{} {noun} of Workspaces that are not listed would be left here. Transfer or delete them first, or list their Workspaces.",
                strangers.len()
            )}</li>
            {named}{rest}
        }
        .into_any()
    };
    let defaults = move || {
        let names = left_out();
        (!names.is_empty()).then(|| {
            let text = format!(
                "New Deployments of {} start here by default, and would be refused. Change that default too.",
                listed(&names, FEW)
            );
            view! { <li class="warn"><Icon glyph=Glyph::Warning/><Isolated text=text/></li> }
        })
    };
    view! { <ul class="outcome-lines">{lines}{defaults}</ul> }.into_any()
}

#[component]
fn Delete(cluster: Memo<Cluster>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let deleting = Submission::default();
    let asking = RwSignal::new(false);
    let id = cluster.with_untracked(|it| it.id);
    let gate = Memo::new(move |_| replica.gate(Command::DeleteCluster { id }).reason);
    let tenants = Memo::new(move |_| replica.tenants(id));
    let name = Signal::derive(move || Some(cluster.with(|it| it.name.clone())));
    let delete = move || {
        let navigate = navigate.clone();
        // The page goes with the cluster, so nothing of it can be asked afterwards.
        let next = place.paths_untracked().clusters();
        deleting.run(
            replica.dispatch(Command::DeleteCluster { id }),
            move |receipt| {
                asking.try_set(false);
                tell(toaster, replica, "Cluster deleted", receipt);
                navigate(&next, Default::default());
            },
        );
    };
    let against = move || {
        let tenants = tenants.get();
        let paths = place.paths();
        let rest = tenants.len().saturating_sub(NAMED);
        let named = tenants
            .iter()
            .take(NAMED)
            .map(|it| {
                let href = paths.deployment_settings(it.workspace_id, it.id);
                view! {
                    <li><Icon glyph=Glyph::Deployment/><span><a class="link" href=href><Isolated text=it.name.clone()/></a>
                        <span class="sub">" of "<Isolated text=it.workspace.clone()/></span></span></li>
                }
            })
            .collect_view();
        let rest = (rest > 0).then(|| view! { <li class="sub">{format!("and {rest} more")}</li> });
        view! { <ul class="outcome-lines">{named}{rest}</ul> }
    };
    let is_used = Memo::new(move |_| tenants.with(|all| !all.is_empty()));
    view! {
        <Section title="Delete" danger=true>
            <Field label="Delete this cluster" hint="Only one on which nothing runs" row=true>
                <Button kind=ButtonKind::Danger disabled_reason=gate on_click=move |_| asking.set(true)>
                    "Delete the cluster"
                </Button>
            </Field>
            <Show when=move || is_used.get()>
                <Field label="What speaks against it" row=true>{against}</Field>
            </Show>
        </Section>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Delete this cluster"
            action="Delete the cluster"
            typed_name=name
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            <p>"Its record, its ranges and its peering requests are gone here. What stands in a cloud stays until its operator takes it down."</p>
        </ConfirmDialog>
    }
    .into_any()
}
