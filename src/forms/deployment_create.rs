//! Creating a Deployment with the documented defaults (DEP-6); where it runs is the one choice to make.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::catalogue::{Catalogue, CloudProvider};
use planisphere_domain::deployment::{
    DeploymentDraft, Executor, InfrastructureChoice, SchedulerSize,
};
use planisphere_domain::{Command, WorkspaceId};

use crate::components::{LeaveGuard, Submission, tell};
use crate::paths::Place;
use crate::replica::{Failure, Ids, Replica, now};
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Combobox, Field, LinkButton, Section, Segmented, Select,
    Switch, TextArea, TextInput, Toaster, Tone,
};

/// Fields that show their own errors.
const SHOWN: &[&str] = &[
    "name",
    "description",
    "region",
    "clusterId",
    "astroRuntimeVersion",
    "executor",
    "schedulerSize",
    "isHighAvailability",
];
/// The value of "on a standard cluster" among the places.
const STANDARD: &str = "standard";

/// What the form holds.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    description: RwSignal<String>,
    place: RwSignal<String>,
    provider: RwSignal<CloudProvider>,
    region: RwSignal<String>,
    runtime: RwSignal<String>,
    executor: RwSignal<Executor>,
    scheduler: RwSignal<SchedulerSize>,
    high_availability: RwSignal<bool>,
    development: RwSignal<bool>,
}

impl Draft {
    fn new() -> Self {
        let newest = Catalogue::built_in()
            .newest_runtime(now())
            .map(|release| release.version.to_string());
        Self {
            name: RwSignal::new(String::new()),
            description: RwSignal::new(String::new()),
            place: RwSignal::new(STANDARD.to_owned()),
            provider: RwSignal::new(CloudProvider::Aws),
            region: RwSignal::new("us-east-1".to_owned()),
            runtime: RwSignal::new(newest.unwrap_or_default()),
            executor: RwSignal::new(Executor::Celery),
            scheduler: RwSignal::new(SchedulerSize::Small),
            high_availability: RwSignal::new(false),
            development: RwSignal::new(false),
        }
    }

    /// The command that the form stands for.
    fn command(self, workspace: WorkspaceId) -> Result<(DeploymentDraft, Command), Failure> {
        let infrastructure = match self.place.get_untracked().parse() {
            Ok(cluster) => InfrastructureChoice::Cluster(cluster),
            Err(_) => InfrastructureChoice::Standard {
                cloud_provider: self.provider.get_untracked(),
                region: self.region.get_untracked(),
            },
        };
        let name = self.name.get_untracked();
        let draft = DeploymentDraft {
            description: self.description.get_untracked(),
            infrastructure: Some(infrastructure),
            runtime: Some(self.runtime.get_untracked()),
            executor: Some(self.executor.get_untracked()),
            scheduler_size: Some(self.scheduler.get_untracked()),
            is_high_availability: self.high_availability.get_untracked(),
            is_development_mode: self.development.get_untracked(),
            ..DeploymentDraft::new(Ids::deployment()?, Ids::queue()?, workspace, &name)
        };
        let command = Command::CreateDeployment(Box::new(draft.clone()));
        Ok((draft, command))
    }
}

/// The form.
#[component]
pub fn DeploymentCreateForm(
    /// The Workspace to create it in.
    workspace: WorkspaceId,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let draft = Draft::new();
    let submission = Submission::default();
    let created = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        let work = async move {
            let (draft, command) = draft.command(workspace)?;
            let receipt = replica.dispatch(command).await?;
            Ok::<_, Failure>((draft, receipt))
        };
        // The address of now: the person may be elsewhere when it is done.
        let paths = place.paths_untracked();
        submission.run(work, move |(draft, receipt)| {
            created.set(true);
            tell(
                toaster,
                replica,
                format!("Deployment “{}” created", draft.name.trim()),
                receipt,
            );
            navigate(&paths.deployment(workspace, draft.id), Default::default());
        });
    };
    let beside = submission.error_beside(SHOWN);
    view! {
        <LeaveGuard dirty=move || !draft.name.get().is_empty() && !created.get()/>
        <form on:submit=submit novalidate=true>
            <Section title="Name and description">
                <Field label="Name" row=true required=true error=submission.error_of("name")>
                    <TextInput class="wide" value=draft.name on_input=move |text| draft.name.set(text) autofocus=true/>
                </Field>
                <Field label="Description" row=true optional=true error=submission.error_of("description")>
                    <TextArea value=draft.description on_input=move |text| draft.description.set(text) rows=2/>
                </Field>
            </Section>
            <Infrastructure draft submission workspace/>
            <Execution draft submission/>
            <Section title="Worker queue" lead="A queue called default comes with Celery and Astro. More can be added by file.">
                <p class="section-text">
                    {move || match draft.executor.get() {
                        Executor::Kubernetes => "None: Kubernetes runs every task in a Pod of its own.".to_owned(),
                        _ => default_queue(),
                    }}
                </p>
            </Section>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=submission.busy()>"Create the Deployment"</Button>
                <LinkButton kind=ButtonKind::Quiet href=Signal::derive(move || place.paths().workspace(workspace))>"Cancel"</LinkButton>
            </div>
        </form>
    }
    .into_any()
}

