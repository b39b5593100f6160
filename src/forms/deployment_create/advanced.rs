//! What most new Deployments leave at its default: folded away, and opened by whoever needs it.

use leptos::prelude::*;
use planisphere_domain::deployment::{
    DeploymentDraft, DeploymentType, Executor, HibernationSchedule, HibernationSpec,
    RemoteExecution,
};
use planisphere_domain::quantity::Quantity;

use super::draft::NewDeployment;
use crate::forms::deployment::{
    Amount, CpuAndMemory, Lines, Pair, QueueEditor, ScheduleEditor, Week, present,
};
use crate::ui::{Field, Section, Switch, TextInput};

/// The folded sections.
#[component]
pub(super) fn Advanced(wish: NewDeployment) -> impl IntoView {
    let is_hybrid = Memo::new(move |_| wish.pools.with(Option::is_some));
    let is_development = wish.read(|draft| draft.is_development_mode);
    let queue = move || {
        let queues = wish.queues().get();
        match queues.first() {
            None if wish
                .draft
                .with(|draft| draft.executor == Some(Executor::Kubernetes)) =>
            {
                "None: Kubernetes runs every task in a Pod of its own.".to_owned()
            }
            None => "None: remote agents run the tasks.".to_owned(),
            Some(queue) => {
                let of_machine = queue.astro_machine.as_ref();
                let in_pool = wish.pools.with(|pools| {
                    let mut pools = pools.iter().flatten();
                    let pool = pools.find(|pool| Some(pool.id) == queue.node_pool_id)?;
                    Some(format!(" in the node pool {}", pool.name))
                });
                let on = of_machine.map(|name| format!(" of {name}")).or(in_pool);
                let more = match queues.len() {
                    1 => String::new(),
                    count => format!(" And {} more.", count - 1),
                };
                format!(
                    "{}: {} to {} workers{}, {} tasks each.{more}",
                    queue.name,
                    queue.min_worker_count,
                    queue.max_worker_count,
                    on.unwrap_or_default(),
                    queue.worker_concurrency
                )
            }
        }
    };
    let lead = move || {
        if is_hybrid.get() {
            "A queue called default comes with Celery."
        } else {
            "A queue called default comes with Celery and Astro."
        }
    };
    view! {
        <Section title="Worker queue" lead=Signal::derive(move || lead().to_owned())>
            <p class="section-text">{queue}</p>
        </Section>
        <details class="more-ways">
            <summary>"Queues, resources, delivery and more"</summary>
            <Queues wish/>
            <Show when=move || !is_hybrid.get()><Resources wish/></Show>
            <Show when=move || is_development.get()><Hibernation wish/></Show>
            <Delivery wish/>
            <Others wish/>
        </details>
    }
    .into_any()
}

#[component]
fn Queues(wish: NewDeployment) -> impl IntoView {
    let takes = wish.takes_queues();
    let none_because = move || (!takes.get()).then(|| "The executor takes none.".to_owned());
    view! {
        <QueueEditor
            queues=wish.queues()
            stored=Signal::stored(Vec::new())
            problems=wish.problems
            pools=wish.pools
            most=Signal::stored(wish.most_workers)
            none_because=Signal::derive(none_because)
            closed=Signal::stored(None::<String>)
            on_change=move |queues| wish.set(|draft| draft.worker_queues = Some(queues))
            marked=false
        />
    }
    .into_any()
}

#[component]
fn Resources(wish: NewDeployment) -> impl IntoView {
    let amount = move |label,
                       path,
                       read: fn(&DeploymentDraft) -> &Option<Quantity>,
                       default: &'static str| Amount {
        label,
        value: wish.read(move |draft| {
            // RES-4: where agents run the tasks, none of them is needed.
            let usual = draft.remote_execution.is_none();
            let usual = usual.then(|| Quantity::new(default));
            read(draft).clone().or(usual)
        }),
        changed: Signal::stored(false),
        was: Signal::stored(None),
        error: wish.error(path),
    };
    let open = Signal::stored(None::<String>);
    let lead = wish.read(|draft| {
        if draft.remote_execution.is_some() {
            "What tasks have that run in Pods of the cluster. None is needed where agents run them."
        } else {
            "What tasks have that run in Pods."
        }
    });
    view! {
        <Section title="Resources" lead=Signal::derive(move || lead.get().to_owned())>
            <CpuAndMemory
                cpu=amount("Default task Pod, CPU", "defaultTaskPodCpu", |it| &it.default_task_pod_cpu, "0.25")
                hint="For a Pod that asks for nothing, at least 0.25"
                memory=amount("Default task Pod, memory", "defaultTaskPodMemory", |it| &it.default_task_pod_memory, "0.5Gi")
                on_set=move |(cpu, memory): Pair| wish.set(|draft| {
                    draft.default_task_pod_cpu = cpu;
                    draft.default_task_pod_memory = memory;
                })
                closed=open
            />
            <CpuAndMemory
                cpu=amount("Quota, CPU", "resourceQuotaCpu", |it| &it.resource_quota_cpu, "10")
                hint="For all Pods at once, at most 6400"
                memory=amount("Quota, memory", "resourceQuotaMemory", |it| &it.resource_quota_memory, "20Gi")
                on_set=move |(cpu, memory): Pair| wish.set(|draft| {
                    draft.resource_quota_cpu = cpu;
                    draft.resource_quota_memory = memory;
                })
                closed=open
            />
        </Section>
    }
    .into_any()
}

