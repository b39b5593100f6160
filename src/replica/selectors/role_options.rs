//! Which roles there are at a place, and which of them the person in front of the device may give there.

use planisphere_domain::access::{BoundRole, DagSelector, Holder, may_give};
use planisphere_domain::custom_role::CustomRoleScope;
use planisphere_domain::policy::{
    BuiltInDagRole, BuiltInDeploymentRole, DagRole, DeploymentRole, OrganizationRole, Permission,
    ResourceRef, WorkspaceRole,
};
use planisphere_domain::{Command, CustomRoleId, DeploymentId, Rejection, WorkspaceId};

use super::super::{Failure, Opened, Replica, SortKey, caller, env, sorted_by};
use super::access::Gate;

/// Where a role is held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RolePlace {
    /// In the Organization.
    Organization,
    /// In a Workspace.
    Workspace(WorkspaceId),
    /// On a Deployment.
    Deployment(DeploymentId),
    /// On DAGs of a Deployment; an empty text while nobody said which.
    Dags(DeploymentId, DagSelector),
}

impl RolePlace {
    /// Where a role is bound; `None` for what comes by itself.
    #[must_use]
    pub fn of(role: &BoundRole) -> Option<Self> {
        match role {
            BoundRole::Organization(_) => Some(Self::Organization),
            BoundRole::Workspace(id, _) => Some(Self::Workspace(*id)),
            BoundRole::Deployment(id, _) => Some(Self::Deployment(*id)),
            BoundRole::Dag(id, dags, _) => Some(Self::Dags(*id, dags.clone())),
            BoundRole::UpwardReads => None,
        }
    }

    /// The command that gives a role; `None` for what comes by itself.
    #[must_use]
    pub fn give(holder: Holder, role: &BoundRole) -> Option<Command> {
        Some(match role {
            BoundRole::Organization(role) => Command::AssignOrganizationRole {
                holder,
                role: *role,
            },
            BoundRole::Workspace(workspace, role) => Command::AssignWorkspaceRole {
                holder,
                workspace: *workspace,
                role: Some(*role),
            },
            BoundRole::Deployment(deployment, role) => Command::AssignDeploymentRole {
                holder,
                deployment: *deployment,
                role: Some(*role),
            },
            BoundRole::Dag(deployment, dags, role) => Command::AssignDagRole {
                holder,
                deployment: *deployment,
                dags: dags.clone(),
                role: Some(*role),
            },
            BoundRole::UpwardReads => return None,
        })
    }

    /// The command that takes the role held here; `None` in the Organization, where everybody has one.
    #[must_use]
    pub fn take(&self, holder: Holder) -> Option<Command> {
        Some(match self {
            Self::Organization => return None,
            Self::Workspace(workspace) => Command::AssignWorkspaceRole {
                holder,
                workspace: *workspace,
                role: None,
            },
            Self::Deployment(deployment) => Command::AssignDeploymentRole {
                holder,
                deployment: *deployment,
                role: None,
            },
            Self::Dags(deployment, dags) => Command::AssignDagRole {
                holder,
                deployment: *deployment,
                dags: dags.clone(),
                role: None,
            },
        })
    }
}

/// One role of a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleOption {
    /// The role at its place.
    pub role: BoundRole,
    /// Names it within the picker: the API's value, or the id of a custom role.
    pub key: String,
    /// The short name, such as "Editor"; a custom role by its name.
    pub label: String,
    /// What it is for.
    pub about: String,
    /// Why it cannot be given; `None` when it can.
    pub reason: Option<String>,
}

impl Replica {
    /// Every role of a place, least first, then the custom ones by name, each with the reason why the person
    /// cannot give it to `holder`. Without a holder, as in a form that creates one, it is asked only whether
    /// the role may be given here; `is_minted` says that a new token starts with it.
    #[must_use]
    pub fn role_options(
        self,
        place: &RolePlace,
        holder: Option<Holder>,
        is_minted: bool,
    ) -> Vec<RoleOption> {
        self.read(|opened| {
            let gated = |role: BoundRole| {
                let rejection = refusal(opened, &role, holder, is_minted);
                option(
                    opened,
                    role,
                    rejection.map(|it| Failure::Rejected(it).sentence()),
                )
            };
            roles_at(opened, place).into_iter().map(gated).collect()
        })
        .unwrap_or_default()
    }
}

