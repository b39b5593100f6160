//! Creating a dedicated cluster, or telling of a hybrid one that its operator set up: where it is, its address plan, who
//! may use it. Nothing here reaches a cloud.

mod draft;
mod hybrid;
mod recovery;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::ClusterId;
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::cluster::ClusterType;
use planisphere_domain::organization::Product;

use self::draft::Draft;
pub use self::hybrid::account_label;
use super::address_fields::{AddressFields, no_longer_offered};
use super::tag_rows::TagRows;
use super::workspace_picker::WorkspacePicker;
use crate::components::{ApplyOrStage, LeaveGuard, Submission};
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{
    Banner, ButtonKind, Choice, Combobox, Field, LinkButton, Section, Segmented, Switch, TextInput,
    Tone,
};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "name",
    "region",
    "vpcSubnetRange",
    "secondaryVpcCidr",
    "podSubnetRange",
    "serviceSubnetRange",
    "servicePeeringRange",
    "k8sTags",
    "workspaceIds",
    "isPrivateNetworkEgressEnabled",
    "drRegion",
    "drVpcSubnetRange",
    "drSecondaryVpcCidr",
    "drPodSubnetRange",
    "drServiceSubnetRange",
    "drServicePeeringRange",
    "enableReplicationTimeControl",
    "providerAccount",
    "tenantId",
    "dbInstanceType",
    "nodePools",
];

/// The form.
#[component]
pub fn ClusterCreateForm() -> impl IntoView {
    let place = Place::current();
    let navigate = use_navigate();
    let replica = Replica::get();
    // Chosen when the Organization is founded, so it does not change under the form.
    let draft = Draft::new(if untrack(|| replica.product()) == Product::Hybrid {
        ClusterType::Hybrid
    } else {
        ClusterType::Dedicated
    });
    let submission = Submission::default();
    let created = RwSignal::new(None::<ClusterId>);
    let make = Callback::new(move |()| {
        let (id, command) = draft.command()?;
        created.set(Some(id));
        Ok((vec![command], Vec::new()))
    });
    let is_done = RwSignal::new(false);
    let on_done = Callback::new(move |is_applied: bool| {
        is_done.set(true);
        let paths = place.paths_untracked();
        // A cluster that is only staged has no page yet.
        let next = match created.get_untracked().filter(|_| is_applied) {
            Some(id) => paths.cluster(id),
            None => paths.clusters(),
        };
        navigate(&next, Default::default());
    });
    let told = Signal::derive(move || {
        let verb = if draft.is_hybrid() {
            "imported"
        } else {
            "created"
        };
        format!("Cluster “{}” {verb}", draft.name.get().trim())
    });
    let beside = submission.error_beside(SHOWN);
    let label = Signal::derive(move || {
        if draft.is_hybrid() {
            "Import the cluster"
        } else {
            "Create the cluster"
        }
        .to_owned()
    });
    let title = Signal::derive(move || {
        let name = draft.name.get();
        let verb = if draft.is_hybrid() {
            "Import"
        } else {
            "Create"
        };
        format!("{verb} the cluster {}", name.trim())
    });
    view! {
        <LeaveGuard dirty=move || draft.is_touched() && !is_done.get()/>
        <form on:submit=|event| event.prevent_default() novalidate=true>
            <Where draft submission/>
            <Section title="Address plan" lead=Signal::derive(move || plan_lead(draft).to_owned())>
                <AddressFields draft=draft.ranges provider=draft.provider/>
            </Section>
            <Show when=move || draft.is_hybrid() fallback=move || view! { <recovery::Recovery draft submission/> }>
                <hybrid::Hybrid draft submission/>
            </Show>
            <Access draft submission/>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <div class="form-actions">
                <ApplyOrStage label=label title=title done=told make=make submission=submission on_done=on_done/>
                <LinkButton kind=ButtonKind::Quiet href=Signal::derive(move || place.paths().clusters())>"Cancel"</LinkButton>
            </div>
        </form>
    }
    .into_any()
}

fn place_lead(draft: Draft) -> &'static str {
    if draft.is_hybrid() {
        "As its operator set it up. Once it is imported, only the Workspaces that may use it change here."
    } else {
        "Provider and region are fixed once the cluster is created."
    }
}

