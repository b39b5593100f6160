//! What somebody wants to happen. A command carries the ids of what it creates and, for edits, the values
//! its author saw; it carries no secrets, only references to sealed ones.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::access::{DagSelector, Holder};
use crate::agent_token::AgentTokenDraft;
use crate::alert::{AlertDraft, AlertField};
use crate::api_token::{ApiTokenDraft, ApiTokenField, TokenScope};
use crate::cluster::{ClusterDraft, ClusterFact, ClusterField, VpcPeeringDraft, VpcPeeringState};
use crate::cost::RateCard;
use crate::custom_role::{CustomRoleDraft, CustomRoleField};
use crate::deploy::{DeployDraft, DeployField, DeployOutcome};
use crate::deployment::{
    DeploymentDraft, DeploymentField, HibernationOverride, LogForwarding, VariableChange,
};
use crate::edit::Edit;
use crate::environment_object::{EnvironmentObjectDraft, EnvironmentObjectField};
use crate::findings::FindingKey;
use crate::notification_channel::{NotificationChannelDraft, NotificationChannelField};
use crate::organization::{Founding, OrganizationField, SsoConnectionDraft, SsoConnectionField};
use crate::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use crate::team::{TeamDraft, TeamField};
use crate::user::{UserField, UserStatus};
use crate::workspace::{WorkspaceDraft, WorkspaceField};
use crate::{
    AgentTokenId, AlertId, ApiTokenId, ClusterId, CustomRoleId, DeployId, DeploymentId,
    EnvironmentObjectId, NotificationChannelId, SsoConnectionId, TeamId, Timestamp, UserId,
    VpcPeeringId, WorkspaceId,
};

