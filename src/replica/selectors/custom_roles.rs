//! Custom roles as lists and pages show them, with those who hold them.

use std::collections::{BTreeMap, BTreeSet};

use planisphere_domain::access::{Bindings, DagSelector, Holder};
use planisphere_domain::custom_role::{CustomRole, CustomRoleScope};
use planisphere_domain::deployment::Deployment;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{CustomRoleId, DeploymentId, Timestamp, WorkspaceId};

use super::super::{Opened, Replica, SortKey, sorted_by};
use super::grants::{AccessPlace, may_read_of};
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
    /// How many users, Teams and tokens hold it, as far as the person may know.
    pub holders: usize,
    /// Whether the person knows of all of them.
    pub sees_all_holders: bool,
    /// The Workspaces that it is restricted to, by name; empty means everywhere. Those that the person may not see
    /// are one entry without a name.
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
    /// Who holds it, by name, as far as the person may know.
    pub holdings: Vec<RoleHolding>,
    /// How many people have it through those, themselves or in a Team.
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
    let users = opened
        .people()
        .map(|user| (Holder::User(user.id), &user.roles));
    let teams = state
        .teams()
        .map(|team| (Holder::Team(team.id), &team.roles));
    let tokens = state
        .api_tokens()
        .map(|token| (Holder::ApiToken(token.id), &token.roles));
    users.chain(teams).chain(tokens)
}

/// Every place where a holder has a custom role, as far as the person may know: the Deployment, the DAGs, the role.
fn known_places<'a>(
    opened: &'a Opened,
    holder: Holder,
    bindings: &'a Bindings,
) -> impl Iterator<Item = (&'a Deployment, Option<&'a DagSelector>, CustomRoleId)> {
    let on_deployments = bindings
        .deployments
        .iter()
        .filter_map(|(id, role)| Some((*id, None, role.custom()?)));
    let on_dags = bindings.dags.iter().flat_map(|(id, dags)| {
        dags.iter()
            .filter_map(|(dags, role)| Some((*id, Some(dags), role.custom()?)))
    });
    on_deployments
        .chain(on_dags)
        .filter_map(move |(id, dags, role)| {
            let deployment = opened.state.deployment(id)?;
            let place = AccessPlace::Deployment(deployment.workspace_id, id);
            may_read_of(opened, place, holder).then_some((deployment, dags, role))
        })
}

fn holders_by_role(opened: &Opened) -> BTreeMap<CustomRoleId, BTreeSet<Holder>> {
    let mut held: BTreeMap<CustomRoleId, BTreeSet<Holder>> = BTreeMap::new();
    for (holder, bindings) in bindings(opened) {
        for (_, _, role) in known_places(opened, holder, bindings) {
            held.entry(role).or_default().insert(holder);
        }
    }
    held
}

/// Whether the person may know who holds what on every Deployment.
fn sees_all_holders(opened: &Opened) -> bool {
    [
        Permission::DeploymentUsersGet,
        Permission::DeploymentTeamsGet,
        Permission::DeploymentApiTokensGet,
    ]
    .into_iter()
    .all(|permission| opened.holds(permission))
}

/// The Workspaces that a role is restricted to, by name; those that the person may not see together.
fn restricted_to(opened: &Opened, role: &CustomRole) -> Vec<String> {
    let mut names = Vec::new();
    let mut is_more_hidden = false;
    for id in &role.restricted_workspace_ids {
        match opened.state.workspace(*id) {
            None => names.push("a deleted Workspace".to_owned()),
            Some(workspace) => {
                if opened.holds_on(Permission::WorkspaceGet, &ResourceRef::Workspace(*id)) {
                    names.push(workspace.name.clone());
                } else {
                    is_more_hidden = true;
                }
            }
        }
    }
    names.extend(is_more_hidden.then(|| "Workspaces that you cannot see".to_owned()));
    names
}

fn row(opened: &Opened, role: &CustomRole, holders: usize) -> CustomRoleRow {
    CustomRoleRow {
        id: role.id,
        name: role.name.clone(),
        description: role.description.clone(),
        scope: role.scope,
        permissions: role.permissions.len(),
        holders,
        sees_all_holders: sees_all_holders(opened),
        workspaces: restricted_to(opened, role),
        updated_at: role.updated_at,
    }
}

fn view(opened: &Opened, role: &CustomRole) -> CustomRoleView {
    let mut holdings = Vec::new();
    for (holder, bindings) in bindings(opened) {
        for (deployment, dags, held) in known_places(opened, holder, bindings) {
            if held == role.id {
                holdings.extend(holding(opened, holder, deployment, dags));
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
    there: &Deployment,
    dags: Option<&DagSelector>,
) -> Option<RoleHolding> {
    Some(RoleHolding {
        holder,
        name: opened.state.holder_name(holder)?.to_owned(),
        deployment: there.id,
        workspace: there.workspace_id,
        place: match dags {
            None => there.name.clone(),
            Some(DagSelector::Id(id)) => format!("{}, DAG {id}", there.name),
            Some(DagSelector::Tag(tag)) => format!("{}, DAGs with the tag {tag}", there.name),
        },
    })
}
