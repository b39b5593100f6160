//! The fields of one worker queue, with its curve. Every new value goes out at once.

use leptos::prelude::*;
use planisphere_domain::catalogue::Machine;
use planisphere_domain::deployment::WorkerQueue;
use planisphere_domain::quantity::Quantity;
use planisphere_domain::{Problem, QueueId};

use super::curve::Curve;
use super::{WholeNumber, error_at};
use crate::replica::{PoolChoice, catalogue_in_use};
use crate::ui::{Choice, Field, Select, TextInput};

/// Why the name of a queue that is stored is fixed (WQ-5, WQ-13).
const FIXED: &str = "A queue keeps its name. Remove it and add another one.";

/// The most workers of a queue (WQ-6).
const MOST_WORKERS: u32 = 100;
/// The most tasks at a time on a worker in a node pool (WQ-14).
const MOST_TASKS_IN_POOL: u16 = 256;

/// What the fields of a queue work with.
#[derive(Clone, Copy)]
pub(super) struct QueuePanel {
    /// Which queue.
    pub id: QueueId,
    /// All queues as they are wanted.
    pub queues: Signal<Vec<WorkerQueue>>,
    /// All queues as they are stored.
    pub stored: Signal<Vec<WorkerQueue>>,
    /// What is wrong with the whole configuration.
    pub problems: Signal<Vec<Problem>>,
    /// The node pools of a hybrid cluster; `None` on hosted ones.
    pub pools: Signal<Option<Vec<PoolChoice>>>,
    /// The most workers that the plan allows, where that is less than is usual.
    pub most: Signal<Option<u32>>,
    /// Why nothing can be changed.
    pub closed: Signal<Option<String>>,
    /// Takes all queues as they are wanted now.
    pub on_change: Callback<Vec<WorkerQueue>>,
}

impl QueuePanel {
    fn set(self, change: impl FnOnce(&mut WorkerQueue)) {
        let mut queues = self.queues.get_untracked();
        if let Some(queue) = queues.iter_mut().find(|queue| queue.id == self.id) {
            change(queue);
            self.on_change.run(queues);
        }
    }

    fn read<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&WorkerQueue) -> T + Send + Sync + 'static,
        otherwise: T,
    ) -> Memo<T> {
        Memo::new(move |last: Option<&T>| {
            self.queues.with(|queues| {
                let found = queues.iter().find(|queue| queue.id == self.id);
                // The last value stands in while the queue is being removed under its fields.
                found
                    .map(&read)
                    .or_else(|| last.cloned())
                    .unwrap_or_else(|| otherwise.clone())
            })
        })
    }

    fn was(
        self,
        read: impl Fn(&WorkerQueue) -> String + Send + Sync + 'static,
    ) -> Signal<Option<String>> {
        Signal::derive(move || {
            let of = |queues: &Vec<WorkerQueue>| {
                queues.iter().find(|queue| queue.id == self.id).map(&read)
            };
            let (before, now) = (self.stored.with(of)?, self.queues.with(of)?);
            (before != now).then(|| format!("was {before}"))
        })
    }

    fn error(self, field: &'static str) -> Signal<Option<String>> {
        error_at(self.problems, move || {
            let place = self
                .queues
                .with(|queues| queues.iter().position(|queue| queue.id == self.id));
            format!("workerQueues[{}].{field}", place.unwrap_or_default())
        })
    }

    fn is_stored(self) -> bool {
        self.stored
            .with(|stored| stored.iter().any(|queue| queue.id == self.id))
    }
}