/// One wish. [`crate::decide`] turns it into events or refuses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Command {
    /// Found the Organization of an empty log.
    CreateOrganization(Founding),
    /// Change general settings.
    UpdateOrganization {
        /// The changes.
        edits: Vec<Edit<OrganizationField>>,
    },
    /// Set the rate card, or go back to the example.
    SetRateCard {
        /// The version that its author saw.
        base_version: u32,
        /// The card; absent: the example.
        card: Option<Box<RateCard>>,
    },
    /// Put ranges on the IP access list, all or none.
    AddIpRanges {
        /// Each in CIDR form.
        ranges: Vec<String>,
    },
    /// Take ranges from the IP access list, all or none.
    RemoveIpRanges {
        /// Each in CIDR form.
        ranges: Vec<String>,
    },
    /// Create an SSO connection.
    CreateSsoConnection(SsoConnectionDraft),
    /// Change an SSO connection.
    UpdateSsoConnection {
        /// Which.
        id: SsoConnectionId,
        /// The changes.
        edits: Vec<Edit<SsoConnectionField>>,
    },
    /// Delete an SSO connection.
    DeleteSsoConnection {
        /// Which.
        id: SsoConnectionId,
    },
    /// Claim a domain.
    AddDomain {
        /// Its name.
        name: String,
    },
    /// Say that a domain's DNS record was seen.
    VerifyDomain {
        /// Its name.
        name: String,
    },
    /// Map a domain to an SSO connection, or to none.
    MapDomain {
        /// Its name.
        name: String,
        /// The connection.
        connection: Option<SsoConnectionId>,
    },
    /// Drop a domain.
    RemoveDomain {
        /// Its name.
        name: String,
    },
    /// Make the SSO bypass link, or another one that voids it.
    CreateSsoBypassLink,
    /// Remove the SSO bypass link.
    DeleteSsoBypassLink,
    /// Invite an address.
    InviteUser {
        /// The new id.
        id: UserId,
        /// Whom.
        email: String,
        /// Their Organization role.
        role: OrganizationRole,
    },
    /// Send an invite once more.
    ResendInvite {
        /// Whose.
        id: UserId,
    },
    /// Accept an invite.
    AcceptInvite {
        /// Whose.
        id: UserId,
        /// Their name.
        full_name: String,
    },
    /// Join by the first login through SSO.
    JoinThroughSso {
        /// The new id, which is the caller's.
        id: UserId,
        /// Their name.
        full_name: String,
        /// Their e-mail address.
        email: String,
    },
    /// Bring a person to what the identity provider says.
    ProvisionUser {
        /// Who.
        id: UserId,
        /// Their e-mail address.
        email: String,
        /// Their name.
        full_name: String,
        /// Whether they may act.
        is_active: bool,
    },
    /// Change a person's name or address.
    UpdateUser {
        /// Whose.
        id: UserId,
        /// The changes.
        edits: Vec<Edit<UserField>>,
    },
    /// Switch a person off or on, or shut them out.
    SetUserStatus {
        /// Whose.
        id: UserId,
        /// What they become.
        status: UserStatus,
    },
    /// Take a person out of the Organization, or withdraw their invite.
    RemoveUser {
        /// Who.
        id: UserId,
    },
    /// Create a Team.
    CreateTeam(TeamDraft),
    /// Rename or describe a Team.
    UpdateTeam {
        /// Which.
        id: TeamId,
        /// The changes.
        edits: Vec<Edit<TeamField>>,
    },
    /// Put people into a Team.
    AddTeamMembers {
        /// Which.
        id: TeamId,
        /// Who.
        users: BTreeSet<UserId>,
    },
    /// Take somebody out of a Team.
    RemoveTeamMember {
        /// Which.
        id: TeamId,
        /// Who.
        user: UserId,
    },
    /// Delete a Team.
    DeleteTeam {
        /// Which.
        id: TeamId,
    },
    /// Bring a Team to what the identity provider says.
    ProvisionTeam {
        /// Which.
        id: TeamId,
        /// Its name.
        name: String,
        /// Everybody in it.
        members: BTreeSet<UserId>,
    },
    /// Delete a Team that the identity provider no longer has.
    RemoveProvisionedTeam {
        /// Which.
        id: TeamId,
    },
    /// Define a custom role.
    CreateCustomRole(CustomRoleDraft),
    /// Change a custom role.
    UpdateCustomRole {
        /// Which.
        id: CustomRoleId,
        /// The changes.
        edits: Vec<Edit<CustomRoleField>>,
    },
    /// Delete a custom role that nobody holds.
    DeleteCustomRole {
        /// Which.
        id: CustomRoleId,
    },
    /// Create an API token.
    CreateApiToken(Box<ApiTokenDraft>),
    /// Rename or describe an API token.
    UpdateApiToken {
        /// Which.
        id: ApiTokenId,
        /// From where it is managed.
        through: TokenScope,
        /// The changes.
        edits: Vec<Edit<ApiTokenField>>,
    },
    /// Void an API token's secret for a new one.
    RotateApiToken {
        /// Which.
        id: ApiTokenId,
        /// From where it is managed.
        through: TokenScope,
    },
    /// Delete an API token.
    DeleteApiToken {
        /// Which.
        id: ApiTokenId,
        /// From where it is managed.
        through: TokenScope,
    },
    /// Set the Organization role of a person, a Team or a token of the Organization.
    AssignOrganizationRole {
        /// Whose.
        holder: Holder,
        /// The role.
        role: OrganizationRole,
    },
    /// Set a role on a Deployment, or take it.
    AssignDeploymentRole {
        /// Whose.
        holder: Holder,
        /// Where.
        deployment: DeploymentId,
        /// The role, or nothing.
        role: Option<DeploymentRole>,
    },
    /// Set a role on one DAG or on the DAGs with one tag, or take it.
    AssignDagRole {
        /// Whose.
        holder: Holder,
        /// In which Deployment.
        deployment: DeploymentId,
        /// Which DAGs.
        dags: DagSelector,
        /// The role, or nothing.
        role: Option<DagRole>,
    },
    /// Set a role in a Workspace, or take it.
    AssignWorkspaceRole {
        /// Whose.
        holder: Holder,
        /// Where.
        workspace: WorkspaceId,
        /// The role, or nothing.
        role: Option<WorkspaceRole>,
    },
    /// Create a Workspace.
    CreateWorkspace(WorkspaceDraft),
    /// Change a Workspace.
    UpdateWorkspace {
        /// Which.
        id: WorkspaceId,
        /// The changes.
        edits: Vec<Edit<WorkspaceField>>,
    },
    /// Delete an empty Workspace.
    DeleteWorkspace {
        /// Which.
        id: WorkspaceId,
    },
    /// Create a dedicated cluster.
    CreateCluster(Box<ClusterDraft>),
    /// Tell of a hybrid cluster that an operator set up.
    ImportCluster(Box<ClusterDraft>),
    /// Change a cluster.
    UpdateCluster {
        /// Which.
        id: ClusterId,
        /// The changes.
        edits: Vec<Edit<ClusterField>>,
    },
    /// Report how a cluster is.
    ReportCluster {
        /// Which.
        id: ClusterId,
        /// What was seen.
        edits: Vec<Edit<ClusterFact>>,
    },
    /// Delete a cluster that hosts nothing.
    DeleteCluster {
        /// Which.
        id: ClusterId,
    },
    /// Ask for VPC peering of a dedicated cluster.
    RequestVpcPeering(VpcPeeringDraft),
    /// Withdraw a request for VPC peering, or end what it led to.
    WithdrawVpcPeering {
        /// The cluster.
        cluster: ClusterId,
        /// Which request.
        id: VpcPeeringId,
    },
    /// Report how far a request for VPC peering is.
    ReportVpcPeering {
        /// The cluster.
        cluster: ClusterId,
        /// Which request.
        id: VpcPeeringId,
        /// How far it is.
        state: VpcPeeringState,
    },
    /// Create a Deployment.
    CreateDeployment(Box<DeploymentDraft>),
    /// Change a Deployment.
    UpdateDeployment {
        /// Which.
        id: DeploymentId,
        /// The changes.
        edits: Vec<Edit<DeploymentField>>,
    },
    /// Decide by hand whether a Deployment sleeps, or leave that to its schedules again.
    OverrideHibernation {
        /// Which.
        id: DeploymentId,
        /// The decision, or nothing.
        by_hand: Option<HibernationOverride>,
    },
    /// Set and delete single environment variables; the others stay.
    ChangeEnvironmentVariables {
        /// Of which Deployment.
        id: DeploymentId,
        /// The changes; a key that is new comes at the end.
        changes: Vec<VariableChange>,
    },
    /// Say where a Deployment's logs go.
    SetLogForwarding {
        /// Which.
        id: DeploymentId,
        /// What its author saw.
        base: Option<LogForwarding>,
        /// What they want; absent: nowhere.
        value: Option<LogForwarding>,
    },
    /// Move a Deployment to another Workspace.
    TransferDeployment {
        /// Which.
        id: DeploymentId,
        /// Where to.
        target: WorkspaceId,
    },
    /// Delete a Deployment.
    DeleteDeployment {
        /// Which.
        id: DeploymentId,
    },
    /// Create a notification channel.
    CreateNotificationChannel(Box<NotificationChannelDraft>),
    /// Change a notification channel.
    UpdateNotificationChannel {
        /// Which.
        id: NotificationChannelId,
        /// The changes.
        edits: Vec<Edit<NotificationChannelField>>,
    },
    /// Delete a notification channel that no alert uses.
    DeleteNotificationChannel {
        /// Which.
        id: NotificationChannelId,
    },
    /// Create an alert.
    CreateAlert(Box<AlertDraft>),
    /// Change an alert.
    UpdateAlert {
        /// Which.
        id: AlertId,
        /// The changes.
        edits: Vec<Edit<AlertField>>,
    },
    /// Delete an alert.
    DeleteAlert {
        /// Which.
        id: AlertId,
    },
    /// Create an environment object.
    CreateEnvironmentObject(Box<EnvironmentObjectDraft>),
    /// Change an environment object.
    UpdateEnvironmentObject {
        /// Which.
        id: EnvironmentObjectId,
        /// The changes.
        edits: Vec<Edit<EnvironmentObjectField>>,
    },
    /// Delete an environment object.
    DeleteEnvironmentObject {
        /// Which.
        id: EnvironmentObjectId,
    },
    /// Begin a deploy.
    CreateDeploy(Box<DeployDraft>),
    /// Describe a deploy.
    UpdateDeploy {
        /// Which.
        id: DeployId,
        /// The changes.
        edits: Vec<Edit<DeployField>>,
    },
    /// End a deploy.
    FinalizeDeploy {
        /// Which.
        id: DeployId,
        /// How it ended.
        outcome: DeployOutcome,
    },
    /// Return to the code of an earlier deploy.
    RollBackDeploy {
        /// The id of the deploy that returns.
        id: DeployId,
        /// The Deployment.
        deployment: DeploymentId,
        /// The deploy to return to.
        target: DeployId,
        /// What it is about.
        description: String,
    },
    /// Create an agent token.
    CreateAgentToken(AgentTokenDraft),
    /// Delete an agent token.
    DeleteAgentToken {
        /// Which.
        id: AgentTokenId,
    },
    /// Live with a finding until a time.
    AcceptFinding {
        /// With which.
        key: FindingKey,
        /// Why.
        reason: String,
        /// Until when.
        until: Timestamp,
    },
    /// Let a finding count again.
    WithdrawAcceptance {
        /// Which.
        key: FindingKey,
    },
}

