//! What a new custom role starts from: nothing, a template (rule 55), or another custom role.

use leptos::prelude::*;
use planisphere_domain::CustomRoleId;
use planisphere_domain::custom_role::CustomRoleScope;
use planisphere_domain::policy::{RoleTemplate, template};

use super::draft::Draft;
use crate::replica::Replica;
use crate::ui::{Choice, Combobox, Field};

/// The value of starting from nothing.
const SCRATCH: &str = "scratch";

/// The choice; making it replaces the permissions that are chosen.
#[component]
pub(super) fn StartFrom(scope: RwSignal<CustomRoleScope>, draft: RwSignal<Draft>) -> impl IntoView {
    let replica = Replica::get();
    let chosen = RwSignal::new(SCRATCH.to_owned());
    let others = Memo::new(move |_| replica.custom_roles());
    let choices = move || {
        let scope = scope.get();
        let mut choices = vec![Choice::new(SCRATCH, "From scratch").note("no permission chosen")];
        // Templates suggest what a role on a Deployment needs.
        if scope == CustomRoleScope::Deployment {
            choices.extend(RoleTemplate::ALL.iter().map(|it| {
                Choice::new(it.api(), it.title()).note(format!("template. {}", it.about()))
            }));
        }
        choices.extend(
            others
                .get()
                .into_iter()
                .filter(|role| role.scope == scope)
                .map(|role| {
                    Choice::new(role.id.to_string(), role.name)
                        .note(format!("custom role, {} permissions", role.permissions))
                }),
        );
        choices
    };
    let start = move |value: String| {
        if value.is_empty() {
            return;
        }
        let suggested = RoleTemplate::ALL
            .iter()
            .find(|it| it.api() == value)
            .map(|it| {
                template(*it)
                    .iter()
                    .filter(|permission| permission.is_assignable_in_custom_role())
                    .collect()
            });
        let copied = || {
            let id: CustomRoleId = value.parse().ok()?;
            untrack(|| replica.custom_role(id)).map(|role| role.permissions)
        };
        let permissions = suggested.or_else(copied).unwrap_or_default();
        draft.update(|draft| draft.permissions = permissions);
        chosen.set(value);
    };
    // A scope has templates and roles of its own.
    Effect::new(move |before: Option<CustomRoleScope>| {
        let scope = scope.get();
        if before.is_some_and(|before| before != scope) {
            chosen.set(SCRATCH.to_owned());
        }
        scope
    });
    view! {
        <Field label="Start from" hint="Replaces the permissions chosen below; change them as you like" row=true>
            <Combobox class="wide" options=Signal::derive(choices) value=chosen on_change=start none="No template or role of that name"/>
        </Field>
    }
    .into_any()
}