#[component]
fn Hibernation(wish: NewDeployment) -> impl IntoView {
    let spec = wish.read(|draft| draft.hibernation.clone().unwrap_or_default());
    let present = present();
    let set = move |schedules: Vec<HibernationSchedule>| {
        wish.set(|draft| {
            let spec = HibernationSpec {
                schedules,
                override_by_hand: None,
            };
            draft.hibernation = (!spec.schedules.is_empty()).then_some(spec);
        });
    };
    view! {
        <Section title="Hibernation" lead="When it sleeps. Schedules are cron expressions in UTC.">
            <ScheduleEditor
                schedules=Signal::derive(move || spec.with(|spec| spec.schedules.clone()))
                now=present
                problems=wish.problems
                closed=Signal::stored(None::<String>)
                on_change=set
            />
            <Week spec now=present/>
        </Section>
    }
    .into_any()
}

#[component]
fn Delivery(wish: NewDeployment) -> impl IntoView {
    let is_hybrid = Memo::new(move |_| wish.pools.with(Option::is_some));
    let default = wish.is_cicd_enforced;
    view! {
        <Section title="Delivery">
            <Field label="Enforce CI/CD" hint="Only API tokens may deploy code" row=true error=wish.error("isCicdEnforced")>
                <Switch
                    checked=Signal::derive(move || wish.draft.with(|draft| draft.is_cicd_enforced).unwrap_or(default))
                    on_change=move |on| wish.set(|draft| draft.is_cicd_enforced = Some(on))
                />
            </Field>
            <Field label="DAG deploys" hint="DAGs come without an image" row=true error=wish.error("isDagDeployEnabled")>
                <Switch
                    checked=Signal::derive(move || wish.draft.with(|draft| draft.is_dag_deploy_enabled).unwrap_or_else(|| !is_hybrid.get()))
                    on_change=move |on| wish.set(|draft| draft.is_dag_deploy_enabled = Some(on))
                />
            </Field>
        </Section>
    }
    .into_any()
}

/// Contacts, identity, remote execution, which no hybrid cluster has.
#[component]
fn Others(wish: NewDeployment) -> impl IntoView {
    let open = Signal::stored(None::<String>);
    let is_hybrid = Memo::new(move |_| wish.pools.with(Option::is_some));
    let set_emails = move |emails: Vec<String>| wish.set(|draft| draft.contact_emails = emails);
    view! {
        <Section title="Contacts and networking">
            <Field label="Contact e-mails" hint="Who hears of incidents, one address per line" row=true error=wish.error("contactEmails")>
                <Lines value=wish.read(|draft| draft.contact_emails.clone()) on_set=set_emails placeholder="oncall@example.com" closed=open/>
            </Field>
            <Field label="Workload identity" hint="The identity that tasks act as; empty for the provider's default" row=true error=wish.error("workloadIdentity")>
                <TextInput
                    class="wide mono"
                    value=wish.read(|draft| draft.workload_identity.clone())
                    on_input=move |text| wish.set(|draft| draft.workload_identity = text)
                />
            </Field>
            <Show when=move || !is_hybrid.get()><Remote wish/></Show>
        </Section>
    }
    .into_any()
}

/// Agents in somebody's own network, instead of workers of the cluster (REM-1).
#[component]
fn Remote(wish: NewDeployment) -> impl IntoView {
    let is_remote = wish.read(|draft| draft.remote_execution.is_some());
    let closed = Signal::derive(move || {
        let is_astro = wish
            .draft
            .with(|draft| draft.executor == Some(Executor::Astro));
        let is_dedicated = wish.kind() == DeploymentType::Dedicated;
        (!is_astro || !is_dedicated)
            .then(|| "Needs a dedicated cluster and the Astro executor".to_owned())
    });
    let switch = move |on: bool| {
        wish.set(|draft| draft.remote_execution = on.then(RemoteExecution::default));
        wish.settle_executor();
    };
    let read = move |read: fn(&RemoteExecution) -> String| {
        wish.read(move |draft| {
            draft
                .remote_execution
                .as_ref()
                .map(read)
                .unwrap_or_default()
        })
    };
    let ranges = wish.read(|draft| {
        let remote = draft.remote_execution.as_ref();
        remote
            .map(|it| it.allowed_ip_address_ranges.clone())
            .unwrap_or_default()
    });
    let set = move |change: &dyn Fn(&mut RemoteExecution)| {
        wish.set(|draft| {
            if let Some(remote) = &mut draft.remote_execution {
                change(remote);
            }
        });
    };
    let some = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let set_ranges = move |ranges: Vec<String>| {
        set(&|remote| remote.allowed_ip_address_ranges.clone_from(&ranges));
    };
    view! {
        <Field label="Remote execution" hint="Agents in your own network run the tasks; cannot be changed later" row=true error=wish.error("remoteExecution")>
            <Switch checked=is_remote on_change=switch disabled_reason=closed/>
        </Field>
        <Show when=move || is_remote.get()>
            <Field
                label="Agents may call from"
                hint="Address ranges, one per line; none for any address"
                row=true
                error=wish.error("remoteExecution.allowedIpAddressRanges")
            >
                <Lines value=ranges on_set=set_ranges placeholder="198.51.100.0/24" closed=Signal::stored(None::<String>)/>
            </Field>
            <Field label="Task log bucket" row=true error=wish.error("remoteExecution.taskLogBucket")>
                <TextInput
                    class="wide mono"
                    value=read(|it| it.task_log_bucket.clone().unwrap_or_default())
                    on_input=move |text: String| set(&|it| it.task_log_bucket = some(text.clone()))
                />
            </Field>
            <Field
                label="Task log address" hint="A pattern that links to a task's log"
                row=true error=wish.error("remoteExecution.taskLogUrlPattern")
            >
                <TextInput
                    class="wide mono"
                    value=read(|it| it.task_log_url_pattern.clone().unwrap_or_default())
                    on_input=move |text: String| set(&|it| it.task_log_url_pattern = some(text.clone()))
                />
            </Field>
        </Show>
    }
    .into_any()
}