fn default_queue() -> String {
    let catalogue = Catalogue::built_in();
    let machine = catalogue.machines().first().map(|machine| {
        format!(
            "{}, {} vCPU, {} GiB",
            machine.name, machine.cpu, machine.memory_gib
        )
    });
    format!(
        "0 to 10 workers of {}, 5 tasks each.",
        machine.unwrap_or_default()
    )
}

/// Where it runs: a provider's region, or a cluster of one's own.
#[component]
fn Infrastructure(draft: Draft, submission: Submission, workspace: WorkspaceId) -> impl IntoView {
    let replica = Replica::get();
    let clusters = Memo::new(move |_| replica.clusters_for(workspace));
    let places = move || {
        let standard = Choice::new(STANDARD, "Standard cluster").note("shared, chosen by region");
        let own = clusters
            .get()
            .into_iter()
            .map(|cluster| Choice::new(cluster.id.to_string(), cluster.name).note(cluster.place));
        std::iter::once(standard).chain(own).collect::<Vec<_>>()
    };
    let providers = || -> Vec<Choice> {
        CloudProvider::ALL
            .iter()
            .map(|provider| Choice::new(provider.api(), provider.label()))
            .collect()
    };
    let regions = move || {
        let catalogue = Catalogue::built_in();
        let known = catalogue.standard_regions(draft.provider.get());
        known
            .iter()
            .map(|region| {
                Choice::new(region.code.clone(), region.code.clone()).note(region.name.clone())
            })
            .collect::<Vec<_>>()
    };
    let choose_provider = move |value: String| {
        if let Some(provider) = CloudProvider::from_name(&value) {
            draft.provider.set(provider);
            let catalogue = Catalogue::built_in();
            let first = catalogue.standard_regions(provider).first();
            let code = first.map(|region| region.code.to_string());
            draft.region.set(code.unwrap_or_default());
        }
    };
    let is_standard = Memo::new(move |_| draft.place.get() == STANDARD);
    view! {
        <Section title="Where it runs" lead="Fixed once the Deployment is created.">
            <Field
                label="Cluster"
                hint="Standard clusters are shared; dedicated ones are the Organization's own"
                row=true
                error=submission.error_of("clusterId")
            >
                <Select class="wide" options=Signal::derive(places) value=draft.place on_change=move |value| draft.place.set(value)/>
            </Field>
            <Show when=move || is_standard.get()>
                <Field label="Cloud provider" row=true>
                    <Segmented
                        options=providers()
                        value=Signal::derive(move || draft.provider.get().api().to_owned())
                        on_change=choose_provider
                    />
                </Field>
                <Field label="Region" row=true error=submission.error_of("region")>
                    <Combobox
                        options=Signal::derive(regions)
                        value=draft.region
                        on_change=move |value| draft.region.set(value)
                        none="No standard region of that name"
                    />
                </Field>
            </Show>
        </Section>
    }
    .into_any()
}

/// How tasks run.
#[component]
fn Execution(draft: Draft, submission: Submission) -> impl IntoView {
    let executors: Vec<Choice> = Executor::ALL
        .iter()
        .map(|executor| Choice::new(executor.api(), executor.label()))
        .collect();
    let catalogue = Catalogue::built_in();
    let sizes: Vec<Choice> = catalogue
        .schedulers()
        .iter()
        .map(|spec| {
            let choice = Choice::new(spec.size.api(), spec.size.label());
            match spec.resources {
                Some((cpu, memory)) => choice.note(format!("{cpu} vCPU, {memory} GiB")),
                None => choice,
            }
        })
        .collect();
    let newest = catalogue
        .newest_runtime(now())
        .map_or("", |release| release.version.as_ref());
    let runtimes: Vec<Choice> = catalogue
        .offered_runtimes(now())
        .map(|release| {
            let mark = if release.version == newest {
                ", newest"
            } else {
                ""
            };
            Choice::new(release.version.clone(), release.version.clone())
                .note(format!("Airflow {}{mark}", release.airflow))
        })
        .collect();
    let choose_executor = move |value: String| {
        if let Some(executor) = Executor::from_name(&value) {
            draft.executor.set(executor);
        }
    };
    let choose_size = move |value: String| {
        if let Some(size) = SchedulerSize::from_name(&value) {
            draft.scheduler.set(size);
        }
    };
    view! {
        <Section title="Execution" lead="How tasks run, and on which Airflow.">
            <Field label="Runtime" row=true error=submission.error_of("astroRuntimeVersion")>
                <Combobox options=runtimes value=draft.runtime on_change=move |value| draft.runtime.set(value) none="No Runtime of that version"/>
            </Field>
            <Field label="Executor" row=true error=submission.error_of("executor")>
                <Segmented
                    options=executors
                    value=Signal::derive(move || draft.executor.get().api().to_owned())
                    on_change=choose_executor
                />
            </Field>
            <Field label="Scheduler size" row=true error=submission.error_of("schedulerSize")>
                <Select
                    options=sizes
                    value=Signal::derive(move || draft.scheduler.get().api().to_owned())
                    on_change=choose_size
                />
            </Field>
            <Field label="High availability" hint="Two schedulers in separate zones" row=true error=submission.error_of("isHighAvailability")>
                <Switch checked=draft.high_availability on_change=move |on| draft.high_availability.set(on)/>
            </Field>
            <Field label="Development mode" hint="May hibernate; can be turned off later, not on" row=true>
                <Switch checked=draft.development on_change=move |on| draft.development.set(on)/>
            </Field>
        </Section>
    }
    .into_any()
}