fn plan_lead(draft: Draft) -> &'static str {
    if draft.is_hybrid() {
        "As it was set up. Ranges lie in a private range and have no address in common."
    } else {
        "Fixed once the cluster is created. Ranges lie in a private range and have no address in common."
    }
}

/// Its name, and where it is.
#[component]
fn Where(draft: Draft, submission: Submission) -> impl IntoView {
    let replica = Replica::get();
    let is_hybrid_product = Memo::new(move |_| replica.product() == Product::Hybrid);
    let kinds = || {
        vec![
            Choice::new(ClusterType::Hybrid.api(), "Hybrid, import"),
            Choice::new(ClusterType::Dedicated.api(), "Dedicated"),
        ]
    };
    let choose_kind = move |value: String| {
        draft.choose_kind(if value == ClusterType::Hybrid.api() {
            ClusterType::Hybrid
        } else {
            ClusterType::Dedicated
        });
    };
    let providers: Vec<Choice> = CloudProvider::ALL
        .iter()
        .map(|provider| Choice::new(provider.api(), provider.label()))
        .collect();
    let regions = move || {
        let known = draft.regions();
        let gone = no_longer_offered(&known, &draft.region.get());
        known
            .into_iter()
            .map(|region| Choice::new(region.code.clone(), region.code).note(region.name))
            .chain(gone)
            .collect::<Vec<_>>()
    };
    let kind_hint = move || {
        Some(if draft.is_hybrid() {
            "In your own cloud; its operator set it up, and this tells of it".to_owned()
        } else {
            "The Organization's own, run by the operator".to_owned()
        })
    };
    view! {
        <Section title="Name and place" lead=Signal::derive(move || place_lead(draft).to_owned())>
            <Field label="Name" row=true required=true error=submission.error_of("name")>
                <TextInput class="wide" value=draft.name on_input=move |text| draft.name.set(text) autofocus=true/>
            </Field>
            <Show when=move || is_hybrid_product.get()>
                <Field label="Type" hint=Signal::derive(kind_hint) row=true error=submission.error_of("type")>
                    <Segmented
                        options=kinds()
                        value=Signal::derive(move || draft.kind.get().api().to_owned())
                        on_change=choose_kind
                    />
                </Field>
            </Show>
            <Field label="Cloud provider" row=true>
                <Segmented
                    options=providers
                    value=Signal::derive(move || draft.provider.get().api().to_owned())
                    on_change=move |value: String| {
                        if let Some(provider) = CloudProvider::from_name(&value) {
                            draft.choose_provider(provider);
                        }
                    }
                />
            </Field>
            <Field label="Region" row=true required=true error=submission.error_of("region")>
                <Combobox
                    options=Signal::derive(regions)
                    value=draft.region
                    on_change=move |value| draft.region.set(value)
                    none="No region of that name for this type and provider"
                />
            </Field>
        </Section>
    }
    .into_any()
}

/// Who may use it, and what its resources carry.
#[component]
fn Access(draft: Draft, submission: Submission) -> impl IntoView {
    let replica = Replica::get();
    let restricting = Memo::new(move |_| replica.may_restrict_clusters().reason);
    view! {
        <Section title="Use">
            <Field
                label="Authorized Workspaces" hint="Whose Deployments may run here"
                row=true error=submission.error_of("workspaceIds")
            >
                <WorkspacePicker
                    chosen=draft.workspaces on_change=move |ids| draft.workspaces.set(ids)
                    disabled_reason=Signal::stored(None::<String>) restricting_reason=restricting
                />
            </Field>
            <Field label="Tags" hint="On every resource at the provider; at most 50" row=true optional=true error=submission.error_of("k8sTags")>
                <TagRows tags=draft.tags on_change=move |tags| draft.tags.set(tags) disabled_reason=Signal::stored(None::<String>)/>
            </Field>
            <Show when=move || draft.provider.get() == CloudProvider::Aws && !draft.is_hybrid()>
                <Field
                    label="Private egress" hint="Traffic leaves through private networks only"
                    row=true error=submission.error_of("isPrivateNetworkEgressEnabled")
                >
                    <Switch checked=draft.egress on_change=move |on| draft.egress.set(on)/>
                </Field>
            </Show>
        </Section>
    }
    .into_any()
}
