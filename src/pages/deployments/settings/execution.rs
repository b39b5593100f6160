//! How tasks run: executor, scheduler, high availability.

use leptos::prelude::*;
use planisphere_domain::deployment::{
    Deployment, DeploymentField, Effect, Executor, GRACE_HOURS, SchedulerSize, WorkerQueue,
};

use super::form::{Effects, Form, choice};
use crate::components::tell_failure;
use crate::forms::deployment::{WholeNumber, default_queue, pool_choice, why_not};
use crate::replica::{Ids, catalogue_in_use};
use crate::ui::{Choice, Field, Section, Segmented, Select, Switch};

/// The section.
#[component]
pub(super) fn Execution(form: Form) -> impl IntoView {
    let is_hybrid = form.is_hybrid();
    let effects = form.effects(copy, |effect| matches!(effect, Effect::Restarts));
    view! {
        <Section id="execution" title="Execution" lead="How tasks run, and how far this Deployment may scale.">
            <ExecutorField form/>
            {if is_hybrid {
                view! { <HybridScheduler form/> }.into_any()
            } else {
                view! { <HostedScheduler form/><HighAvailability form/> }.into_any()
            }}
            <Effects effects/>
        </Section>
    }
    .into_any()
}

fn copy(to: &mut Deployment, from: &Deployment) {
    to.executor = from.executor;
    to.scheduler_size = from.scheduler_size;
    to.scheduler_au = from.scheduler_au;
    to.scheduler_replicas = from.scheduler_replicas;
    to.is_high_availability = from.is_high_availability;
    to.task_pod_node_pool_id = from.task_pod_node_pool_id;
}

#[component]
fn ExecutorField(form: Form) -> impl IntoView {
    let is_hybrid = form.is_hybrid();
    let options = move || {
        let (runtime, is_remote) = form
            .before
            .with(|it| (it.runtime.clone(), it.remote_execution.is_some()));
        let closed = |executor: Executor| {
            // REM-1
            let is_other = is_remote && executor != Executor::Astro;
            is_other
                .then(|| "Remote execution needs Astro".to_owned())
                .or_else(|| why_not(executor, is_hybrid, &runtime))
        };
        let executors = Executor::ALL.iter();
        executors
            .map(|executor| {
                let choice = choice(executor.api(), executor.label());
                match closed(*executor) {
                    Some(reason) => choice.closed(reason),
                    None => choice,
                }
            })
            .collect::<Vec<_>>()
    };
    let choose = move |name: String| {
        if let Some(executor) = Executor::from_name(&name) {
            change_executor(form, executor);
        }
    };
    view! {
        <Field
            label="Executor"
            hint=format!("Changing it restarts workers; running tasks have {GRACE_HOURS} h to finish")
            row=true
            error=form.error("executor")
            changed=form.draft.changed("executor")
            was=form.draft.was("executor")
        >
            <Segmented
                options=Signal::derive(options)
                value=Signal::derive(move || form.after.with(|it| it.executor.api().to_owned()))
                on_change=choose
                disabled_reason=form.closed
            />
        </Field>
        <Show when=move || is_hybrid && form.after.with(|it| it.executor == Executor::Kubernetes)>
            <TaskPodPool form/>
        </Show>
    }
    .into_any()
}

/// EXE-8: an executor without queues takes them away; one with queues starts with those that are stored, or with a
/// default one.
fn change_executor(form: Form, executor: Executor) {
    let stored = form.before.get_untracked();
    let is_remote = stored.remote_execution.is_some();
    form.draft.set(DeploymentField::Executor(executor));
    let queues = if !executor.takes_queues(is_remote) {
        Vec::new()
    } else if stored.worker_queues.is_empty() {
        let kept = form.after.with_untracked(|it| it.worker_queues.clone());
        if kept.is_empty() {
            first_queue(form)
        } else {
            kept
        }
    } else {
        let wanted = form.after.with_untracked(|it| it.worker_queues.clone());
        if wanted.is_empty() {
            stored.worker_queues
        } else {
            wanted
        }
    };
    form.draft.set(DeploymentField::WorkerQueues(queues));
    let stored_pool = stored.task_pod_node_pool_id;
    let pool = if executor == Executor::Kubernetes {
        let pools = form.place.with_untracked(|place| place.pools.clone());
        let default = pools.and_then(|pools| pools.into_iter().find(|pool| pool.is_default));
        stored_pool.or_else(|| default.map(|pool| pool.id))
    } else {
        stored_pool
    };
    form.draft.set(DeploymentField::TaskPodNodePoolId(pool));
}

fn first_queue(form: Form) -> Vec<WorkerQueue> {
    let place = form.place.get_untracked();
    match Ids::queue() {
        Ok(id) => vec![default_queue(
            id,
            place.pools.as_deref(),
            place.most_workers,
        )],
        Err(failure) => {
            tell_failure(&failure);
            Vec::new()
        }
    }
}

