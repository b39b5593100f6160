//! What happened. Events hold resolved facts and are all that the log stores.
//!
//! Adding a variant is safe for old logs; changing one needs a migration step in the journal.

use serde::{Deserialize, Serialize};

use crate::access::{DagSelector, Holder};
use crate::agent_token::AgentToken;
use crate::alert::{Alert, AlertField};
use crate::api_token::{ApiToken, ApiTokenField};
use crate::cluster::{Cluster, ClusterFact, ClusterField, VpcPeering, VpcPeeringState};
use crate::cost::RateCard;
use crate::custom_role::{CustomRole, CustomRoleField};
use crate::deploy::{Code, Deploy, DeployField, DeployStatus};
use crate::deployment::{Deployment, DeploymentField, EnvironmentVariable, LogForwarding};
use crate::environment_object::{EnvironmentObject, EnvironmentObjectField};
use crate::findings::{Acceptance, FindingKey};
use crate::notification_channel::{NotificationChannel, NotificationChannelField};
use crate::organization::{
    IpRange, ManagedDomain, Organization, OrganizationField, SsoBypassLink, SsoConnection,
    SsoConnectionField,
};
use crate::policy::{DagRole, DeploymentRole, OrganizationRole, WorkspaceRole};
use crate::team::{Team, TeamField};
use crate::user::{User, UserField, UserStatus};
use crate::workspace::{Workspace, WorkspaceField};
use crate::{
    AgentTokenId, AlertId, ApiTokenId, ClusterId, CustomRoleId, DeployId, DeploymentId,
    EnvironmentObjectId, NotificationChannelId, SsoConnectionId, TeamId, Timestamp, UserId,
    VpcPeeringId, WorkspaceId,
};

