//! Whose reach is lit up, and for which permission; both stand in the address.

use leptos::prelude::*;
use planisphere_domain::access::Holder;
use planisphere_domain::policy::{
    BuiltInDagRole, BuiltInDeploymentRole, DagRole, DeploymentRole, OrganizationRole, Permission,
    Scope, WorkspaceRole,
};

use crate::components::Parameter;
use crate::replica::{LitRole, Reaching, Replica};
use crate::ui::{Choice, Combobox, Field};

/// What is lit up.
#[derive(Clone, Copy)]
pub struct Lit {
    replica: Replica,
    who: Parameter,
    may: Parameter,
    people: Memo<Vec<Choice>>,
    /// Whom the pointer is on: lit up in place of the chosen one.
    pointed: RwSignal<Option<String>>,
}

impl Lit {
    /// Follows the address.
    pub fn new(replica: Replica) -> Self {
        Self {
            replica,
            who: Parameter::new("who"),
            may: Parameter::new("may"),
            people: Memo::new(move |_| choices(replica)),
            pointed: RwSignal::new(None),
        }
    }

    /// Who, if anybody is chosen or pointed at.
    pub fn reaching(self) -> Option<Reaching> {
        parse(self.replica, &self.shown())
    }

    fn shown(self) -> String {
        self.pointed.get().unwrap_or_else(|| self.who.get())
    }

    /// The first Teams, as they stand in the address and by name.
    pub fn teams(self, most: usize) -> Vec<(String, String)> {
        self.people.with(|people| {
            let teams = people.iter().filter(|one| one.value.starts_with(TEAM));
            teams
                .take(most)
                .map(|one| (one.value.clone(), one.label.clone()))
                .collect()
        })
    }

    /// Whether this one is chosen.
    pub fn is_chosen(self, value: &str) -> bool {
        self.who.get() == value
    }

    /// Chooses somebody; nobody with an empty text.
    pub fn choose(self, value: String) {
        self.who.set(value);
    }

    /// Lights somebody up for as long as the pointer is on them.
    pub fn point_at(self, value: Option<String>) {
        // The page may be on its way out, with the pointer still there.
        let _ = self.pointed.try_set(value);
    }

    /// The permission that counts; seeing a Deployment when none is chosen.
    pub fn permission(self) -> Permission {
        Permission::from_name(&self.may.get()).unwrap_or(Permission::DeploymentBasicGet)
    }

    /// The chosen one's name; empty when nobody is.
    pub fn name(self) -> String {
        let shown = self.shown();
        self.people.with(|people| label(people, &shown))
    }

    /// The same without being told of later changes.
    pub fn name_untracked(self) -> String {
        untrack(|| self.name())
    }
}

fn label(choices: &[Choice], value: &str) -> String {
    choices
        .iter()
        .find(|choice| !value.is_empty() && choice.value == value)
        .map(|choice| choice.label.clone())
        .unwrap_or_default()
}

/// How a Team begins in the address.
const TEAM: &str = "team:";

/// How a holder stands in the address.
pub fn written(holder: Holder) -> String {
    match holder {
        Holder::User(id) => format!("user:{id}"),
        Holder::Team(id) => format!("{TEAM}{id}"),
        Holder::ApiToken(id) => format!("token:{id}"),
    }
}

fn parse(replica: Replica, text: &str) -> Option<Reaching> {
    let (kind, value) = text.split_once(':')?;
    let holder = match kind {
        "user" => Holder::User(value.parse().ok()?),
        "team" => Holder::Team(value.parse().ok()?),
        "token" => Holder::ApiToken(value.parse().ok()?),
        "role" => return Some(Reaching::Role(role(replica, value)?)),
        _ => return None,
    };
    Some(Reaching::Holder(holder))
}

fn role(replica: Replica, value: &str) -> Option<LitRole> {
    let built_in = OrganizationRole::from_api(value)
        .map(LitRole::Organization)
        .or_else(|| WorkspaceRole::from_api(value).map(LitRole::Workspace))
        .or_else(|| {
            BuiltInDeploymentRole::from_api(value)
                .map(|role| LitRole::Deployment(DeploymentRole::BuiltIn(role)))
        })
        .or_else(|| {
            BuiltInDagRole::from_api(value).map(|role| LitRole::Dag(DagRole::BuiltIn(role)))
        });
    built_in.or_else(|| replica.lit_custom_role(value.parse().ok()?))
}

fn choices(replica: Replica) -> Vec<Choice> {
    let subjects = replica.subjects().into_iter();
    let mut all: Vec<Choice> = subjects
        .map(|row| Choice::new(written(row.holder), row.name).note(row.note))
        .collect();
    let mut role = |api: &str, title: &str| {
        all.push(Choice::new(format!("role:{api}"), title).note("Role"));
    };
    for it in OrganizationRole::ALL.iter().rev() {
        role(it.api(), it.title());
    }
    for it in WorkspaceRole::ALL.iter().rev() {
        role(it.api(), it.title());
    }
    for it in BuiltInDeploymentRole::ALL.iter().rev() {
        role(it.api(), it.title());
    }
    for it in BuiltInDagRole::ALL.iter().rev() {
        role(it.api(), it.title());
    }
    for (id, name) in replica.custom_role_names() {
        role(&id.to_string(), &name);
    }
    all
}

/// The permissions that can be asked about on a Deployment.
fn permissions() -> Vec<Choice> {
    Permission::ALL
        .iter()
        .filter(|permission| matches!(permission.scope(), Scope::Deployment | Scope::Dag))
        .map(|permission| {
            Choice::new(permission.name(), permission.name()).note(permission.about())
        })
        .collect()
}

/// The two boxes.
#[component]
pub fn Chooser(lit: Lit) -> impl IntoView {
    view! {
        <Field label="Who">
            <Combobox options=lit.people value=lit.who.signal() on_change=move |value| lit.who.set(value)
                placeholder="Person, Team, token or role" none="Nobody of that name"/>
        </Field>
        <Field label="May">
            <Combobox options=Signal::stored(permissions()) value=lit.may.signal() on_change=move |value| lit.may.set(value)
                placeholder="see the Deployment" none="No permission of that name"/>
        </Field>
    }
    .into_any()
}
