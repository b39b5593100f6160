//! What a command was about, by name, as far as whoever gave it may know. What they typed themselves they know; of anything
//! else they have to be able to read.

use planisphere_domain::access::Holder;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{
    Actor, ClusterId, Command, CustomRoleId, DeploymentId, Home, SsoConnectionId, State, UserId,
    WorkspaceId,
};

use super::super::Opened;
use super::super::refusals::named;
use super::grants::knows_token;

/// The name of the thing; `None` where there is none, or it is not for whoever acts.
pub(in crate::replica) fn attempted(opened: &Opened, command: &Command) -> Option<String> {
    let about = Attempt {
        opened,
        state: &opened.state,
    };
    about.made(command).or_else(|| about.there(command))
}

struct Attempt<'a> {
    opened: &'a Opened,
    state: &'a State,
}

impl Attempt<'_> {
    /// The name that whoever acts gave to something new.
    fn made(&self, command: &Command) -> Option<String> {
        let name = match command {
            Command::CreateOrganization(draft) => &draft.name,
            Command::CreateSsoConnection(draft) => &draft.name,
            Command::AddDomain { name }
            | Command::VerifyDomain { name }
            | Command::MapDomain { name, .. }
            | Command::RemoveDomain { name }
            | Command::ProvisionTeam { name, .. } => name,
            Command::InviteUser { email, .. }
            | Command::JoinThroughSso { email, .. }
            | Command::ProvisionUser { email, .. } => email,
            Command::CreateTeam(draft) => &draft.name,
            Command::CreateCustomRole(draft) => &draft.name,
            Command::CreateApiToken(draft) => &draft.name,
            Command::CreateWorkspace(draft) => &draft.name,
            Command::CreateCluster(draft) | Command::ImportCluster(draft) => &draft.name,
            Command::CreateDeployment(draft) => &draft.name,
            Command::CreateNotificationChannel(draft) => &draft.name,
            Command::CreateAlert(draft) => &draft.name,
            Command::CreateEnvironmentObject(draft) => &draft.object_key,
            Command::CreateAgentToken(draft) => &draft.name,
            _ => return None,
        };
        Some(name.clone())
    }

    /// What is there already is called.
    fn there(&self, command: &Command) -> Option<String> {
        match command {
            Command::UpdateSsoConnection { id, .. } | Command::DeleteSsoConnection { id } => {
                self.connection(*id)
            }
            Command::ResendInvite { id }
            | Command::AcceptInvite { id, .. }
            | Command::UpdateUser { id, .. }
            | Command::SetUserStatus { id, .. }
            | Command::RemoveUser { id } => self.user(*id),
            Command::UpdateTeam { id, .. }
            | Command::AddTeamMembers { id, .. }
            | Command::RemoveTeamMember { id, .. }
            | Command::DeleteTeam { id }
            | Command::RemoveProvisionedTeam { id } => self.holder(Holder::Team(*id)),
            Command::UpdateCustomRole { id, .. } | Command::DeleteCustomRole { id } => {
                self.custom_role(*id)
            }
            Command::UpdateApiToken { id, .. }
            | Command::RotateApiToken { id, .. }
            | Command::DeleteApiToken { id, .. } => self.holder(Holder::ApiToken(*id)),
            Command::AssignOrganizationRole { holder, .. } => self.holder(*holder),
            Command::UpdateCluster { id, .. }
            | Command::ReportCluster { id, .. }
            | Command::DeleteCluster { id } => self.cluster(*id),
            Command::RequestVpcPeering(draft) => self.cluster(draft.cluster),
            Command::WithdrawVpcPeering { cluster, .. }
            | Command::ReportVpcPeering { cluster, .. } => self.cluster(*cluster),
            Command::UpdateNotificationChannel { id, .. }
            | Command::DeleteNotificationChannel { id } => {
                let channel = self.state.notification_channel(*id)?;
                let place = channel.home.resource();
                self.sees(Permission::WorkspaceNotificationChannelsGet, place)
                    .then(|| channel.name.clone())
            }
            Command::UpdateAlert { id, .. } | Command::DeleteAlert { id } => {
                let alert = self.state.alert(*id)?;
                let place = ResourceRef::Deployment(alert.deployment_id);
                self.sees(Permission::DeploymentAlertsGet, place)
                    .then(|| alert.name.clone())
            }
            Command::UpdateEnvironmentObject { id, .. }
            | Command::DeleteEnvironmentObject { id } => {
                let object = self.state.environment_object(*id)?;
                let home = object.scope.home();
                let permission = match home {
                    Home::Deployment(_) => Permission::DeploymentEnvObjectsGet,
                    Home::Workspace(_) | Home::Organization => Permission::WorkspaceEnvObjectsGet,
                };
                self.sees(permission, home.resource())
                    .then(|| object.object_key.clone())
            }
            _ => match named(self.state, command) {
                (_, Some(deployment)) => self.deployment(deployment),
                (Some(workspace), None) => self.workspace(workspace),
                (None, None) => None,
            },
        }
    }

    fn sees(&self, permission: Permission, place: ResourceRef) -> bool {
        self.opened.holds_on(permission, &place)
    }

    fn connection(&self, id: SsoConnectionId) -> Option<String> {
        let connections = &self.state.organization()?.sso_connections;
        self.opened
            .holds(Permission::OrganizationSsoConnectionsGet)
            .then(|| connections.get(&id).map(|it| it.name.clone()))
            .flatten()
    }

    fn user(&self, id: UserId) -> Option<String> {
        let user = self.state.user(id)?;
        let is_own = self
            .opened
            .viewer
            .is_some_and(|viewer| viewer.actor() == Actor::User(id));
        let name = if user.full_name.is_empty() {
            &user.email
        } else {
            &user.full_name
        };
        (is_own || self.opened.holds(Permission::OrganizationUsersGet)).then(|| name.clone())
    }

    fn holder(&self, holder: Holder) -> Option<String> {
        let is_known = match holder {
            Holder::User(id) => return self.user(id),
            Holder::Team(_) => self.opened.holds(Permission::OrganizationTeamsGet),
            Holder::ApiToken(id) => knows_token(self.opened, self.state.api_token(id)?.scope),
        };
        let name = self.state.holder_name(holder).filter(|_| is_known);
        name.map(str::to_owned)
    }

    fn custom_role(&self, id: CustomRoleId) -> Option<String> {
        let role = self.state.custom_role(id)?;
        self.opened
            .holds(Permission::OrganizationCustomRolesGet)
            .then(|| role.name.clone())
    }

    fn cluster(&self, id: ClusterId) -> Option<String> {
        let cluster = self.state.cluster(id)?;
        self.opened
            .holds(Permission::OrganizationClustersGet)
            .then(|| cluster.name.clone())
    }

    fn workspace(&self, id: WorkspaceId) -> Option<String> {
        let workspace = self.state.workspace(id)?;
        self.sees(Permission::WorkspaceGet, ResourceRef::Workspace(id))
            .then(|| workspace.name.clone())
    }

    fn deployment(&self, id: DeploymentId) -> Option<String> {
        let deployment = self.state.deployment(id)?;
        self.sees(Permission::DeploymentGet, ResourceRef::Deployment(id))
            .then(|| deployment.name.clone())
    }
}
