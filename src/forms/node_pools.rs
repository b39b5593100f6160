//! The machines of a hybrid cluster: one default pool and up to ten more (CL-19, CL-32).

use leptos::prelude::*;
use planisphere_domain::catalogue::{CloudProvider, DEFAULT_NODE_COUNT, NODE_COUNTS, node_types};
use planisphere_domain::cluster::NodePool;
use planisphere_domain::{NodePoolId, Problem, Rejection};

use crate::replica::{Failure, Ids};
use crate::ui::{Button, Choice, Combobox, Glyph, IconButton, NumberInput, TextInput};

/// One pool on its way.
#[derive(Clone, Copy)]
struct PoolRow {
    key: u32,
    id: Option<NodePoolId>,
    name: RwSignal<String>,
    machine: RwSignal<String>,
    count: RwSignal<String>,
}

/// Pools on their way.
#[derive(Clone, Copy)]
pub struct PoolsDraft {
    rows: RwSignal<Vec<PoolRow>>,
    default: RwSignal<u32>,
    next: RwSignal<u32>,
}

impl PoolsDraft {
    /// The pools of a cluster, or one that is to become its default.
    #[must_use]
    pub fn new(pools: &[NodePool]) -> Self {
        let draft = Self {
            rows: RwSignal::new(Vec::new()),
            default: RwSignal::new(0),
            next: RwSignal::new(0),
        };
        for pool in pools {
            let key = draft.push(
                Some(pool.id),
                &pool.name,
                &pool.node_instance_type,
                pool.max_node_count,
            );
            if pool.is_default {
                draft.default.set(key);
            }
        }
        if pools.is_empty() {
            draft.push(None, "default", "", DEFAULT_NODE_COUNT);
        }
        draft
    }

    fn push(self, id: Option<NodePoolId>, name: &str, machine: &str, count: u32) -> u32 {
        let key = self.next.get_untracked();
        self.next.set(key + 1);
        let row = PoolRow {
            key,
            id,
            name: RwSignal::new(name.to_owned()),
            machine: RwSignal::new(machine.to_owned()),
            count: RwSignal::new(count.to_string()),
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
) -> impl IntoView {
    let (least, most) = NODE_COUNTS;
    let line = move |row: PoolRow| {
        // A machine that is offered no longer stays chosen, and says so.
        let machines = move || {
            let known = node_types(provider.get());
            let chosen = row.machine.get();
            let gone = (!chosen.is_empty() && !known.iter().any(|it| it.name == chosen))
                .then(|| Choice::new(chosen.clone(), chosen.clone()).note("no longer offered"));
            known
                .iter()
                .map(|it| {
                    Choice::new(it.name, it.name).note(format!(
                        "{} vCPU, {} for a worker",
                        it.pod_cpu, it.pod_memory
                    ))
                })
                .chain(gone)
                .collect::<Vec<_>>()
        };
        let key = row.key;
        let is_default = Signal::derive(move || draft.default.get() == key);
        let label = Signal::derive(move || format!("Machine of the pool {}", row.name.get()));
        let remove_label = Signal::derive(move || format!("Remove the pool {}", row.name.get()));
        let closed = Signal::derive(move || {
            is_default
                .get()
                .then(|| "The default pool stays. Make another pool the default first.".to_owned())
        });
        view! {
            <div class="pool-row">
                <TextInput label="Name of the pool" value=row.name on_input=move |text| row.name.set(text)/>
                <Combobox
                    label=label options=Signal::derive(machines) value=row.machine placeholder="Machine"
                    on_change=move |value| row.machine.set(value) none="No machine of that name"
                />
                <NumberInput
                    label="The most nodes" value=row.count on_input=move |text| row.count.set(text)
                    min=f64::from(least) max=f64::from(most) unit="nodes".to_owned()
                />
                <label class="pool-default">
                    <input type="radio" name="default-pool" prop:checked=is_default on:change=move |_| draft.default.set(key)/>
                    " Default"
                </label>
                <IconButton
                    glyph=Glyph::Trash label=remove_label disabled_reason=closed
                    on_click=move |_| draft.rows.update(|rows| rows.retain(|row| row.key != key))
                />
            </div>
        }
        .into_any()
    };
    let add = move |_| {
        draft.push(None, "", "", DEFAULT_NODE_COUNT);
    };
    view! {
        <div class="pool-rows">
            <For each=move || draft.rows.get() key=|row| row.key let:row>{line(row)}</For>
            <div class="pair-row"><Button small=true glyph=Glyph::Plus on_click=add>"Add a node pool"</Button></div>
        </div>
    }
    .into_any()
}
