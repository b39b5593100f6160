//! The worker queues of a Deployment: a table, the fields of the one that is chosen, and its curve. What is removed
//! stays in sight until it is gone for good.

use std::collections::BTreeSet;

use leptos::prelude::*;
use planisphere_domain::deployment::WorkerQueue;
use planisphere_domain::{Problem, QueueId};

use super::queue_fields::{QueueFields, QueuePanel, of_pool, spec_of};
use super::sentence_of;
use crate::components::{grouped, tell_failure};
use crate::replica::{Ids, PoolChoice, catalogue_in_use};
use crate::ui::{Banner, Button, Cut, Glyph, IconButton, Section, Tone};

/// Why the default queue stays (WQ-4, WQ-5).
const NEEDED: &str = "Every Deployment with queues has one called default.";

/// The section.
#[component]
pub fn QueueEditor(
    /// The queues as they are wanted.
    #[prop(into)]
    queues: Signal<Vec<WorkerQueue>>,
    /// The queues as they are stored; none while a Deployment is being created.
    #[prop(into)]
    stored: Signal<Vec<WorkerQueue>>,
    /// What is wrong with the whole configuration.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
    /// The node pools of a hybrid cluster; `None` on hosted ones.
    #[prop(into)]
    pools: Signal<Option<Vec<PoolChoice>>>,
    /// The most workers that the plan allows, where that is less than is usual.
    #[prop(into)]
    most: Signal<Option<u32>>,
    /// Why there are none: the executor takes no queues.
    #[prop(into)]
    none_because: Signal<Option<String>>,
    /// Why nothing can be changed.
    #[prop(into)]
    closed: Signal<Option<String>>,
    /// Takes all queues as they are wanted now.
    #[prop(into)]
    on_change: Callback<Vec<WorkerQueue>>,
    /// Whether what differs from what is stored is marked.
    #[prop(default = true)]
    marked: bool,
    /// What stands below the table: what the change does.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
) -> impl IntoView {
    let chosen = RwSignal::new(None::<QueueId>);
    let shown = Memo::new(move |_| {
        let chosen = chosen.get();
        queues.with(|queues| {
            let found = queues.iter().find(|queue| Some(queue.id) == chosen);
            found.or_else(|| queues.first()).map(|queue| queue.id)
        })
    });
    let add = move |_: leptos::ev::MouseEvent| match Ids::queue() {
        Ok(id) => {
            let mut all = queues.get_untracked();
            let (pools, most) = (pools.get_untracked(), most.get_untracked());
            all.push(new_queue(id, &all, pools.as_deref(), most));
            chosen.set(Some(id));
            on_change.run(all);
        }
        Err(failure) => tell_failure(&failure),
    };
    let add_closed = Signal::derive(move || closed.get().or_else(|| none_because.get()));
    let actions = move || {
        view! { <Button on_click=add disabled_reason=add_closed>"Add a queue"</Button> }.into_any()
    };
    let whole = Signal::derive(move || {
        problems.with(|problems| {
            let found = problems
                .iter()
                .find(|problem| problem.path == "workerQueues");
            found.map(sentence_of)
        })
    });
    let lines = Memo::new(move |_| {
        let stored = stored.get();
        queues.with(|queues| Line::all(queues, &stored, marked))
    });
    let table = move || {
        let lines = lines.get();
        view! {
            <div class="table-scroll" tabindex="0" role="region" aria-label="Table of worker queues">
                <table class="table plain queues">
                    <thead><tr>
                        <th scope="col">"Queue"</th><th scope="col">{runs_on_what(pools)}</th><th scope="col" class="num">"Min"</th>
                        <th scope="col" class="num">"Max"</th><th scope="col" class="num">"Tasks each"</th>
                        <th scope="col" class="num">"Peak tasks"</th><th scope="col"><span class="vh">"Actions"</span></th>
                    </tr></thead>
                    <tbody>
                        {lines
                            .into_iter()
                            .map(|line| view! { <Row line queues stored pools closed on_change chosen shown/> })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        }
    };
    let panel = move || {
        shown.get().map(|id| {
            let panel = QueuePanel {
                id,
                queues,
                stored,
                problems,
                pools,
                most,
                closed,
                on_change,
            };
            view! { <QueueFields panel/> }
        })
    };
    view! {
        <Section
            id="queues"
            title="Worker queues"
            lead="Workers that scale between the limits you set."
            actions=actions
        >
            {move || whole.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            {move || none_because.get().map(|reason| view! { <p class="section-text">{reason}</p> })}
            <Show when=move || lines.with(|lines| !lines.is_empty())>{table}</Show>
            {panel}
            {foot.map(|foot| foot.run())}
        </Section>
    }
    .into_any()
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    queue: WorkerQueue,
    is_changed: bool,
    is_new: bool,
    is_gone: bool,
}

impl Line {
    /// The queues that are wanted, then those that are removed.
    fn all(wanted: &[WorkerQueue], stored: &[WorkerQueue], marked: bool) -> Vec<Self> {
        let kept: BTreeSet<QueueId> = wanted.iter().map(|queue| queue.id).collect();
        let wanted = wanted.iter().map(|queue| {
            let old = stored.iter().find(|old| old.id == queue.id);
            Self {
                queue: queue.clone(),
                is_changed: marked && old != Some(queue),
                is_new: marked && old.is_none(),
                is_gone: false,
            }
        });
        let gone = stored.iter().filter(|queue| !kept.contains(&queue.id));
        let gone = gone.map(|queue| Self {
            queue: queue.clone(),
            is_changed: true,
            is_new: false,
            is_gone: true,
        });
        wanted.chain(gone).collect()
    }
}

#[component]
fn Row(
    line: Line,
    queues: Signal<Vec<WorkerQueue>>,
    stored: Signal<Vec<WorkerQueue>>,
    pools: Signal<Option<Vec<PoolChoice>>>,
    closed: Signal<Option<String>>,
    on_change: Callback<Vec<WorkerQueue>>,
    chosen: RwSignal<Option<QueueId>>,
    shown: Memo<Option<QueueId>>,
) -> impl IntoView {
    let Line {
        queue,
        is_changed,
        is_new,
        is_gone,
    } = line;
    let id = queue.id;
    let peak = grouped(usize::try_from(queue.most_tasks()).unwrap_or(usize::MAX));
    let (machine, spec) = runs_on(&queue, pools.get_untracked().as_deref());
    let note = match (is_new, is_gone) {
        (true, _) => " new",
        (_, true) => " removed",
        _ => "",
    };
    let remove_closed = Signal::derive({
        let is_default = queue.is_default();
        move || {
            closed
                .get()
                .or_else(|| is_default.then(|| NEEDED.to_owned()))
        }
    });
    let remove = move |_: leptos::ev::MouseEvent| {
        let kept = queues
            .get_untracked()
            .into_iter()
            .filter(|queue| queue.id != id);
        on_change.run(kept.collect());
    };
    let put_back = move |_: leptos::ev::MouseEvent| {
        let wanted = queues.get_untracked();
        let stored = stored.get_untracked();
        let is_wanted =
            |queue: &WorkerQueue| queue.id == id || wanted.iter().any(|it| it.id == queue.id);
        // Stored ones keep their order, so that nothing is left of the removal.
        let old: Vec<WorkerQueue> = stored
            .iter()
            .filter(|queue| is_wanted(queue))
            .cloned()
            .collect();
        let old = old.into_iter().map(|queue| {
            let now = wanted.iter().find(|it| it.id == queue.id);
            now.cloned().unwrap_or(queue)
        });
        let new = wanted
            .iter()
            .filter(|queue| stored.iter().all(|it| it.id != queue.id));
        on_change.run(old.chain(new.cloned()).collect());
    };
    let actions = if is_gone {
        view! { <Button small=true on_click=put_back disabled_reason=closed>"Put back"</Button> }
            .into_any()
    } else {
        let name = queue.name.clone();
        let (edit, gone) = (format!("Edit queue {name}"), format!("Remove queue {name}"));
        view! {
            <IconButton glyph=Glyph::Pencil label=edit small=true on_click=move |_| chosen.set(Some(id))/>
            <IconButton glyph=Glyph::Trash label=gone small=true on_click=remove disabled_reason=remove_closed/>
        }
        .into_any()
    };
    view! {
        <tr class:changed=is_changed class:gone=is_gone class:selected=move || !is_gone && shown.get() == Some(id)>
            <td><span class="name"><Cut text=queue.name/></span><span class="sub">{note}</span></td>
            <td>{machine}" "<span class="sub">{spec}</span></td>
            <td class="num">{queue.min_worker_count}</td>
            <td class="num">{queue.max_worker_count}</td>
            <td class="num">{queue.worker_concurrency}</td>
            <td class="num">{peak}</td>
            <td class="acts-cell">{actions}</td>
        </tr>
    }
    .into_any()
}

/// What a queue is put on.
fn runs_on_what(pools: Signal<Option<Vec<PoolChoice>>>) -> &'static str {
    if pools.with_untracked(Option::is_some) {
        "Node pool"
    } else {
        "Machine"
    }
}

/// The machine or the node pool, and what it has.
fn runs_on(queue: &WorkerQueue, pools: Option<&[PoolChoice]>) -> (String, String) {
    if let Some(pools) = pools {
        let pool = pools
            .iter()
            .find(|pool| Some(pool.id) == queue.node_pool_id);
        return match pool {
            Some(pool) => (pool.name.clone(), of_pool(pool)),
            None => ("Not set".to_owned(), String::new()),
        };
    }
    let name = queue.astro_machine.clone().unwrap_or_default();
    let catalogue = catalogue_in_use();
    let spec = match catalogue.machine(&name) {
        Some(machine) => spec_of(machine),
        None => "no longer offered".to_owned(),
    };
    (name, spec)
}

/// The documented default queue, within what the plan allows; on a hybrid cluster it is on the default node pool.
#[must_use]
pub fn default_queue(id: QueueId, pools: Option<&[PoolChoice]>, most: Option<u32>) -> WorkerQueue {
    let mut plain = WorkerQueue::default_queue(id);
    plain.max_worker_count = most.map_or(plain.max_worker_count, |most| {
        plain.max_worker_count.min(most)
    });
    match pools {
        None => plain,
        Some(pools) => WorkerQueue {
            // Sixteen tasks at a time are what a worker of a hybrid cluster takes unless told.
            worker_concurrency: 16,
            astro_machine: None,
            node_pool_id: pools
                .iter()
                .find(|pool| pool.is_default)
                .map(|pool| pool.id),
            pod_ephemeral_storage: None,
            ..plain
        },
    }
}

/// Another queue, with the first name that is free.
fn new_queue(
    id: QueueId,
    all: &[WorkerQueue],
    pools: Option<&[PoolChoice]>,
    most: Option<u32>,
) -> WorkerQueue {
    let is_taken = |name: &str| all.iter().any(|queue| queue.name == name);
    let name = if is_taken(WorkerQueue::DEFAULT) {
        let names = (2_u32..).map(|number| format!("queue-{number}"));
        names
            .into_iter()
            .find(|name| !is_taken(name))
            .unwrap_or_default()
    } else {
        WorkerQueue::DEFAULT.to_owned()
    };
    WorkerQueue {
        name,
        ..default_queue(id, pools, most)
    }
}
