//! What new Deployments of a Workspace start with, staged in the plan: where they run, and CI/CD enforcement.

use leptos::prelude::*;
use planisphere_domain::catalogue::CloudProvider;
use planisphere_domain::workspace::{DefaultInfrastructure, Workspace, WorkspaceField};
use planisphere_domain::{Command, Edit, WorkspaceId};

use crate::components::Draft;
use crate::replica::{Replica, Slot, catalogue_in_use};
use crate::ui::{Banner, Choice, Combobox, Field, Section, Segmented, Select, Switch, Tone};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "cicdEnforcedDefault",
    "defaultClusterId",
    "defaultRegion",
    "defaultInfrastructure",
];
const NOTHING: &str = "nothing";
const STANDARD: &str = "standard";

/// The section.
#[component]
pub(super) fn Defaults(id: WorkspaceId, stored: Memo<Workspace>) -> impl IntoView {
    let replica = Replica::get();
    let title = Signal::derive(move || stored.with(|it| format!("Workspace {}", it.name)));
    let draft = Draft::new(
        Slot::new("workspace-settings", id),
        title,
        stored,
        move |edits| Command::UpdateWorkspace { id, edits },
    );
    let closed = Memo::new(move |_| {
        replica
            .gate(Command::UpdateWorkspace {
                id,
                edits: Vec::new(),
            })
            .reason
    });
    let enforced = draft.read(|it: &Workspace| it.cicd_enforced_default);
    // Turning it off is free on every tier (rule 124).
    let enforcing_closed = Memo::new(move |_| {
        closed.get().or_else(|| {
            if enforced.get() || stored.with(|it| it.cicd_enforced_default) {
                return None;
            }
            let edits = vec![Edit::new(
                WorkspaceField::CicdEnforcedDefault(false),
                WorkspaceField::CicdEnforcedDefault(true),
            )];
            replica.gate(Command::UpdateWorkspace { id, edits }).reason
        })
    });
    let infrastructure = draft.read(|it: &Workspace| it.default_infrastructure.clone());
    let infrastructure_error = {
        let all = ["defaultClusterId", "defaultRegion", "defaultInfrastructure"]
            .map(|path| draft.error_of(path));
        Signal::derive(move || all.iter().find_map(|error| error.get()))
    };
    let beside = draft.error_beside(SHOWN);
    view! {
        <Section title="New Deployments" lead="What they start with unless somebody says otherwise. Those that are there stay as they are.">
            <Field
                label="Enforce CI/CD" hint="Only API tokens may deploy code" row=true
                changed=draft.changed("cicdEnforcedDefault") was=draft.was("cicdEnforcedDefault")
                error=draft.error_of("cicdEnforcedDefault")
            >
                <Switch
                    checked=enforced disabled_reason=enforcing_closed
                    on_change=move |on| draft.set(WorkspaceField::CicdEnforcedDefault(on))
                />
            </Field>
            <Where id draft infrastructure closed error=infrastructure_error/>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Section>
    }
    .into_any()
}

