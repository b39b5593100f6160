//! How the tasks of a new Deployment run, and on which Airflow.

use leptos::prelude::*;
use planisphere_domain::deployment::{Executor, RuntimeVersion, SchedulerSize};

use super::draft::NewDeployment;
use crate::forms::deployment::{WholeNumber, pool_choice, why_not};
use crate::replica::{Replica, catalogue_in_use};
use crate::ui::{Choice, Combobox, Field, Section, Segmented, Select, Switch};

/// The section.
#[component]
pub(super) fn Execution(wish: NewDeployment) -> impl IntoView {
    let replica = Replica::get();
    let is_hybrid = Memo::new(move |_| wish.pools.with(Option::is_some));
    // A memo, so that what is typed elsewhere does not draw the choice anew under somebody's fingers.
    let executors = Memo::new(move |_| {
        let runtime = wish.draft.with(|draft| draft.runtime.clone());
        let runtime = RuntimeVersion::new(runtime.unwrap_or_default());
        Executor::ALL
            .iter()
            .map(|executor| {
                let choice = Choice::new(executor.api(), executor.label());
                match why_not(*executor, is_hybrid.get(), &runtime) {
                    Some(reason) => choice.closed(reason),
                    None => choice,
                }
            })
            .collect::<Vec<_>>()
    });
    let choose_executor = move |value: String| {
        if let Some(executor) = Executor::from_name(&value) {
            wish.set(|draft| draft.executor = Some(executor));
            wish.settle_executor();
        }
    };
    let runtime = wish.read(|draft| draft.runtime.clone().unwrap_or_default());
    let executor = wish.read(|draft| draft.executor.unwrap_or(Executor::Celery));
    view! {
        <Section title="Execution" lead="How tasks run, and on which Airflow.">
            <Field label="Runtime" row=true error=wish.error("astroRuntimeVersion")>
                <Combobox
                    options=Signal::derive(move || runtimes(replica, &runtime.get()))
                    value=runtime
                    on_change=move |value| wish.set(|draft| draft.runtime = Some(value))
                    none="No Runtime of that version"
                />
            </Field>
            <Field label="Executor" row=true error=wish.error("executor")>
                <Segmented
                    options=executors
                    value=Signal::derive(move || executor.get().api().to_owned())
                    on_change=choose_executor
                />
            </Field>
            <Show when=move || is_hybrid.get() && executor.get() == Executor::Kubernetes><TaskPodPool wish/></Show>
            <Show when=move || is_hybrid.get() fallback=move || view! { <Hosted wish/> }><Units wish/></Show>
        </Section>
    }
    .into_any()
}

/// What only hosted Deployments have (SCH-4, HIB-14).
#[component]
fn Hosted(wish: NewDeployment) -> impl IntoView {
    view! {
            <Size wish/>
            <Field label="High availability" hint="Two schedulers in separate zones" row=true error=wish.error("isHighAvailability")>
                <Switch
                    checked=wish.read(|draft| draft.is_high_availability)
                    on_change=move |on| wish.set(|draft| draft.is_high_availability = on)
                />
            </Field>
            <Field label="Development mode" hint="May hibernate; can be turned off later, not on" row=true error=wish.error("isDevelopmentMode")>
                <Switch
                    checked=wish.read(|draft| draft.is_development_mode)
                    on_change=move |on| wish.set(|draft| {
                        draft.is_development_mode = on;
                        draft.hibernation = draft.hibernation.take().filter(|_| on);
                    })
                />
            </Field>
    }
    .into_any()
}

/// The Runtimes on offer; one that left the catalogue while the form was filled stays, and says so.
fn runtimes(replica: Replica, chosen: &str) -> Vec<Choice> {
    let is_gone = !chosen.is_empty() && catalogue_in_use().runtime(chosen).is_none();
    let gone = is_gone.then(|| Choice::new(chosen, chosen).note("no longer offered"));
    let choices = replica.runtime_choices().into_iter();
    choices
        .map(|choice| Choice::new(choice.version.clone(), choice.version).note(choice.note))
        .chain(gone)
        .collect()
}

#[component]
fn Size(wish: NewDeployment) -> impl IntoView {
    let sizes = || {
        let catalogue = catalogue_in_use();
        let specs = catalogue.schedulers().iter();
        specs
            .map(|spec| {
                let choice = Choice::new(spec.size.api(), spec.size.label());
                match spec.resources {
                    Some((cpu, memory)) => choice.note(format!("{cpu} vCPU, {memory} GiB")),
                    None => choice,
                }
            })
            .collect::<Vec<_>>()
    };
    let size = wish.read(|draft| draft.scheduler_size.unwrap_or(SchedulerSize::Small));
    view! {
        <Field label="Scheduler size" row=true error=wish.error("schedulerSize")>
            <Select
                options=Signal::derive(sizes)
                value=Signal::derive(move || size.get().api().to_owned())
                on_change=move |name: String| wish.set(|draft| draft.scheduler_size = SchedulerSize::from_name(&name))
            />
        </Field>
    }
    .into_any()
}

/// The documented defaults of a hybrid scheduler are 5 AU and one of it.
#[component]
fn Units(wish: NewDeployment) -> impl IntoView {
    let open = Signal::stored(None::<String>);
    view! {
        <WholeNumber
            label="Scheduler" hint="5 to 24; each is 0.1 vCPU and 0.375 GiB" unit="AU" row=true
            value=wish.read(|draft| draft.scheduler_au.unwrap_or(5))
            on_set=move |count| wish.set(|draft| draft.scheduler_au = Some(count))
            error=wish.error("scheduler.au")
            closed=open
        />
        <WholeNumber
            label="Schedulers" hint="1 to 4, at the same time" row=true
            value=wish.read(|draft| draft.scheduler_replicas.unwrap_or(1))
            on_set=move |count| wish.set(|draft| draft.scheduler_replicas = Some(count))
            error=wish.error("scheduler.replicas")
            closed=open
        />
    }
    .into_any()
}

#[component]
fn TaskPodPool(wish: NewDeployment) -> impl IntoView {
    let options = move || {
        let pools = wish.pools.get();
        pools.iter().flatten().map(pool_choice).collect::<Vec<_>>()
    };
    let value = wish.read(|draft| {
        let pool = draft.task_pod_node_pool_id.map(|pool| pool.to_string());
        pool.unwrap_or_default()
    });
    let choose = move |id: String| {
        let pools = wish.pools.get_untracked();
        let pool = pools
            .iter()
            .flatten()
            .find(|pool| pool.id.to_string() == id);
        wish.set(|draft| draft.task_pod_node_pool_id = pool.map(|pool| pool.id));
    };
    view! {
        <Field label="Node pool of task Pods" row=true error=wish.error("taskPodNodePoolId")>
            <Select options=Signal::derive(options) value placeholder="Choose a node pool" on_change=choose/>
        </Field>
    }
    .into_any()
}
