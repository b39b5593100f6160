//! The machines of a hybrid cluster: one default pool and up to ten more (CL-19, CL-32).

use leptos::prelude::*;
use planisphere_domain::catalogue::{
    CloudProvider, DEFAULT_NODE_COUNT, MOST_ADDITIONAL_POOLS, NODE_COUNTS, node_types,
};
use planisphere_domain::cluster::NodePool;
use planisphere_domain::{NodePoolId, Problem, Rejection};

use crate::components::Submission;
use crate::replica::{Failure, Ids, worker_of};
use crate::ui::{
    Button, Choice, Combobox, Field, Glyph, IconButton, NumberInput, TextInput, unique_id,
};

/// One pool on its way. Its values outlive what made the row, which may be an effect that runs again.
#[derive(Clone)]
struct PoolRow {
    key: u32,
    id: Option<NodePoolId>,
    name: ArcRwSignal<String>,
    machine: ArcRwSignal<String>,
    count: ArcRwSignal<String>,
}

/// Pools on their way.
#[derive(Clone, Copy)]
pub struct PoolsDraft {
    rows: RwSignal<Vec<PoolRow>>,
    default: RwSignal<u32>,
    next: RwSignal<u32>,
    /// The name of its radio buttons: two drafts can be on one page.
    group: StoredValue<String>,
}

impl PoolsDraft {
    /// The pools of a cluster, or one that is to become its default.
    #[must_use]
    pub fn new(pools: &[NodePool]) -> Self {
        let draft = Self {
            rows: RwSignal::new(Vec::new()),
            default: RwSignal::new(0),
            next: RwSignal::new(0),
            group: StoredValue::new(unique_id("pools")),
        };
        draft.restart(pools);
        draft
    }

    /// Begins again with these pools.
    pub fn restart(self, pools: &[NodePool]) {
        self.rows.set(Vec::new());
        for pool in pools {
            let key = self.push(
                Some(pool.id),
                &pool.name,
                &pool.node_instance_type,
                pool.max_node_count,
            );
            if pool.is_default {
                self.default.set(key);
            }
        }
        if pools.is_empty() {
            let key = self.push(None, "default", "", DEFAULT_NODE_COUNT);
            self.default.set(key);
        }
    }

    fn push(self, id: Option<NodePoolId>, name: &str, machine: &str, count: u32) -> u32 {
        let key = self.next.get_untracked();
        self.next.set(key + 1);
        let row = PoolRow {
            key,
            id,
            name: ArcRwSignal::new(name.to_owned()),
            machine: ArcRwSignal::new(machine.to_owned()),
            count: ArcRwSignal::new(count.to_string()),
        };
        self.rows.update(|rows| rows.push(row));
        key
    }

    /// Forgets machines, which are another provider's.
    pub fn forget_machines(self) {
        for row in self.rows.get_untracked() {
            row.machine.set(String::new());
        }
    }

    /// The pools.
    ///
    /// # Errors
    /// Where a number of nodes is none, with the pool's place; and where the browser gives no random numbers.
    pub fn get(self) -> Result<Vec<NodePool>, Failure> {
        let (least, most) = NODE_COUNTS;
        let default = self.default.get_untracked();
        let (mut pools, mut problems) = (Vec::new(), Vec::new());
        for (place, row) in self.rows.get_untracked().into_iter().enumerate() {
            let text = row.count.get_untracked();
            let Ok(count) = text.trim().parse() else {
                problems.push(
                    Problem::new(
                        format!("nodePools[{place}].maxNodeCount"),
                        "no-number",
                        format!(
                            "the most nodes of the pool `{}` are no number",
                            row.name.get_untracked()
                        ),
                        format!("Write {least} to {most}."),
                    )
                    .value(text),
                );
                continue;
            };
            let id = match row.id {
                Some(id) => id,
                None => Ids::node_pool()?,
            };
            pools.push(NodePool {
                id,
                name: row.name.get_untracked(),
                node_instance_type: row.machine.get_untracked(),
                max_node_count: count,
                is_default: row.key == default,
            });
        }
        if problems.is_empty() {
            Ok(pools)
        } else {
            Err(Failure::Rejected(Rejection::Invalid(problems)))
        }
    }
}