/// Where they run: nowhere in particular, on a cluster, or in a region of standard clusters.
#[component]
fn Where(
    id: WorkspaceId,
    draft: Draft<Workspace, WorkspaceField>,
    infrastructure: Memo<Option<DefaultInfrastructure>>,
    #[prop(into)] closed: Signal<Option<String>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let replica = Replica::get();
    let stored = draft.stored(|it: &Workspace| it.default_infrastructure.clone());
    let set = move |value: Option<DefaultInfrastructure>| {
        draft.set(WorkspaceField::DefaultInfrastructure(value));
    };
    // A cluster that was the default and is closed or gone by now stays chosen, and says so.
    let clusters = Memo::new(move |_| {
        let mut choices: Vec<Choice> = replica
            .clusters_for(id)
            .into_iter()
            .map(|it| Choice::new(it.id.to_string(), it.name).note(it.place))
            .collect();
        for default in [stored.get(), infrastructure.get()].into_iter().flatten() {
            if let DefaultInfrastructure::Cluster(cluster) = default {
                let value = cluster.to_string();
                if !choices.iter().any(|it| it.value == value) {
                    let name = replica
                        .cluster_record(cluster)
                        .map_or_else(|| value.clone(), |it| it.name);
                    choices.push(Choice::new(value, name).note("not open to this Workspace now"));
                }
            }
        }
        choices
    });
    let places = move || {
        let mut places = vec![
            Choice::new(NOTHING, "No default"),
            Choice::new(STANDARD, "Standard cluster").note("shared, chosen by region"),
        ];
        places.extend(clusters.get());
        places
    };
    let chosen = Signal::derive(move || match infrastructure.get() {
        None => NOTHING.to_owned(),
        Some(DefaultInfrastructure::Standard { .. }) => STANDARD.to_owned(),
        Some(DefaultInfrastructure::Cluster(cluster)) => cluster.to_string(),
    });
    let choose = move |value: String| match value.as_str() {
        NOTHING => set(None),
        STANDARD => set(Some(first_region(CloudProvider::Aws))),
        cluster => set(cluster.parse().ok().map(DefaultInfrastructure::Cluster)),
    };
    let standard = Memo::new(move |_| match infrastructure.get() {
        Some(DefaultInfrastructure::Standard {
            cloud_provider,
            region,
        }) => Some((cloud_provider, region)),
        _ => None,
    });
    let is_standard = Memo::new(move |_| standard.with(Option::is_some));
    let provider = Signal::derive(move || standard.get().map_or(CloudProvider::Aws, |it| it.0));
    let region = Signal::derive(move || standard.get().map(|it| it.1).unwrap_or_default());
    let regions = move || {
        let catalogue = catalogue_in_use();
        let known = catalogue.standard_regions(provider.get());
        let mut choices: Vec<Choice> = known
            .iter()
            .map(|it| Choice::new(it.code.clone(), it.code.clone()).note(it.name.clone()))
            .collect();
        let now = region.get();
        if !now.is_empty() && !choices.iter().any(|it| it.value == now) {
            choices.push(Choice::new(now.clone(), now).note("no longer offered"));
        }
        choices
    };
    let providers: Vec<Choice> = CloudProvider::ALL
        .iter()
        .map(|it| Choice::new(it.api(), it.label()))
        .collect();
    let providers = StoredValue::new(providers);
    let choose_provider = move |value: String| {
        if let Some(provider) = CloudProvider::from_name(&value) {
            set(Some(first_region(provider)));
        }
    };
    let choose_region = move |region: String| {
        set(Some(DefaultInfrastructure::Standard {
            cloud_provider: provider.get_untracked(),
            region,
        }));
    };
    let was = Signal::derive(move || {
        let (before, now) = (stored.get(), infrastructure.get());
        (before != now).then(|| match before {
            None => "was no default".to_owned(),
            Some(DefaultInfrastructure::Standard {
                cloud_provider,
                region,
            }) => format!("was {} {region}", cloud_provider.label()),
            Some(DefaultInfrastructure::Cluster(cluster)) => {
                let named = clusters.get();
                let value = cluster.to_string();
                let found = named.into_iter().find(|it| it.value == value);
                format!("was {}", found.map_or(value, |it| it.label))
            }
        })
    });
    let changed = draft.changed("defaultInfrastructure");
    view! {
        <Field
            label="Where they run" hint="The form of a new Deployment begins with it" row=true
            changed=changed was=was error=error
        >
            <Select class="wide" options=Signal::derive(places) value=chosen on_change=choose disabled_reason=closed/>
        </Field>
        <Show when=move || is_standard.get()>
            <Field label="Cloud provider" row=true changed=changed>
                <Segmented
                    options=providers.get_value()
                    value=Signal::derive(move || provider.get().api().to_owned())
                    on_change=choose_provider
                    disabled_reason=closed
                />
            </Field>
            <Field label="Region" row=true changed=changed>
                <Combobox
                    options=Signal::derive(regions) value=region on_change=choose_region
                    none="No standard region of that name" disabled_reason=closed
                />
            </Field>
        </Show>
    }
    .into_any()
}

/// The first region of a provider's standard clusters.
fn first_region(cloud_provider: CloudProvider) -> DefaultInfrastructure {
    let catalogue = catalogue_in_use();
    let first = catalogue.standard_regions(cloud_provider).first();
    DefaultInfrastructure::Standard {
        cloud_provider,
        region: first.map(|it| it.code.to_string()).unwrap_or_default(),
    }
}
