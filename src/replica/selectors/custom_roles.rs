//! Custom roles as lists and pages show them, with those who hold them.

use std::collections::{BTreeMap, BTreeSet};

use planisphere_domain::access::{Bindings, DagSelector, Holder};
use planisphere_domain::custom_role::{CustomRole, CustomRoleScope};
use planisphere_domain::policy::Permission;
use planisphere_domain::{CustomRoleId, DeploymentId, Timestamp, WorkspaceId};

use super::super::{Opened, Replica, SortKey, sorted_by};
use super::workspaces::name_of;

/// One line of the list of custom roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomRoleRow {
    /// Names it.
    pub id: CustomRoleId,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// For what it is.
    pub scope: CustomRoleScope,
    /// How many permissions it names.
    pub permissions: usize,
    /// How many users, Teams and tokens hold it.
    pub holders: usize,
    /// The Workspaces that it is restricted to, by name; empty means everywhere.
    pub workspaces: Vec<String>,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// One place at which a role is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleHolding {
    /// By whom.
    pub holder: Holder,
    /// Their name.
    pub name: String,
    /// The Deployment.
    pub deployment: DeploymentId,
    /// The Workspace it is in.
    pub workspace: WorkspaceId,
    /// Where, in words, such as `etl-prod` or `etl-prod, DAGs with the tag finance`.
    pub place: String,
}

/// One custom role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomRoleView {
    /// The line it has in lists.
    pub row: CustomRoleRow,
    /// What it names.
    pub permissions: BTreeSet<Permission>,
    /// Where it may be assigned; empty means everywhere.
    pub restricted: BTreeSet<WorkspaceId>,
    /// Who holds it, by name.
    pub holdings: Vec<RoleHolding>,
    /// How many people have it, themselves or through a Team.
    pub people: usize,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: String,
    /// By whom it was last changed.
    pub updated_by: String,
}

impl Replica {
    /// The custom roles by name; none for those who may not list roles.
    #[must_use]
    pub fn custom_roles(self) -> Vec<CustomRoleRow> {
        let rows = self
            .read(|opened| {
                if !opened.holds(Permission::OrganizationCustomRolesGet) {
                    return Vec::new();
                }
                let held = holders_by_role(opened);
                let count = |id| held.get(&id).map_or(0, BTreeSet::len);
                let roles = opened.state.custom_roles();
                roles
                    .map(|role| row(opened, role, count(role.id)))
                    .collect()
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.name))
    }

    /// One custom role; `None` when it does not exist or the person may not read roles.
    #[must_use]
    pub fn custom_role(self, id: CustomRoleId) -> Option<CustomRoleView> {
        self.read(|opened| {
            let role = opened.state.custom_role(id)?;
            opened
                .holds(Permission::OrganizationCustomRolesGet)
                .then(|| view(opened, role))
        })
        .flatten()
    }
}

/// Everybody who can hold a role, with what they hold.
fn bindings(opened: &Opened) -> impl Iterator<Item = (Holder, &Bindings)> {
    let state = &opened.state;
    let users = state
        .users()
        .map(|user| (Holder::User(user.id), &user.roles));
    let teams = state
        .teams()
        .map(|team| (Holder::Team(team.id), &team.roles));
    let tokens = state
        .api_tokens()
        .map(|token| (Holder::ApiToken(token.id), &token.roles));
    users.chain(teams).chain(tokens)
}

fn holders_by_role(opened: &Opened) -> BTreeMap<CustomRoleId, BTreeSet<Holder>> {
    let mut held: BTreeMap<CustomRoleId, BTreeSet<Holder>> = BTreeMap::new();
    for (holder, bindings) in bindings(opened) {
        let on_deployments = bindings
            .deployments
            .values()
            .filter_map(|role| role.custom());
        let on_dags = bindings
            .dags
            .values()
            .flat_map(BTreeMap::values)
            .filter_map(|role| role.custom());
        for id in on_deployments.chain(on_dags) {
            held.entry(id).or_default().insert(holder);
        }
    }
    held
}

fn row(opened: &Opened, role: &CustomRole, holders: usize) -> CustomRoleRow {
    let name = |id: &WorkspaceId| {
        opened
            .state
            .workspace(*id)
            .map_or_else(|| "a deleted Workspace".to_owned(), |it| it.name.clone())
    };
    CustomRoleRow {
        id: role.id,
        name: role.name.clone(),
        description: role.description.clone(),
        scope: role.scope,
        permissions: role.permissions.len(),
        holders,
        workspaces: role.restricted_workspace_ids.iter().map(name).collect(),
        updated_at: role.updated_at,
    }
}

fn view(opened: &Opened, role: &CustomRole) -> CustomRoleView {
    let mut holdings = Vec::new();
    for (holder, bindings) in bindings(opened) {
        for (deployment, held) in &bindings.deployments {
            if held.custom() == Some(role.id) {
                holdings.extend(holding(opened, holder, *deployment, None));
            }
        }
        for (deployment, dags) in &bindings.dags {
            for (selector, held) in dags {
                if held.custom() == Some(role.id) {
                    holdings.extend(holding(opened, holder, *deployment, Some(selector)));
                }
            }
        }
    }
    let holders: BTreeSet<Holder> = holdings.iter().map(|holding| holding.holder).collect();
    let mut people = BTreeSet::new();
    for holder in &holders {
        match holder {
            Holder::User(id) => {
                people.insert(*id);
            }
            Holder::Team(id) => {
                people.extend(
                    opened
                        .state
                        .team(*id)
                        .into_iter()
                        .flat_map(|it| &it.members),
                );
            }
            Holder::ApiToken(_) => {}
        }
    }
    CustomRoleView {
        row: row(opened, role, holders.len()),
        permissions: role.permissions.clone(),
        restricted: role.restricted_workspace_ids.clone(),
        holdings: sorted_by(holdings, false, |holding| SortKey::text(&holding.name)),
        people: people.len(),
        created_at: role.created_at,
        created_by: name_of(opened, role.created_by),
        updated_by: name_of(opened, role.updated_by),
    }
}

fn holding(
    opened: &Opened,
    holder: Holder,
    deployment: DeploymentId,
    dags: Option<&DagSelector>,
) -> Option<RoleHolding> {
    let there = opened.state.deployment(deployment)?;
    Some(RoleHolding {
        holder,
        name: opened.state.holder_name(holder)?.to_owned(),
        deployment,
        workspace: there.workspace_id,
        place: match dags {
            None => there.name.clone(),
            Some(DagSelector::Id(id)) => format!("{}, DAG {id}", there.name),
            Some(DagSelector::Tag(tag)) => format!("{}, DAGs with the tag {tag}", there.name),
        },
    })
}