/// The rows.
#[component]
pub fn NodePools(
    /// What is typed.
    draft: PoolsDraft,
    /// Whose machines.
    #[prop(into)]
    provider: Signal<CloudProvider>,
    /// How sending them goes.
    submission: Submission,
) -> impl IntoView {
    let add = move |_| {
        draft.push(None, "", "", DEFAULT_NODE_COUNT);
    };
    // CL-32
    let full = Signal::derive(move || {
        let most = MOST_ADDITIONAL_POOLS + 1;
        let is_full = draft.rows.with(Vec::len) >= most;
        is_full.then(|| format!("A cluster has at most {most} node pools."))
    });
    view! {
        <div class="pool-rows">
            <For each=move || draft.rows.get() key=|row| row.key let:row>
                <Pool draft row provider submission/>
            </For>
            <div class="pair-row"><Button small=true glyph=Glyph::Plus disabled_reason=full on_click=add>"Add a node pool"</Button></div>
        </div>
    }
    .into_any()
}

/// One pool.
#[component]
fn Pool(
    draft: PoolsDraft,
    row: PoolRow,
    provider: Signal<CloudProvider>,
    submission: Submission,
) -> impl IntoView {
    let (least, most) = NODE_COUNTS;
    let key = row.key;
    let name = RwSignal::from(row.name);
    let chosen = RwSignal::from(row.machine);
    let count = RwSignal::from(row.count);
    // A machine that is offered no longer stays chosen, and says so.
    let machines = move || {
        let known = node_types(provider.get());
        let chosen = chosen.get();
        let gone = (!chosen.is_empty() && !known.iter().any(|it| it.name == chosen))
            .then(|| Choice::new(chosen.clone(), chosen.clone()).note("no longer offered"));
        known
            .iter()
            .map(|it| {
                let worker = worker_of(provider.get(), it.name).unwrap_or_default();
                Choice::new(it.name, it.name).note(format!("{worker} a worker"))
            })
            .chain(gone)
            .collect::<Vec<_>>()
    };
    let worker = move || {
        Some(match worker_of(provider.get(), &chosen.get()) {
            Some(worker) => format!("A worker gets {worker}"),
            None => "It says what a worker gets".to_owned(),
        })
    };
    let is_default = Signal::derive(move || draft.default.get() == key);
    let named = Memo::new(move |_| name.with(|name| name.trim().to_owned()));
    let title = move || {
        named.with(|name| {
            if name.is_empty() {
                "New node pool".to_owned()
            } else {
                format!("Node pool {name}")
            }
        })
    };
    let closed = Signal::derive(move || {
        is_default
            .get()
            .then(|| "The default pool stays. Make another pool the default first.".to_owned())
    });
    let error = move |field: &'static str| {
        submission.error_at(move || {
            let rows = draft.rows.get();
            let place = rows.iter().position(|it| it.key == key);
            format!("nodePools[{}].{field}", place.unwrap_or_default())
        })
    };
    view! {
        <fieldset class="pool">
            <legend class="vh">{title}</legend>
            <Field label="Pool" hint="As its operator named it" error=error("name")>
                <TextInput value=name on_input=move |text| name.set(text)/>
            </Field>
            <Field label="Machine of its nodes" hint=Signal::derive(worker) error=error("nodeInstanceType")>
                <Combobox
                    options=Signal::derive(machines) value=chosen placeholder="Choose a machine"
                    on_change=move |value| chosen.set(value) none="No machine of that name"
                />
            </Field>
            <Field label="The most nodes" hint=format!("{least} to {most}") error=error("maxNodeCount")>
                <NumberInput
                    value=count on_input=move |text| count.set(text)
                    min=f64::from(least) max=f64::from(most)
                />
            </Field>
            <div class="pool-ends">
                <label class="pool-default">
                    <input type="radio" name=draft.group.get_value() prop:checked=is_default on:change=move |_| draft.default.set(key)/>
                    " Default"
                </label>
                <IconButton
                    glyph=Glyph::Trash label=Signal::derive(move || format!("Remove the pool {}", named.get())) disabled_reason=closed
                    on_click=move |_| draft.rows.update(|rows| rows.retain(|row| row.key != key))
                />
            </div>
        </fieldset>
    }
    .into_any()
}
