//! The access map and the matrix: Workspaces across clusters, Deployments where they meet, and who reaches
//! what. Only what the person in front of the device may see is in it.

use std::collections::BTreeMap;

use planisphere_domain::access::{BoundRole, Holder, ancestors, given_by, paths};
use planisphere_domain::deployment::{Deployment, Infrastructure};
use planisphere_domain::policy::{
    DagRole, DeploymentRole, OrganizationRole, Permission, PermissionSet, ResourceRef,
    WorkspaceRole, can, held_on, in_every_workspace,
};
use planisphere_domain::{Actor, ClusterId, DeploymentId, State, WorkspaceId};

use super::super::{Opened, Replica, SortKey, caller, sorted_by};
use super::grants::{AccessPlace, HolderKind, may_read, may_read_of};
use super::organization::visible_workspaces;

/// Whose reach is lit up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaching {
    /// A person, a Team or a token.
    Holder(Holder),
    /// Everybody who holds a role: where it is held.
    Role(LitRole),
}

/// A role of any scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LitRole {
    /// Of the Organization.
    Organization(OrganizationRole),
    /// Of a Workspace.
    Workspace(WorkspaceRole),
    /// Of a Deployment.
    Deployment(DeploymentRole),
    /// Of DAGs.
    Dag(DagRole),
}

/// One column of the map: a cluster, or a region of standard clusters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapColumn {
    /// Provider and region.
    pub place: String,
    /// The cluster's name, or that it is a standard one.
    pub kind: String,
}

/// One Deployment on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapDot {
    /// Names it.
    pub id: DeploymentId,
    /// Its name.
    pub name: String,
    /// Whether the chosen reach covers it.
    pub is_lit: bool,
}

/// One Workspace on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapRow {
    /// Names it.
    pub id: WorkspaceId,
    /// Its name.
    pub name: String,
    /// People with a role in it; `None` for those who may not know.
    pub people: Option<usize>,
    /// Teams with a role in it; `None` for those who may not know.
    pub teams: Option<usize>,
    /// Its Deployments, by column, those that are reached first.
    pub cells: Vec<Vec<MapDot>>,
}

/// The whole map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessMap {
    /// Clusters.
    pub columns: Vec<MapColumn>,
    /// Workspaces, by name.
    pub rows: Vec<MapRow>,
    /// How many Deployments are shown.
    pub total: usize,
    /// How many of them are lit.
    pub lit: usize,
}

/// Somebody who may be chosen, or a line of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectRow {
    /// Who.
    pub holder: Holder,
    /// Their name.
    pub name: String,
    /// What they are: an address, "Team", "API token".
    pub note: String,
    /// What a filter looks through, in lower case.
    pub search: String,
}

/// What stands in one cell of the matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixCell {
    /// The effective role, or nothing.
    pub role: String,
    /// How many paths lead to it.
    pub paths: usize,
    /// Whether the person may not know what stands here.
    pub is_hidden: bool,
}

impl Replica {
    /// The map, with the reach of somebody lit up; of nobody while none is chosen.
    #[must_use]
    pub fn access_map(self, reaching: Option<Reaching>, permission: Permission) -> AccessMap {
        self.read(|opened| map_of(opened, reaching, permission))
            .unwrap_or_default()
    }

    /// People, Teams and tokens that the person may see, by name.
    #[must_use]
    pub fn subjects(self) -> Vec<SubjectRow> {
        let rows = self
            .read(|opened| {
                let mut rows = Vec::new();
                if opened.holds(Permission::OrganizationUsersGet) {
                    rows.extend(opened.people().map(|user| {
                        subject(Holder::User(user.id), &user.full_name, user.email.clone())
                    }));
                }
                if opened.holds(Permission::OrganizationTeamsGet) {
                    rows.extend(
                        opened.state.teams().map(|team| {
                            subject(Holder::Team(team.id), &team.name, "Team".to_owned())
                        }),
                    );
                }
                if opened.holds(Permission::OrganizationApiTokensGet) {
                    rows.extend(opened.state.api_tokens().map(|token| {
                        let note = "API token".to_owned();
                        subject(Holder::ApiToken(token.id), &token.name, note)
                    }));
                }
                rows
            })
            .unwrap_or_default();
        sorted_by(rows, false, |row| SortKey::text(&row.name))
    }