impl Command {
    /// The command's stable name, for listings and coverage tests.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::CreateOrganization(_) => "createOrganization",
            Self::UpdateOrganization { .. } => "updateOrganization",
            Self::SetRateCard { .. } => "setRateCard",
            Self::AddIpRanges { .. } => "addIpRanges",
            Self::RemoveIpRanges { .. } => "removeIpRanges",
            Self::CreateSsoConnection(_) => "createSsoConnection",
            Self::UpdateSsoConnection { .. } => "updateSsoConnection",
            Self::DeleteSsoConnection { .. } => "deleteSsoConnection",
            Self::AddDomain { .. } => "addDomain",
            Self::VerifyDomain { .. } => "verifyDomain",
            Self::MapDomain { .. } => "mapDomain",
            Self::RemoveDomain { .. } => "removeDomain",
            Self::CreateSsoBypassLink => "createSsoBypassLink",
            Self::DeleteSsoBypassLink => "deleteSsoBypassLink",
            Self::InviteUser { .. } => "inviteUser",
            Self::ResendInvite { .. } => "resendInvite",
            Self::AcceptInvite { .. } => "acceptInvite",
            Self::JoinThroughSso { .. } => "joinThroughSso",
            Self::ProvisionUser { .. } => "provisionUser",
            Self::UpdateUser { .. } => "updateUser",
            Self::SetUserStatus { .. } => "setUserStatus",
            Self::RemoveUser { .. } => "removeUser",
            Self::CreateTeam(_) => "createTeam",
            Self::UpdateTeam { .. } => "updateTeam",
            Self::AddTeamMembers { .. } => "addTeamMembers",
            Self::RemoveTeamMember { .. } => "removeTeamMember",
            Self::DeleteTeam { .. } => "deleteTeam",
            Self::ProvisionTeam { .. } => "provisionTeam",
            Self::RemoveProvisionedTeam { .. } => "removeProvisionedTeam",
            Self::CreateCustomRole(_) => "createCustomRole",
            Self::UpdateCustomRole { .. } => "updateCustomRole",
            Self::DeleteCustomRole { .. } => "deleteCustomRole",
            Self::CreateApiToken(_) => "createApiToken",
            Self::UpdateApiToken { .. } => "updateApiToken",
            Self::RotateApiToken { .. } => "rotateApiToken",
            Self::DeleteApiToken { .. } => "deleteApiToken",
            Self::AssignOrganizationRole { .. } => "assignOrganizationRole",
            Self::AssignDeploymentRole { .. } => "assignDeploymentRole",
            Self::AssignDagRole { .. } => "assignDagRole",
            Self::AssignWorkspaceRole { .. } => "assignWorkspaceRole",
            Self::CreateWorkspace(_) => "createWorkspace",
            Self::UpdateWorkspace { .. } => "updateWorkspace",
            Self::DeleteWorkspace { .. } => "deleteWorkspace",
            Self::CreateCluster(_) => "createCluster",
            Self::ImportCluster(_) => "importCluster",
            Self::UpdateCluster { .. } => "updateCluster",
            Self::ReportCluster { .. } => "reportCluster",
            Self::DeleteCluster { .. } => "deleteCluster",
            Self::RequestVpcPeering(_) => "requestVpcPeering",
            Self::WithdrawVpcPeering { .. } => "withdrawVpcPeering",
            Self::ReportVpcPeering { .. } => "reportVpcPeering",
            Self::CreateDeployment(_) => "createDeployment",
            Self::UpdateDeployment { .. } => "updateDeployment",
            Self::OverrideHibernation { .. } => "overrideHibernation",
            Self::ChangeEnvironmentVariables { .. } => "changeEnvironmentVariables",
            Self::SetLogForwarding { .. } => "setLogForwarding",
            Self::TransferDeployment { .. } => "transferDeployment",
            Self::DeleteDeployment { .. } => "deleteDeployment",
            Self::CreateNotificationChannel(_) => "createNotificationChannel",
            Self::UpdateNotificationChannel { .. } => "updateNotificationChannel",
            Self::DeleteNotificationChannel { .. } => "deleteNotificationChannel",
            Self::CreateAlert(_) => "createAlert",
            Self::UpdateAlert { .. } => "updateAlert",
            Self::DeleteAlert { .. } => "deleteAlert",
            Self::CreateEnvironmentObject(_) => "createEnvironmentObject",
            Self::UpdateEnvironmentObject { .. } => "updateEnvironmentObject",
            Self::DeleteEnvironmentObject { .. } => "deleteEnvironmentObject",
            Self::CreateDeploy(_) => "createDeploy",
            Self::UpdateDeploy { .. } => "updateDeploy",
            Self::FinalizeDeploy { .. } => "finalizeDeploy",
            Self::RollBackDeploy { .. } => "rollBackDeploy",
            Self::CreateAgentToken(_) => "createAgentToken",
            Self::DeleteAgentToken { .. } => "deleteAgentToken",
            Self::AcceptFinding { .. } => "acceptFinding",
            Self::WithdrawAcceptance { .. } => "withdrawAcceptance",
        }
    }

    /// Every command's name.
    pub const NAMES: &'static [&'static str] = &[
        "createOrganization",
        "updateOrganization",
        "setRateCard",
        "addIpRanges",
        "removeIpRanges",
        "createSsoConnection",
        "updateSsoConnection",
        "deleteSsoConnection",
        "addDomain",
        "verifyDomain",
        "mapDomain",
        "removeDomain",
        "createSsoBypassLink",
        "deleteSsoBypassLink",
        "inviteUser",
        "resendInvite",
        "acceptInvite",
        "joinThroughSso",
        "provisionUser",
        "updateUser",
        "setUserStatus",
        "removeUser",
        "createTeam",
        "updateTeam",
        "addTeamMembers",
        "removeTeamMember",
        "deleteTeam",
        "provisionTeam",
        "removeProvisionedTeam",
        "createCustomRole",
        "updateCustomRole",
        "deleteCustomRole",
        "createApiToken",
        "updateApiToken",
        "rotateApiToken",
        "deleteApiToken",
        "assignOrganizationRole",
        "assignWorkspaceRole",
        "assignDeploymentRole",
        "assignDagRole",
        "createWorkspace",
        "updateWorkspace",
        "deleteWorkspace",
        "createCluster",
        "importCluster",
        "updateCluster",
        "reportCluster",
        "deleteCluster",
        "requestVpcPeering",
        "withdrawVpcPeering",
        "reportVpcPeering",
        "createDeployment",
        "updateDeployment",
        "overrideHibernation",
        "changeEnvironmentVariables",
        "setLogForwarding",
        "transferDeployment",
        "deleteDeployment",
        "createNotificationChannel",
        "updateNotificationChannel",
        "deleteNotificationChannel",
        "createAlert",
        "updateAlert",
        "deleteAlert",
        "createEnvironmentObject",
        "updateEnvironmentObject",
        "deleteEnvironmentObject",
        "createDeploy",
        "updateDeploy",
        "finalizeDeploy",
        "rollBackDeploy",
        "createAgentToken",
        "deleteAgentToken",
        "acceptFinding",
        "withdrawAcceptance",
    ];
}