/// One fact of an Organization's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Event {
    /// The Organization came to be.
    OrganizationCreated(Organization),
    /// Fields of the Organization got new values.
    OrganizationEdited {
        /// The new values.
        changes: Vec<OrganizationField>,
    },
    /// The rate card was set, or went back to the example.
    RateCardSet {
        /// Its number.
        version: u32,
        /// The card.
        card: Option<Box<RateCard>>,
    },
    /// Ranges came onto the IP access list.
    IpRangesAdded {
        /// Which.
        ranges: Vec<IpRange>,
    },
    /// Ranges left the IP access list.
    IpRangesRemoved {
        /// Which.
        ranges: Vec<IpRange>,
    },
    /// An SSO connection was created.
    SsoConnectionCreated(SsoConnection),
    /// Fields of an SSO connection got new values.
    SsoConnectionEdited {
        /// Which.
        id: SsoConnectionId,
        /// The new values.
        changes: Vec<SsoConnectionField>,
    },
    /// An SSO connection was deleted, and its domains are mapped to nothing.
    SsoConnectionDeleted {
        /// Which.
        id: SsoConnectionId,
    },
    /// A domain was claimed.
    DomainAdded(ManagedDomain),
    /// A domain's DNS record was seen.
    DomainVerified {
        /// Its name.
        name: String,
    },
    /// A domain was mapped to an SSO connection, or to none.
    DomainMapped {
        /// Its name.
        name: String,
        /// The connection.
        connection: Option<SsoConnectionId>,
    },
    /// A domain was dropped.
    DomainRemoved {
        /// Its name.
        name: String,
    },
    /// The SSO bypass link was made, and an earlier one is void (rule 106).
    SsoBypassLinkCreated(SsoBypassLink),
    /// The SSO bypass link was removed.
    SsoBypassLinkDeleted,
    /// A person came in.
    UserAdded(User),
    /// Fields of a person got new values.
    UserEdited {
        /// Whose.
        id: UserId,
        /// The new values.
        changes: Vec<UserField>,
    },
    /// A person was invited.
    UserInvited(User),
    /// An invite was sent once more.
    InviteResent {
        /// Whose.
        id: UserId,
        /// Until when it can be accepted now.
        #[serde(rename = "expiresAt")]
        expires_at: Timestamp,
    },
    /// Somebody invited came in.
    InviteAccepted {
        /// Who.
        id: UserId,
        /// The name they gave.
        #[serde(rename = "fullName")]
        full_name: String,
    },
    /// Somebody was switched off or on, or shut out.
    UserStatusSet {
        /// Who.
        id: UserId,
        /// What they are now.
        status: UserStatus,
    },
    /// Somebody left, and with them their roles and memberships; or their invite was withdrawn (rule 23).
    UserRemoved {
        /// Who.
        id: UserId,
    },
    /// A Team was created.
    TeamCreated(Team),
    /// Fields of a Team got new values.
    TeamEdited {
        /// Which.
        id: TeamId,
        /// The new values.
        changes: Vec<TeamField>,
    },
    /// People came into a Team.
    TeamMembersAdded {
        /// Which.
        id: TeamId,
        /// Who.
        users: Vec<UserId>,
    },
    /// Somebody left a Team.
    TeamMemberRemoved {
        /// Which.
        id: TeamId,
        /// Who.
        user: UserId,
    },
    /// A Team was deleted, and with it its roles (TEAM-6).
    TeamDeleted {
        /// Which.
        id: TeamId,
    },
    /// A custom role was defined.
    CustomRoleCreated(CustomRole),
    /// Fields of a custom role got new values.
    CustomRoleEdited {
        /// Which.
        id: CustomRoleId,
        /// The new values.
        changes: Vec<CustomRoleField>,
    },
    /// A custom role was deleted.
    CustomRoleDeleted {
        /// Which.
        id: CustomRoleId,
    },
    /// An API token was defined.
    ApiTokenCreated(ApiToken),
    /// Fields of a token got new values.
    ApiTokenEdited {
        /// Which.
        id: ApiTokenId,
        /// The new values.
        changes: Vec<ApiTokenField>,
    },
    /// A token's secret was replaced (rule 82).
    ApiTokenRotated {
        /// Which.
        id: ApiTokenId,
    },
    /// A token was deleted, and with it its roles (rule 84).
    ApiTokenDeleted {
        /// Which.
        id: ApiTokenId,
    },
    /// Somebody's Organization role was set.
    OrganizationRoleAssigned {
        /// Whose.
        holder: Holder,
        /// The role they hold now.
        role: OrganizationRole,
    },
    /// A role on a Deployment was set, or taken when absent.
    DeploymentRoleAssigned {
        /// Whose.
        holder: Holder,
        /// Where.
        deployment: DeploymentId,
        /// The role they hold now.
        role: Option<DeploymentRole>,
    },
    /// A role on DAGs was set, or taken when absent.
    DagRoleAssigned {
        /// Whose.
        holder: Holder,
        /// In which Deployment.
        deployment: DeploymentId,
        /// Which DAGs.
        dags: DagSelector,
        /// The role they hold now.
        role: Option<DagRole>,
    },
    /// A role in a Workspace was set, or taken when absent.
    WorkspaceRoleAssigned {
        /// Whose.
        holder: Holder,
        /// Where.
        workspace: WorkspaceId,
        /// The role they hold now.
        role: Option<WorkspaceRole>,
    },
    /// A Workspace was created.
    WorkspaceCreated(Workspace),
    /// Fields of a Workspace got new values.
    WorkspaceEdited {
        /// Which.
        id: WorkspaceId,
        /// The new values.
        changes: Vec<WorkspaceField>,
    },
    /// A Workspace was deleted, and with it the roles held in it (WS-10).
    WorkspaceDeleted {
        /// Which.
        id: WorkspaceId,
    },
    /// A cluster was created.
    ClusterCreated(Box<Cluster>),
    /// Fields of a cluster got new values.
    ClusterEdited {
        /// Which.
        id: ClusterId,
        /// The new values.
        changes: Vec<ClusterField>,
    },
    /// Something was seen of a cluster.
    ClusterReported {
        /// Which.
        id: ClusterId,
        /// What is so now.
        changes: Vec<ClusterFact>,
    },
    /// A cluster was deleted, and Workspaces whose default it was have none.
    ClusterDeleted {
        /// Which.
        id: ClusterId,
    },
    /// VPC peering was asked for.
    VpcPeeringRequested {
        /// The cluster.
        cluster: ClusterId,
        /// The request.
        peering: VpcPeering,
    },
    /// A request for VPC peering was withdrawn.
    VpcPeeringWithdrawn {
        /// The cluster.
        cluster: ClusterId,
        /// Which request.
        id: VpcPeeringId,
    },
    /// A request for VPC peering got further.
    VpcPeeringReported {
        /// The cluster.
        cluster: ClusterId,
        /// Which request.
        id: VpcPeeringId,
        /// How far it is now.
        state: VpcPeeringState,
    },
    /// A Deployment was created.
    DeploymentCreated(Box<Deployment>),
    /// Fields of a Deployment got new values.
    DeploymentEdited {
        /// Which.
        id: DeploymentId,
        /// The new values.
        changes: Vec<DeploymentField>,
    },
    /// Single environment variables of a Deployment were set or deleted.
    EnvironmentVariablesChanged {
        /// Of which Deployment.
        id: DeploymentId,
        /// The new ones, and those with a new value.
        set: Vec<EnvironmentVariable>,
        /// Keys that are gone.
        removed: Vec<String>,
    },
    /// Where a Deployment's logs go was set.
    LogForwardingSet {
        /// Which.
        id: DeploymentId,
        /// Where to; absent: nowhere.
        value: Option<LogForwarding>,
    },
    /// A Deployment moved to another Workspace (rule 98).
    DeploymentTransferred {
        /// Which.
        id: DeploymentId,
        /// Where it is now.
        workspace: WorkspaceId,
    },
    /// A Deployment was deleted.
    DeploymentDeleted {
        /// Which.
        id: DeploymentId,
    },
    /// A notification channel was created.
    NotificationChannelCreated(NotificationChannel),
    /// Fields of a notification channel got new values.
    NotificationChannelEdited {
        /// Which.
        id: NotificationChannelId,
        /// The new values.
        changes: Vec<NotificationChannelField>,
    },
    /// A notification channel was deleted.
    NotificationChannelDeleted {
        /// Which.
        id: NotificationChannelId,
    },
    /// An alert was created.
    AlertCreated(Box<Alert>),
    /// Fields of an alert got new values.
    AlertEdited {
        /// Which.
        id: AlertId,
        /// The new values.
        changes: Vec<AlertField>,
    },
    /// An alert was deleted.
    AlertDeleted {
        /// Which.
        id: AlertId,
    },
    /// An environment object was created.
    EnvironmentObjectCreated(Box<EnvironmentObject>),
    /// Fields of an environment object got new values.
    EnvironmentObjectEdited {
        /// Which.
        id: EnvironmentObjectId,
        /// The new values.
        changes: Vec<EnvironmentObjectField>,
    },
    /// An environment object was deleted.
    EnvironmentObjectDeleted {
        /// Which.
        id: EnvironmentObjectId,
    },
    /// A deploy was begun.
    DeployCreated(Box<Deploy>),
    /// Fields of a deploy got new values.
    DeployEdited {
        /// Which.
        id: DeployId,
        /// The new values.
        changes: Vec<DeployField>,
    },
    /// A deploy ended, and its Deployment runs its code if it came through.
    DeployFinished {
        /// Which.
        id: DeployId,
        /// How it ended.
        status: DeployStatus,
        /// What the Deployment runs now; absent: what it ran before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<Box<Code>>,
    },
    /// An agent token was defined.
    AgentTokenCreated(AgentToken),
    /// An agent token was deleted.
    AgentTokenDeleted {
        /// Which.
        id: AgentTokenId,
    },
    /// Somebody lives with a finding.
    FindingAccepted(Acceptance),
    /// A finding counts again.
    FindingAcceptanceWithdrawn {
        /// Which.
        key: FindingKey,
    },
}