impl Replica {
    /// Whether the person may give this kind of holder a role in any place below the Organization.
    #[must_use]
    pub fn may_give_below(self, holder: Holder) -> Gate {
        let (in_workspace, on_deployment) = match holder {
            Holder::User(_) => (
                Permission::WorkspaceUsersCreate,
                Permission::DeploymentUsersDelete,
            ),
            Holder::Team(_) => (
                Permission::WorkspaceTeamsCreate,
                Permission::DeploymentTeamsDelete,
            ),
            Holder::ApiToken(_) => (
                Permission::WorkspaceApiTokensUpdate,
                Permission::DeploymentApiTokensRolesUpdate,
            ),
        };
        let somewhere = self.read(|opened| {
            let (workspaces, deployments) = (opened.state.workspaces(), opened.state.deployments());
            let mut places = workspaces
                .map(|it| (in_workspace, ResourceRef::Workspace(it.id)))
                .chain(deployments.map(|it| (on_deployment, ResourceRef::Deployment(it.id))));
            places.any(|(permission, place)| opened.holds_on(permission, &place))
        });
        if somewhere == Some(true) {
            Gate::default()
        } else {
            self.may(in_workspace, ResourceRef::Organization)
        }
    }
}

fn roles_at(opened: &Opened, place: &RolePlace) -> Vec<BoundRole> {
    match place {
        RolePlace::Organization => OrganizationRole::ALL
            .iter()
            .map(|role| BoundRole::Organization(*role))
            .collect(),
        RolePlace::Workspace(id) => WorkspaceRole::ALL
            .iter()
            .map(|role| BoundRole::Workspace(*id, *role))
            .collect(),
        RolePlace::Deployment(id) => BuiltInDeploymentRole::ALL
            .iter()
            .map(|role| DeploymentRole::BuiltIn(*role))
            .chain(
                custom_roles(opened, CustomRoleScope::Deployment)
                    .into_iter()
                    .map(DeploymentRole::Custom),
            )
            .map(|role| BoundRole::Deployment(*id, role))
            .collect(),
        RolePlace::Dags(id, dags) => BuiltInDagRole::ALL
            .iter()
            .map(|role| DagRole::BuiltIn(*role))
            .chain(
                custom_roles(opened, CustomRoleScope::Dag)
                    .into_iter()
                    .map(DagRole::Custom),
            )
            .map(|role| BoundRole::Dag(*id, dags.clone(), role))
            .collect(),
    }
}

fn custom_roles(opened: &Opened, scope: CustomRoleScope) -> Vec<CustomRoleId> {
    let roles = opened
        .state
        .custom_roles()
        .filter(|role| role.scope == scope)
        .map(|role| (role.name.clone(), role.id))
        .collect();
    sorted_by(roles, false, |(name, _)| SortKey::text(name))
        .into_iter()
        .map(|(_, id)| id)
        .collect()
}

fn refusal(
    opened: &Opened,
    role: &BoundRole,
    holder: Option<Holder>,
    is_minted: bool,
) -> Option<Rejection> {
    let viewer = opened.viewer?;
    // DAGs that nobody named yet are no reason to refuse a role.
    let is_named = !matches!(role, BoundRole::Dag(_, dags, _) if dags.text().trim().is_empty());
    match holder.filter(|_| is_named) {
        Some(holder) => {
            let command = RolePlace::give(holder, role)?;
            Replica::dry_run(opened, &[command])
                .err()
                .map(|(_, rejection)| rejection)
        }
        None => {
            let env = env();
            let caller = caller(viewer, env.now);
            may_give(&opened.state, &caller, &env, role, is_minted).err()
        }
    }
}

fn option(opened: &Opened, role: BoundRole, reason: Option<String>) -> RoleOption {
    let custom = |id: CustomRoleId| {
        let role = opened.state.custom_role(id);
        (
            id.to_string(),
            role.map_or_else(|| id.to_string(), |role| role.name.clone()),
            role.map(|role| role.description.clone())
                .unwrap_or_default(),
        )
    };
    let built_in =
        |api: &str, label: &str, about: &str| (api.to_owned(), label.to_owned(), about.to_owned());
    let (key, label, about) = match &role {
        BoundRole::Organization(role) => built_in(role.api(), role.label(), role.about()),
        BoundRole::Workspace(_, role) => built_in(role.api(), role.label(), role.about()),
        BoundRole::Deployment(_, DeploymentRole::BuiltIn(role)) => {
            built_in(role.api(), role.label(), role.about())
        }
        BoundRole::Dag(_, _, DagRole::BuiltIn(role)) => {
            built_in(role.api(), role.label(), role.about())
        }
        BoundRole::Deployment(_, DeploymentRole::Custom(id))
        | BoundRole::Dag(_, _, DagRole::Custom(id)) => custom(*id),
        BoundRole::UpwardReads => built_in("", "", ""),
    };
    RoleOption {
        role,
        key,
        label,
        about,
        reason,
    }
}
