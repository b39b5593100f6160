//! Choosing a role below the Organization: where it holds, what it covers there, and which it is. It is a part of the
//! dialogs that give roles; what happens with the choice is theirs.

use leptos::prelude::*;
use planisphere_domain::access::{BoundRole, DagSelector, Holder};
use planisphere_domain::api_token::TokenScope;

use crate::components::{RolePicker, Submission};
use crate::replica::{Replica, RolePlace};
use crate::ui::{Choice, Combobox, Field, Segmented, TextInput};

/// Fields that show their own errors.
pub(super) const SHOWN: &[&str] = &[
    "dagId",
    "dagTag",
    "role",
    "workspaceRoles",
    "deploymentRoles",
    "dagRoles",
];

/// Kinds of places, as the control names them.
const WORKSPACE: &str = "workspace";
const DEPLOYMENT: &str = "deployment";
const DAG: &str = "dag";
const TAG: &str = "tag";

/// What is missing before a role is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Thing,
    Dags,
    Role,
}

/// The kinds of places below a scope (rule 75 for tokens).
fn kinds(scope: TokenScope) -> Vec<Choice> {
    let all = [
        Choice::new(WORKSPACE, "Workspace"),
        Choice::new(DEPLOYMENT, "Deployment"),
        Choice::new(DAG, "One DAG"),
        Choice::new(TAG, "DAGs by tag"),
    ];
    let skipped = match scope {
        TokenScope::Organization => 0,
        TokenScope::Workspace(_) => 1,
        TokenScope::Deployment(_) => 2,
    };
    all.into_iter().skip(skipped).collect()
}

/// A choice under way, within a scope.
#[derive(Clone, Copy)]
pub(super) struct RoleChoice {
    open: RwSignal<bool>,
    scope: TokenScope,
    kind: RwSignal<String>,
    thing: RwSignal<String>,
    dags: RwSignal<String>,
    role: RwSignal<Option<BoundRole>>,
    missing: RwSignal<Option<Missing>>,
    at: Memo<Option<RolePlace>>,
    submission: Submission,
}

impl RoleChoice {
    /// A choice that begins anew whenever its dialog opens.
    pub(super) fn new(open: RwSignal<bool>, scope: TokenScope, submission: Submission) -> Self {
        let kind = RwSignal::new(String::new());
        let thing = RwSignal::new(String::new());
        let dags = RwSignal::new(String::new());
        let role = RwSignal::new(None::<BoundRole>);
        let missing = RwSignal::new(None);
        Effect::new(move |_| {
            if open.get() {
                let first = kinds(scope).into_iter().next();
                kind.set(first.map(|choice| choice.value).unwrap_or_default());
                thing.set(match scope {
                    TokenScope::Deployment(id) => id.to_string(),
                    _ => String::new(),
                });
                dags.set(String::new());
                role.set(None);
                missing.set(None);
                submission.reset();
            }
        });
        let at = Memo::new(move |_| {
            let thing = thing.get();
            let text = dags.get();
            Some(match kind.get().as_str() {
                WORKSPACE => RolePlace::Workspace(thing.parse().ok()?),
                DEPLOYMENT => RolePlace::Deployment(thing.parse().ok()?),
                TAG => RolePlace::Dags(thing.parse().ok()?, DagSelector::Tag(text)),
                _ => RolePlace::Dags(thing.parse().ok()?, DagSelector::Id(text)),
            })
        });
        // Another place has other roles; the same kind of role there keeps its choice.
        Effect::new(move |_| {
            let place = at.get();
            role.update(|role| {
                let kept = role
                    .take()
                    .zip(place)
                    .and_then(|(role, place)| moved(role, &place));
                *role = kept;
            });
        });
        Self {
            open,
            scope,
            kind,
            thing,
            dags,
            role,
            missing,
            at,
            submission,
        }
    }

    /// What was chosen; where something is missing, its field says so from now on.
    pub(super) fn take(self) -> Option<BoundRole> {
        let role = self.role.get_untracked();
        let has_dags = !self.dags.with_untracked(|text| text.trim().is_empty());
        let missing = match (self.at.get_untracked(), &role) {
            (None, _) => Some(Missing::Thing),
            (Some(RolePlace::Dags(..)), _) if !has_dags => Some(Missing::Dags),
            (_, None) => Some(Missing::Role),
            _ => None,
        };
        self.missing.set(missing);
        role.filter(|_| missing.is_none())
    }

    fn is_kind(self, kind: &'static str) -> bool {
        self.kind.with(|chosen| chosen == kind)
    }

