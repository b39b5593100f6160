//! The Workspaces in which a custom role may be assigned (rule 51).

use leptos::prelude::*;
use planisphere_domain::WorkspaceId;

use super::draft::Draft;
use crate::replica::Replica;
use crate::ui::{Chip, Choice, Combobox, Field, Section};

/// The picker; no Workspace means all.
#[component]
pub(super) fn RestrictedWorkspaces(
    draft: RwSignal<Draft>,
    error: Signal<Option<String>>,
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let replica = Replica::get();
    let known = Memo::new(move |_| replica.workspaces());
    let choices = move || {
        let taken = draft.with(|draft| draft.workspaces.clone());
        known.with(|known| {
            known
                .iter()
                .filter(|row| !taken.contains(&row.id))
                .map(|row| Choice::new(row.id.to_string(), row.name.clone()))
                .collect::<Vec<_>>()
        })
    };
    let add = move |value: String| {
        if let Ok(id) = value.parse::<WorkspaceId>() {
            draft.update(|draft| {
                draft.workspaces.insert(id);
            });
        }
    };
    let remove = move |id: WorkspaceId| {
        draft.update(|draft| {
            draft.workspaces.remove(&id);
        });
    };
    let chips = move || {
        let ids = draft.with(|draft| draft.workspaces.clone());
        if ids.is_empty() {
            return view! { <p class="sub">"Every Workspace, those to come included"</p> }
                .into_any();
        }
        let is_open = disabled_reason.with(Option::is_none);
        let name_of = |id: WorkspaceId| {
            known.with(|known| {
                let row = known.iter().find(|row| row.id == id);
                row.map(|row| row.name.clone())
            })
        };
        // Who may edit the list sees every Workspace; for others those they cannot see are one chip.
        let hidden = (!is_open && ids.iter().any(|id| name_of(*id).is_none())).then(|| {
            view! { <li><Chip label="Workspaces that you cannot see"/></li> }
        });
        let chips = ids
            .into_iter()
            .filter(|id| is_open || name_of(*id).is_some())
            .map(|id| {
                let name = name_of(id).unwrap_or_else(|| "A deleted Workspace".to_owned());
                let chip = if is_open {
                    view! { <Chip label=name on_remove=move |()| remove(id)/> }.into_any()
                } else {
                    view! { <Chip label=name/> }.into_any()
                };
                view! { <li>{chip}</li> }
            })
            .collect_view();
        view! { <ul class="chips">{chips}{hidden}</ul> }.into_any()
    };
    view! {
        <Section title="Where it may be assigned" lead="Narrowing the list later blocks new assignments and leaves those that are there.".to_owned()>
            <Field label="Workspaces" row=true error>
                {chips}
                <Combobox
                    options=Signal::derive(choices)
                    value=Signal::stored(String::new())
                    on_change=add
                    placeholder="Restrict to a Workspace"
                    none="No further Workspace of that name"
                    disabled_reason
                />
            </Field>
        </Section>
    }
    .into_any()
}