#[component]
fn TaskPodPool(form: Form) -> impl IntoView {
    let pools = move || {
        form.place
            .with(|place| place.pools.clone().unwrap_or_default())
    };
    let choose = move |id: String| {
        let pool = form.place.with_untracked(|place| {
            let pools = place.pools.iter().flatten();
            pools
                .map(|pool| pool.id)
                .find(|pool| pool.to_string() == id)
        });
        form.draft.set(DeploymentField::TaskPodNodePoolId(pool));
    };
    let value = move || {
        let pool = form.after.with(|it| it.task_pod_node_pool_id);
        pool.map(|pool| pool.to_string()).unwrap_or_default()
    };
    // The draft knows ids, and people know names.
    let was = move || {
        let (before, now) = (
            form.before.with(|it| it.task_pod_node_pool_id),
            form.after.with(|it| it.task_pod_node_pool_id),
        );
        let before = before.filter(|_| before != now)?;
        let name = pools().into_iter().find(|pool| pool.id == before)?.name;
        Some(format!("was {name}"))
    };
    view! {
        <Field
            label="Node pool of task Pods"
            row=true
            error=form.error("taskPodNodePoolId")
            changed=form.draft.changed("taskPodNodePoolId")
            was=Signal::derive(was)
        >
            <Select
                options=Signal::derive(move || pools().iter().map(pool_choice).collect::<Vec<_>>())
                value=Signal::derive(value)
                placeholder="Choose a node pool"
                on_change=choose
                disabled_reason=form.closed
            />
        </Field>
    }
    .into_any()
}

#[component]
fn HostedScheduler(form: Form) -> impl IntoView {
    let size = Memo::new(move |_| form.after.with(|it| it.scheduler_size));
    let options = move || {
        let is_development = form.after.with(|it| it.is_development_mode);
        let catalogue = catalogue_in_use();
        let specs = catalogue.schedulers().iter();
        specs
            .map(|spec| {
                let choice = Choice::new(spec.size.api(), spec.size.label());
                let choice = match spec.dags {
                    Some(dags) => choice.note(format!("up to {dags} DAGs")),
                    None => choice,
                };
                // HIB-3
                if is_development && spec.size != SchedulerSize::Small {
                    choice.closed("Development mode needs Small")
                } else {
                    choice
                }
            })
            .collect::<Vec<_>>()
    };
    let hint = move || {
        let catalogue = catalogue_in_use();
        let spec = catalogue
            .schedulers()
            .iter()
            .find(|spec| Some(spec.size) == size.get());
        let each = spec.and_then(|spec| spec.resources);
        let each = each.map(|(cpu, memory)| format!("{cpu} vCPU, {memory} GiB each"));
        if form.after.with(|it| it.is_development_mode) {
            let each = each.unwrap_or_default();
            Some(format!("{each}; development mode needs Small"))
        } else {
            each
        }
    };
    let choose = move |name: String| {
        if let Some(size) = SchedulerSize::from_name(&name) {
            form.draft.set(DeploymentField::SchedulerSize(Some(size)));
        }
    };
    view! {
        <Field
            label="Scheduler size"
            hint=Signal::derive(hint)
            row=true
            error=form.error("schedulerSize")
            changed=form.draft.changed("schedulerSize")
            was=form.draft.was("schedulerSize")
        >
            <Select
                options=Signal::derive(options)
                value=Signal::derive(move || size.get().map(|size| size.api().to_owned()).unwrap_or_default())
                on_change=choose
                disabled_reason=form.closed
            />
        </Field>
    }
    .into_any()
}

#[component]
fn HybridScheduler(form: Form) -> impl IntoView {
    let units = Signal::derive(move || form.after.with(|it| it.scheduler_au.unwrap_or_default()));
    let hint = move || {
        let milli = u64::from(units.get());
        let cpu = milli * 100;
        let memory = milli * 375;
        Some(format!(
            "5 to 24; {}.{} vCPU, {}.{:03} GiB each",
            cpu / 1_000,
            cpu % 1_000 / 100,
            memory / 1_000,
            memory % 1_000
        ))
    };
    view! {
        <WholeNumber
            label="Scheduler" hint=Signal::derive(hint) unit="AU" row=true
            value=units
            on_set=move |count| form.draft.set(DeploymentField::SchedulerAu(Some(count)))
            error=form.error("scheduler.au")
            changed=form.draft.changed("scheduler.au") was=form.draft.was("scheduler.au")
            closed=form.closed
        />
        <WholeNumber
            label="Schedulers" hint="1 to 4, at the same time" row=true
            value=Signal::derive(move || form.after.with(|it| it.scheduler_replicas))
            on_set=move |count| form.draft.set(DeploymentField::SchedulerReplicas(count))
            error=form.error("scheduler.replicas")
            changed=form.draft.changed("scheduler.replicas") was=form.draft.was("scheduler.replicas")
            closed=form.closed
        />
    }
    .into_any()
}

#[component]
fn HighAvailability(form: Form) -> impl IntoView {
    let closed = form.closed_or(move || {
        // HIB-2
        let excluded = form
            .after
            .with(|it| it.is_development_mode && !it.is_high_availability);
        excluded.then(|| "Not in development mode".to_owned())
    });
    view! {
        <Field
            label="High availability"
            hint="Two schedulers in separate zones"
            row=true
            error=form.error("isHighAvailability")
            changed=form.draft.changed("isHighAvailability")
            was=form.draft.was("isHighAvailability")
        >
            <Switch
                checked=Signal::derive(move || form.after.with(|it| it.is_high_availability))
                on_change=move |on| form.draft.set(DeploymentField::IsHighAvailability(on))
                disabled_reason=closed
            />
        </Field>
    }
    .into_any()
}