    /// What somebody is in one Workspace, or on one Deployment.
    #[must_use]
    pub fn matrix_cell(self, holder: Holder, resource: &ResourceRef) -> MatrixCell {
        self.read(|opened| {
            let is_open = place_of(&opened.state, resource)
                .is_some_and(|place| may_read_of(opened, place, holder));
            if is_open {
                cell(&opened.state, holder, resource)
            } else {
                MatrixCell {
                    is_hidden: true,
                    ..MatrixCell::default()
                }
            }
        })
        .unwrap_or_default()
    }

    /// The custom roles, as id and name; none for those who may not list roles.
    #[must_use]
    pub fn custom_role_names(self) -> Vec<(planisphere_domain::CustomRoleId, String)> {
        self.read(|opened| {
            if !opened.holds(Permission::OrganizationCustomRolesGet) {
                return Vec::new();
            }
            let roles = opened.state.custom_roles();
            roles.map(|role| (role.id, role.name.clone())).collect()
        })
        .unwrap_or_default()
    }

    /// Whether a custom role is one for DAGs.
    #[must_use]
    pub fn lit_custom_role(self, id: planisphere_domain::CustomRoleId) -> Option<LitRole> {
        use planisphere_domain::custom_role::CustomRoleScope;
        self.read(|opened| {
            let role = opened.state.custom_role(id)?;
            Some(match role.scope {
                CustomRoleScope::Deployment => LitRole::Deployment(DeploymentRole::Custom(id)),
                CustomRoleScope::Dag => LitRole::Dag(DagRole::Custom(id)),
            })
        })
        .flatten()
    }
}

fn subject(holder: Holder, name: &str, note: String) -> SubjectRow {
    // An invited person has no name yet.
    let name = if name.is_empty() {
        note.clone()
    } else {
        name.to_owned()
    };
    SubjectRow {
        holder,
        search: format!("{name} {note}").to_lowercase(),
        name,
        note,
    }
}

/// What a column stands for, in the order of columns: dedicated ones before standard regions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ColumnKey {
    Cluster(String, ClusterId),
    Region(String),
}

fn column_of(state: &State, deployment: &Deployment) -> ColumnKey {
    match &deployment.infrastructure {
        Infrastructure::Standard {
            cloud_provider,
            region,
        } => ColumnKey::Region(format!("{} {region}", cloud_provider.label())),
        Infrastructure::Dedicated(id) | Infrastructure::Hybrid(id) => {
            let name = state.cluster(*id).map(|cluster| cluster.name.clone());
            ColumnKey::Cluster(name.unwrap_or_default(), *id)
        }
    }
}

fn shown_column(state: &State, key: &ColumnKey) -> MapColumn {
    match key {
        ColumnKey::Region(place) => MapColumn {
            place: place.clone(),
            kind: "standard".to_owned(),
        },
        ColumnKey::Cluster(name, id) => MapColumn {
            place: state.cluster(*id).map_or_else(String::new, |cluster| {
                format!("{} {}", cluster.cloud_provider.label(), cluster.region)
            }),
            kind: name.clone(),
        },
    }
}