/// The fields and the curve.
#[component]
pub(super) fn QueueFields(panel: QueuePanel) -> impl IntoView {
    let plain = WorkerQueue::default_queue(panel.id);
    let whole = panel.read(Clone::clone, plain);
    let number = |read: fn(&WorkerQueue) -> u32| Signal::derive(move || whole.with(read));
    let was = |read: fn(&WorkerQueue) -> u32| panel.was(move |queue| read(queue).to_string());
    let changed = |was: Signal<Option<String>>| Signal::derive(move || was.with(Option::is_some));
    let name_closed = Signal::derive(move || {
        let closed = panel.closed.get();
        closed.or_else(|| panel.is_stored().then(|| FIXED.to_owned()))
    });
    let min_was = was(|queue| queue.min_worker_count);
    let max_was = was(|queue| queue.max_worker_count);
    let each_was = was(|queue| queue.worker_concurrency);
    let limit = move || {
        let machine = whole.with(|queue| queue.astro_machine.clone());
        let most = match machine {
            Some(name) => most_tasks_on(&name),
            // WQ-14
            None => Some(MOST_TASKS_IN_POOL),
        };
        most.map(|most| format!("At a time on each worker, 1 to {most}"))
            .or_else(|| Some("At a time on each worker".to_owned()))
    };
    let workers = move || Some(format!("1 to {}", panel.most.get().unwrap_or(MOST_WORKERS)));
    view! {
        <div class="queue-panel">
            <div class="queue-fields">
                <Field label="Queue name" hint="Lower-case letters, digits and hyphens" error=panel.error("name")>
                    <TextInput
                        value=Signal::derive(move || whole.with(|queue| queue.name.clone()))
                        on_input=move |name| panel.set(|queue| queue.name = name)
                        disabled_reason=name_closed
                    />
                </Field>
                {move || match panel.pools.get() {
                    None => view! { <MachineField panel whole/> }.into_any(),
                    Some(pools) => view! { <PoolField panel whole pools/> }.into_any(),
                }}
                <WholeNumber
                    label="Fewest workers" hint="0 to 100; 0 sleeps without tasks"
                    value=number(|queue| queue.min_worker_count)
                    on_set=move |count| panel.set(|queue| queue.min_worker_count = count)
                    error=panel.error("minWorkerCount") changed=changed(min_was) was=min_was closed=panel.closed
                />
                <WholeNumber
                    label="Most workers" hint=Signal::derive(workers)
                    value=number(|queue| queue.max_worker_count)
                    on_set=move |count| panel.set(|queue| queue.max_worker_count = count)
                    error=panel.error("maxWorkerCount") changed=changed(max_was) was=max_was closed=panel.closed
                />
                <WholeNumber
                    label="Tasks each" hint=Signal::derive(limit)
                    value=number(|queue| queue.worker_concurrency)
                    on_set=move |count| panel.set(|queue| queue.worker_concurrency = count)
                    error=panel.error("workerConcurrency") changed=changed(each_was) was=each_was closed=panel.closed
                />
                {move || panel.pools.with(Option::is_none).then(|| view! { <DiskField panel whole/> })}
            </div>
            <Curve queue=whole/>
        </div>
    }
    .into_any()
}

#[component]
fn MachineField(panel: QueuePanel, whole: Memo<WorkerQueue>) -> impl IntoView {
    let machine =
        Memo::new(move |_| whole.with(|queue| queue.astro_machine.clone().unwrap_or_default()));
    let options = move || {
        let catalogue = catalogue_in_use();
        let mut options: Vec<Choice> = catalogue
            .machines()
            .iter()
            .map(|machine| {
                Choice::new(machine.name.clone(), machine.name.clone()).note(spec_of(machine))
            })
            .collect();
        let chosen = machine.get();
        if catalogue.machine(&chosen).is_none() && !chosen.is_empty() {
            options.push(Choice::new(chosen.clone(), chosen).note("no longer offered"));
        }
        options
    };
    let hint = move || {
        let chosen = machine.get();
        let catalogue = catalogue_in_use();
        Some(match catalogue.machine(&chosen) {
            Some(machine) => spec_of(machine),
            None => "No longer offered. It stays until you choose another.".to_owned(),
        })
    };
    let was = panel.was(|queue| queue.astro_machine.clone().unwrap_or_default());
    view! {
        <Field
            label="Machine"
            hint=Signal::derive(hint)
            error=panel.error("astroMachine")
            changed=Signal::derive(move || was.with(Option::is_some))
            was
        >
            <Select
                options=Signal::derive(options)
                value=machine
                on_change=move |name: String| panel.set(|queue| move_to(queue, name))
                disabled_reason=panel.closed
            />
        </Field>
    }
    .into_any()
}

