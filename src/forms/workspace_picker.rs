//! Choosing the Workspaces that a cluster is open to: all of them, or those of a list. What the choice does is for the
//! form around it.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;

use crate::replica::{Replica, WorkspaceChoice};
use crate::ui::{Checkbox, Chip, Choice, SearchInput, Segmented};

/// Workspaces shown at once; the filter finds the rest.
const SHOWN: usize = 40;
const ALL: &str = "all";
const LISTED: &str = "listed";

/// The picker. An empty choice means all.
#[component]
pub fn WorkspacePicker(
    /// Which are chosen.
    #[prop(into)]
    chosen: Signal<BTreeSet<WorkspaceId>>,
    /// Called with the new choice.
    #[prop(into)]
    on_change: Callback<BTreeSet<WorkspaceId>>,
    /// Why it cannot be changed.
    #[prop(into)]
    disabled_reason: Signal<Option<String>>,
    /// Why no list can be made; opening to all is free.
    #[prop(into)]
    restricting_reason: Signal<Option<String>>,
) -> impl IntoView {
    let replica = Replica::get();
    let workspaces = Memo::new(move |_| replica.workspace_choices());
    let filter = RwSignal::new(String::new());
    // Somebody who is about to choose the first Workspace has chosen none yet.
    let wants_list = RwSignal::new(false);
    // Whether the last Workspace was taken out here. Where the list went by something else, such as an undo, all may again.
    let emptied_here = StoredValue::new(false);
    Effect::new(move |was_empty: Option<bool>| {
        let is_empty = chosen.with(BTreeSet::is_empty);
        if is_empty && was_empty == Some(false) && !emptied_here.get_value() {
            wants_list.set(false);
        }
        is_empty
    });
    let mode = Signal::derive(move || {
        let is_list = wants_list.get() || chosen.with(|chosen| !chosen.is_empty());
        (if is_list { LISTED } else { ALL }).to_owned()
    });
    let modes = move || {
        let listed = Choice::new(LISTED, "Only these");
        vec![
            Choice::new(ALL, "All Workspaces"),
            match restricting_reason.get() {
                Some(reason) => listed.closed(reason),
                None => listed,
            },
        ]
    };
    let choose_mode = move |value: String| {
        wants_list.set(value == LISTED);
        if value == ALL {
            on_change.run(BTreeSet::new());
        }
    };
    let closed = Signal::derive(move || disabled_reason.get().or_else(|| restricting_reason.get()));
    let toggle = move |id: WorkspaceId, on: bool| {
        let mut next = chosen.get_untracked();
        if on {
            next.insert(id);
        } else {
            next.remove(&id);
        }
        wants_list.set(true);
        emptied_here.set_value(next.is_empty());
        on_change.run(next);
    };
    let fitting = Memo::new(move |_| {
        let wanted = filter.get().to_lowercase();
        let words: Vec<&str> = wanted.split_whitespace().collect();
        workspaces.with(|all| {
            let mut fitting = all
                .iter()
                .filter(|it| words.iter().all(|word| it.search.contains(word)));
            let first: Vec<Arc<WorkspaceChoice>> = fitting.by_ref().take(SHOWN).cloned().collect();
            (first, fitting.count())
        })
    });
    let line = move |workspace: Arc<WorkspaceChoice>| {
        let id = workspace.id;
        view! {
            <li>
                <Checkbox
                    checked=Signal::derive(move || chosen.with(|chosen| chosen.contains(&id)))
                    on_change=move |on| toggle(id, on)
                    text=workspace.name.clone()
                    label=workspace.name.clone()
                    disabled_reason=closed
                />
            </li>
        }
    };
    let chips = move || {
        let ids = chosen.get();
        workspaces.with(|all| {
            let named = all.iter().filter(|it| ids.contains(&it.id)).count();
            let unknown = ids.len() - named;
            let known = all
                .iter()
                .filter(|it| ids.contains(&it.id))
                .map(|it| view! { <Chip label=it.name.clone() small=true/> })
                .collect_view();
            let rest = (unknown > 0).then(|| {
                let label = format!("{unknown} that you cannot see, or that are gone");
                view! { <Chip label=label small=true/> }
            });
            view! { {known}{rest} }
        })
    };
    let rest = move || fitting.with(|(_, rest)| *rest);
    let is_list = Memo::new(move |_| mode.get() == LISTED);
    let is_long = Memo::new(move |_| workspaces.with(Vec::len) > 8);
    view! {
        <div class="workspace-picker">
            <Segmented options=Signal::derive(modes) value=mode on_change=choose_mode disabled_reason=disabled_reason/>
            <Show when=move || is_list.get()>
                <Show
                    when=move || chosen.with(|chosen| !chosen.is_empty())
                    fallback=|| view! { <p class="sub">"None is chosen, so all Workspaces may use it. Choose at least one."</p> }
                >
                    <div class="cluster">{chips}</div>
                </Show>
                <Show when=move || is_long.get()>
                    <SearchInput value=filter on_input=move |text| filter.set(text) label="Filter Workspaces" placeholder="Filter by name"/>
                </Show>
                <ul>
                    <For each=move || fitting.get().0 key=|it| it.id let:workspace>{line(workspace)}</For>
                </ul>
                {move || (rest() > 0).then(|| view! { <p class="sub">{format!("{} more; type a name to find them", rest())}</p> })}
            </Show>
        </div>
    }
    .into_any()
}