fn map_of(opened: &Opened, reaching: Option<Reaching>, permission: Permission) -> AccessMap {
    let state = &opened.state;
    let Some(viewer) = opened.viewer else {
        return AccessMap::default();
    };
    let viewer = caller(viewer, opened.now());
    let mut columns: BTreeMap<ColumnKey, usize> = BTreeMap::new();
    let mut shown: Vec<(WorkspaceId, Vec<(ColumnKey, MapDot)>)> = Vec::new();
    for workspace in visible_workspaces(opened) {
        let mut dots = Vec::new();
        for deployment in state.deployments_of(workspace) {
            let place = ResourceRef::Deployment(deployment.id);
            if !can(state, &viewer, Permission::DeploymentBasicGet, &place).allowed {
                continue;
            }
            let key = column_of(state, deployment);
            columns.entry(key.clone()).or_default();
            dots.push((
                key,
                MapDot {
                    id: deployment.id,
                    name: deployment.name.clone(),
                    is_lit: reaching
                        .is_some_and(|who| reaches(opened, who, permission, deployment)),
                },
            ));
        }
        shown.push((workspace, dots));
    }
    for (place, column) in columns.values_mut().enumerate() {
        *column = place;
    }
    let mut map = AccessMap {
        columns: columns.keys().map(|key| shown_column(state, key)).collect(),
        ..AccessMap::default()
    };
    for (workspace, dots) in shown {
        let mut cells = vec![Vec::new(); columns.len()];
        for (key, dot) in dots {
            map.total += 1;
            map.lit += usize::from(dot.is_lit);
            if let Some(cell) = columns.get(&key).and_then(|place| cells.get_mut(*place)) {
                cell.push(dot);
            }
        }
        for cell in &mut cells {
            cell.sort_by(|one, other| (!one.is_lit, &one.name).cmp(&(!other.is_lit, &other.name)));
        }
        let holders: Vec<Holder> = state
            .holders_in_workspace(workspace)
            .filter(|holder| opened.has(*holder))
            .collect();
        let count = |kind: HolderKind| {
            may_read(opened, AccessPlace::Workspace(workspace), kind).then(|| {
                let of_kind = holders.iter().filter(|it| HolderKind::of(**it) == kind);
                of_kind.count()
            })
        };
        map.rows.push(MapRow {
            id: workspace,
            name: state
                .workspace(workspace)
                .map(|workspace| workspace.name.clone())
                .unwrap_or_default(),
            people: count(HolderKind::User),
            teams: count(HolderKind::Team),
            cells,
        });
    }
    map.rows = sorted_by(map.rows, false, |row| SortKey::text(&row.name));
    map
}

/// A Workspace or a Deployment as a place where access is looked at.
fn place_of(state: &State, resource: &ResourceRef) -> Option<AccessPlace> {
    match resource {
        ResourceRef::Workspace(id) => Some(AccessPlace::Workspace(*id)),
        ResourceRef::Deployment(id) => {
            let deployment = state.deployment(*id)?;
            Some(AccessPlace::Deployment(deployment.workspace_id, *id))
        }
        ResourceRef::Organization | ResourceRef::Cluster(_) | ResourceRef::Dag(_) => None,
    }
}

/// Whether somebody's roles give a permission on a Deployment, or a role that gives it is held there, as far as
/// the person may know of it.
fn reaches(
    opened: &Opened,
    who: Reaching,
    permission: Permission,
    deployment: &Deployment,
) -> bool {
    let state = &opened.state;
    let place = ResourceRef::Deployment(deployment.id);
    if let Reaching::Holder(holder) = who {
        let at = AccessPlace::Deployment(deployment.workspace_id, deployment.id);
        if !may_read_of(opened, at, holder) {
            return false;
        }
    }
    match who {
        Reaching::Holder(Holder::User(id)) => holds(state, Actor::User(id), permission, &place),
        Reaching::Holder(Holder::ApiToken(id)) => {
            holds(state, Actor::ApiToken(id), permission, &place)
        }
        Reaching::Holder(team @ Holder::Team(_)) => {
            given_by(state, team, &place).contains(permission)
        }
        Reaching::Role(role) => is_held(opened, role, permission, deployment),
    }
}

fn holds(state: &State, actor: Actor, permission: Permission, place: &ResourceRef) -> bool {
    held_on(state, actor, place).is_some_and(|set: PermissionSet| set.contains(permission))
}