    fn noun(self) -> &'static str {
        if self.is_kind(WORKSPACE) {
            "Workspace"
        } else {
            "Deployment"
        }
    }

    fn dags_noun(self) -> &'static str {
        if self.is_kind(TAG) { "Tag" } else { "DAG id" }
    }

    fn lacks(self, what: Missing) -> bool {
        self.missing.get() == Some(what)
    }

    /// The places of the chosen kind that the person can see.
    fn things(self) -> Vec<Choice> {
        let replica = Replica::get();
        if !self.open.get() {
            return Vec::new();
        }
        if self.is_kind(WORKSPACE) {
            let rows = replica.workspaces().into_iter();
            return rows
                .map(|row| Choice::new(row.id.to_string(), row.name))
                .collect();
        }
        let only = match self.scope {
            TokenScope::Workspace(id) => Some(id),
            _ => None,
        };
        let rows = replica.deployments(only);
        rows.iter()
            .map(|row| {
                Choice::new(row.id.to_string(), row.name.clone()).note(row.workspace.clone())
            })
            .collect()
    }
}

/// The fields of a choice.
#[component]
pub(super) fn RoleChoiceFields(
    /// Which.
    choice: RoleChoice,
    /// Whose role it becomes; `None` while a token is being defined.
    #[prop(into)]
    holder: Signal<Option<Holder>>,
) -> impl IntoView {
    let RoleChoice {
        kind,
        thing,
        dags,
        role,
        missing,
        at,
        submission,
        scope,
        ..
    } = choice;
    let things = Memo::new(move |_| choice.things());
    let thing_error = move || {
        choice
            .lacks(Missing::Thing)
            .then(|| format!("No {} is chosen. Choose one.", choice.noun()))
    };
    let role_refused = ["role", "workspaceRoles", "deploymentRoles", "dagRoles"]
        .map(|path| submission.error_of(path));
    let role_error = move || {
        if choice.lacks(Missing::Role) {
            return Some("No role is chosen. Choose one.".to_owned());
        }
        role_refused.iter().find_map(|error| error.get())
    };
    let (id_error, tag_error) = (submission.error_of("dagId"), submission.error_of("dagTag"));
    let dags_error = move || {
        let empty = || format!("The {} is missing. Fill it in.", choice.dags_noun());
        choice
            .lacks(Missing::Dags)
            .then(empty)
            .or_else(|| id_error.get())
            .or_else(|| tag_error.get())
    };
    let dags_hint = move || {
        choice.is_kind(TAG).then(|| {
            "Covers every DAG of the Deployment that carries it, also later ones".to_owned()
        })
    };
    let is_of_dags = Memo::new(move |_| choice.is_kind(DAG) || choice.is_kind(TAG));
    let has_place = Memo::new(move |_| at.with(Option::is_some));
    let picker = move || {
        if !has_place.get() {
            // The picker asks for a place; before one is chosen there are no roles.
            return view! { <span class="sub">"Choose the place first."</span> }.into_any();
        }
        view! {
            <RolePicker
                at=Signal::derive(move || at.get().unwrap_or(RolePlace::Organization))
                holder=holder
                value=role
                on_change=move |chosen| { role.set(Some(chosen)); missing.set(None); }
                spelled_out=true
            />
        }
        .into_any()
    };
    let turn = move |chosen: String| {
        let was_workspace = kind.with_untracked(|kind| kind == WORKSPACE);
        if was_workspace || chosen == WORKSPACE {
            thing.set(String::new());
        }
        submission.reset();
        kind.set(chosen);
    };
    let has_choice_of_things = !matches!(scope, TokenScope::Deployment(_));
    view! {
        <Field label="Where">
            <Segmented options=kinds(scope) value=kind on_change=turn/>
        </Field>
        {has_choice_of_things.then(|| view! {
            <Field label=Signal::derive(move || choice.noun().to_owned()) required=true error=Signal::derive(thing_error)>
                <Combobox
                    class="wide"
                    options=things
                    value=thing
                    on_change=move |chosen| { thing.set(chosen); missing.set(None); }
                    placeholder="Type to filter"
                    none="None of that name that you can see"
                />
            </Field>
        })}
        <Show when=move || is_of_dags.get()>
            <Field
                label=Signal::derive(move || choice.dags_noun().to_owned())
                required=true
                error=Signal::derive(dags_error)
                hint=Signal::derive(dags_hint)
            >
                <TextInput class="wide mono" value=dags on_input=move |text| { dags.set(text); missing.set(None); submission.reset(); }/>
            </Field>
        </Show>
        <Field label="Role" required=true error=Signal::derive(role_error)>{picker}</Field>
    }
    .into_any()
}

/// The same role at another place of its kind.
fn moved(role: BoundRole, to: &RolePlace) -> Option<BoundRole> {
    Some(match (role, to) {
        (BoundRole::Workspace(_, role), RolePlace::Workspace(id)) => {
            BoundRole::Workspace(*id, role)
        }
        (BoundRole::Deployment(_, role), RolePlace::Deployment(id)) => {
            BoundRole::Deployment(*id, role)
        }
        (BoundRole::Dag(_, _, role), RolePlace::Dags(id, dags)) => {
            BoundRole::Dag(*id, dags.clone(), role)
        }
        _ => return None,
    })
}