#[component]
fn PoolField(panel: QueuePanel, whole: Memo<WorkerQueue>, pools: Vec<PoolChoice>) -> impl IntoView {
    let known = StoredValue::new(pools.clone());
    let options: Vec<Choice> = pools.iter().map(pool_choice).collect();
    let value = move || {
        let pool = whole.with(|queue| queue.node_pool_id);
        pool.map(|pool| pool.to_string()).unwrap_or_default()
    };
    let choose = move |id: String| {
        let pool = known.with_value(|pools| {
            pools
                .iter()
                .find(|it| it.id.to_string() == id)
                .map(|it| it.id)
        });
        panel.set(|queue| queue.node_pool_id = pool);
    };
    let was = panel.was(move |queue| {
        let name = known.with_value(|pools| {
            let found = pools.iter().find(|it| Some(it.id) == queue.node_pool_id);
            found.map(|it| it.name.clone())
        });
        name.unwrap_or_else(|| "not set".to_owned())
    });
    let hint = move || {
        let pool = whole.with(|queue| queue.node_pool_id);
        known.with_value(|pools| {
            let pool = pools.iter().find(|it| Some(it.id) == pool)?;
            Some(format!("Up to {} nodes, shared", pool.nodes))
        })
    };
    view! {
        <Field
            label="Node pool"
            hint=Signal::derive(hint)
            error=panel.error("nodePoolId")
            changed=Signal::derive(move || was.with(Option::is_some))
            was
        >
            <Select
                options=options
                value=Signal::derive(value)
                placeholder="Choose a node pool"
                on_change=choose
                disabled_reason=panel.closed
            />
        </Field>
    }
    .into_any()
}

#[component]
fn DiskField(panel: QueuePanel, whole: Memo<WorkerQueue>) -> impl IntoView {
    let shown = |queue: &WorkerQueue| {
        let storage = queue.pod_ephemeral_storage.as_ref();
        storage.map(|storage| storage.text().to_owned())
    };
    let was = panel.was(move |queue| shown(queue).unwrap_or_else(|| "not set".to_owned()));
    let typed = move |text: String| {
        let text = text.trim().to_owned();
        panel.set(|queue| {
            queue.pod_ephemeral_storage = (!text.is_empty()).then(|| Quantity::new(text));
        });
    };
    view! {
        <Field
            label="Ephemeral storage"
            hint="Disk of each worker, 10Gi to 100Gi"
            error=panel.error("podEphemeralStorage")
            changed=Signal::derive(move || was.with(Option::is_some))
            was
        >
            <TextInput
                class="short"
                value=Signal::derive(move || whole.with(shown).unwrap_or_default())
                on_input=typed
                disabled_reason=panel.closed
            />
        </Field>
    }
    .into_any()
}

/// A node pool as something to choose.
#[must_use]
pub fn pool_choice(pool: &PoolChoice) -> Choice {
    Choice::new(pool.id.to_string(), pool.name.clone()).note(pool.machine.clone())
}

/// The machine of a node pool, and what one worker gets of it.
pub(super) fn of_pool(pool: &PoolChoice) -> String {
    match &pool.worker {
        Some(worker) => format!("{}, {worker} a worker", pool.machine),
        None => pool.machine.clone(),
    }
}

/// Puts a queue on another machine: tasks each follow where they were the old machine's own, and come down to
/// what the new one takes.
fn move_to(queue: &mut WorkerQueue, name: String) {
    let catalogue = catalogue_in_use();
    let old = queue
        .astro_machine
        .as_deref()
        .and_then(|old| catalogue.machine(old));
    let was_default =
        old.is_some_and(|old| u32::from(old.default_concurrency) == queue.worker_concurrency);
    if let Some(new) = catalogue.machine(&name) {
        queue.worker_concurrency = if was_default {
            new.default_concurrency.into()
        } else {
            queue.worker_concurrency.min(new.max_concurrency.into())
        };
    }
    queue.astro_machine = Some(name);
}

/// What a machine has.
pub(super) fn spec_of(machine: &Machine) -> String {
    format!("{} vCPU, {} GiB", machine.cpu, machine.memory_gib)
}

fn most_tasks_on(machine: &str) -> Option<u16> {
    let catalogue = catalogue_in_use();
    catalogue
        .machine(machine)
        .map(|machine| machine.max_concurrency)
}