/// Whether anybody holds this role where it covers the Deployment, and the role has the permission.
fn is_held(
    opened: &Opened,
    role: LitRole,
    permission: Permission,
    deployment: &Deployment,
) -> bool {
    let state = &opened.state;
    let id = deployment.id;
    let at = AccessPlace::Deployment(deployment.workspace_id, id);
    let bindings = |holder| {
        let bindings = state.bindings(holder);
        bindings.filter(|_| may_read_of(opened, at, holder))
    };
    let is_bound = match role {
        LitRole::Organization(role) => in_every_workspace(role).is_some(),
        LitRole::Workspace(role) => state
            .holders_in_workspace(deployment.workspace_id)
            .filter_map(bindings)
            .any(|held| held.workspaces.get(&deployment.workspace_id) == Some(&role)),
        LitRole::Deployment(role) => state
            .holders_on_deployment(id)
            .filter_map(bindings)
            .any(|held| held.deployments.get(&id) == Some(&role)),
        LitRole::Dag(role) => {
            return state
                .holders_on_dags_of(id)
                .filter_map(bindings)
                .filter_map(|held| held.dags.get(&id))
                .any(|held| held.values().any(|it| *it == role));
        }
    };
    is_bound && role_set(state, role).contains(permission)
}

fn role_set(state: &State, role: LitRole) -> PermissionSet {
    use planisphere_domain::policy;
    let set = match role {
        LitRole::Organization(role) => in_every_workspace(role)
            .map(policy::workspace_role)
            .unwrap_or_default(),
        LitRole::Workspace(role) => policy::workspace_role(role),
        LitRole::Deployment(DeploymentRole::BuiltIn(role)) => policy::deployment_role(role),
        LitRole::Dag(DagRole::BuiltIn(role)) => policy::dag_role(role),
        LitRole::Deployment(DeploymentRole::Custom(id)) | LitRole::Dag(DagRole::Custom(id)) => {
            state
                .custom_role(id)
                .map(planisphere_domain::custom_role::CustomRole::permission_set)
                .unwrap_or_default()
        }
    };
    policy::closed(set)
}

/// The most that somebody is on a thing, and by how many paths.
fn cell(state: &State, holder: Holder, resource: &ResourceRef) -> MatrixCell {
    let found = match holder {
        Holder::User(id) => paths(state, Actor::User(id), resource),
        Holder::ApiToken(id) => paths(state, Actor::ApiToken(id), resource),
        Holder::Team(_) => {
            return of_team(state, holder, resource);
        }
    };
    let mut best: Option<(u32, String)> = None;
    let mut count = 0;
    for path in found {
        let shown = match &path.role {
            BoundRole::Organization(role) => match in_every_workspace(*role) {
                Some(carried) => carried.label().to_owned(),
                None => continue,
            },
            BoundRole::UpwardReads => continue,
            BoundRole::Workspace(_, role) => role.label().to_owned(),
            other => other.title(state),
        };
        count += 1;
        // On one thing, the role that holds more is the greater one.
        let weight = path.gives.len();
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, shown));
        }
    }
    MatrixCell {
        role: best.map(|(_, role)| role).unwrap_or_default(),
        paths: count,
        is_hidden: false,
    }
}

fn of_team(state: &State, team: Holder, resource: &ResourceRef) -> MatrixCell {
    let carried = state.organization_role(team).and_then(in_every_workspace);
    let (workspace, deployment) = ancestors(state, resource);
    let Some(bindings) = state.bindings(team) else {
        return MatrixCell::default();
    };
    let of_workspace = workspace.and_then(|id| bindings.workspaces.get(&id).copied());
    let mut roles: Vec<String> = carried
        .into_iter()
        .chain(of_workspace)
        .map(|role| role.label().to_owned())
        .collect();
    if let Some(id) = deployment
        && let Some(role) = bindings.deployments.get(&id)
    {
        roles.push(BoundRole::Deployment(id, *role).title(state));
    }
    MatrixCell {
        paths: roles.len(),
        role: roles.into_iter().next().unwrap_or_default(),
        is_hidden: false,
    }
}
