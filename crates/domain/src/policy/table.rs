//! Which built-in role holds which permission: the one table of the policy (architecture rule 4).
//!
//! A role is what it inherits and what it adds. Facts come from the access rules 16 to 33; the golden
//! matrix `tests/golden/roles.txt` is made from the reference list, never from this file, so a slip here
//! fails a test.

use super::Permission::{self, *};
use super::{OrganizationRole, PermissionSet, WorkspaceRole};

/// The whole set of an Organization role, inherited permissions included (rules 16 to 19).
#[must_use]
pub const fn organization_role(role: OrganizationRole) -> PermissionSet {
    match role {
        // The two Observe roles behave as Member (rule 16).
        OrganizationRole::Member
        | OrganizationRole::ObserveMember
        | OrganizationRole::ObserveAdmin => PermissionSet::of(ORGANIZATION_MEMBER),
        OrganizationRole::BillingAdmin => {
            organization_role(OrganizationRole::Member).with(ORGANIZATION_BILLING_ADMIN)
        }
        OrganizationRole::Owner => {
            organization_role(OrganizationRole::BillingAdmin).with(ORGANIZATION_OWNER)
        }
    }
}

/// The whole set of a Workspace role, inherited permissions included (rules 27 to 33).
#[must_use]
pub const fn workspace_role(role: WorkspaceRole) -> PermissionSet {
    match role {
        WorkspaceRole::Accessor => PermissionSet::of(WORKSPACE_ACCESSOR),
        WorkspaceRole::Member => workspace_role(WorkspaceRole::Accessor).with(WORKSPACE_MEMBER),
        WorkspaceRole::Author => workspace_role(WorkspaceRole::Member).with(WORKSPACE_AUTHOR),
        WorkspaceRole::Operator => workspace_role(WorkspaceRole::Author).with(WORKSPACE_OPERATOR),
        WorkspaceRole::Owner => workspace_role(WorkspaceRole::Operator).with(WORKSPACE_OWNER),
    }
}

/// The Workspace role that an Organization role carries in every Workspace without being listed there
/// (rule 20).
#[must_use]
pub const fn in_every_workspace(role: OrganizationRole) -> Option<WorkspaceRole> {
    match role {
        OrganizationRole::Owner => Some(WorkspaceRole::Owner),
        _ => None,
    }
}

/// Everything that an Organization role holds, what it carries into every Workspace included (rule 20).
#[must_use]
pub fn organization_role_everywhere(role: OrganizationRole) -> PermissionSet {
    let carried = in_every_workspace(role).map(workspace_role);
    organization_role(role).union(carried.unwrap_or_default())
}

/// Permissions that a wider one contains, as `(contained, by)` (`impliedBy` of the role list, rule 30).
pub const IMPLIED: &[(Permission, Permission)] = &[
    (DeploymentConfigUpdate, DeploymentUpdate),
    (DeploymentBasicGet, DeploymentGet),
    (DeploymentApiTokensRolesUpdate, DeploymentApiTokensUpdate),
];

/// What a token whose roles all sit below the Organization may read of it (rule 6).
pub(super) const UPWARD_READS: &[Permission] = &[
    OrganizationGet,
    OrganizationWorkspacesGet,
    OrganizationDeploymentsGet,
    OrganizationClustersGet,
    OrganizationDeploymentConfigurationsGet,
];

/// What `ORGANIZATION_MEMBER` adds to the role below it.
const ORGANIZATION_MEMBER: &[Permission] = &[
    OrganizationGet,
    OrganizationUsersGet,
    OrganizationLineageGet,
    OrganizationClustersGet,
    OrganizationTeamsGet,
    OrganizationCustomRolesGet,
    OrganizationWorkspacesGet,
    OrganizationDeploymentsGet,
    OrganizationDeploymentConfigurationsGet,
];

/// What `ORGANIZATION_BILLING_ADMIN` adds to the role below it.
const ORGANIZATION_BILLING_ADMIN: &[Permission] = &[
    OrganizationBillingGet,
    OrganizationBillingUpdate,
    OrganizationSettingsUpdate,
    OrganizationUsageGet,
    OrganizationDashboardsGet,
];

/// What `ORGANIZATION_OWNER` adds to the role below it.
const ORGANIZATION_OWNER: &[Permission] = &[
    OrganizationClustersCreate,
    OrganizationClustersUpdate,
    OrganizationClustersDelete,
    OrganizationWorkspacesCreate,
    OrganizationUsersUpdate,
    OrganizationUsersCreate,
    OrganizationUsersDelete,
    OrganizationApiTokensGet,
    OrganizationApiTokensCreate,
    OrganizationApiTokensUpdate,
    OrganizationApiTokensDelete,
    OrganizationApiTokensRotate,
    OrganizationSsoBypassKeyGet,
    OrganizationSsoBypassKeyCreate,
    OrganizationSsoBypassKeyDelete,
    OrganizationTeamsCreate,
    OrganizationTeamsUpdate,
    OrganizationTeamsDelete,
    OrganizationEnvironmentSecretsFetchingUpdate,
    OrganizationAllowedIpAddressRangesGet,
    OrganizationAllowedIpAddressRangesCreate,
    OrganizationAllowedIpAddressRangesDelete,
    OrganizationCustomRolesCreate,
    OrganizationCustomRolesUpdate,
    OrganizationCustomRolesDelete,
    OrganizationAuditLogsGet,
    OrganizationSsoConnectionsGet,
    OrganizationSsoConnectionsCreate,
    OrganizationSsoConnectionsUpdate,
    OrganizationSsoConnectionsDelete,
    OrganizationSsoEnforcementUpdate,
    OrganizationDomainsGet,
    OrganizationDomainsCreate,
    OrganizationDomainsUpdate,
    OrganizationDomainsVerify,
    OrganizationDomainsDelete,
    OrganizationScimUpdate,
    OrganizationScimProvision,
    OrganizationEnhancedSupportAccessUpdate,
];

/// What `WORKSPACE_ACCESSOR` adds to the role below it.
const WORKSPACE_ACCESSOR: &[Permission] = &[WorkspaceGet];

/// What `WORKSPACE_MEMBER` adds to the role below it.
const WORKSPACE_MEMBER: &[Permission] = &[
    WorkspaceUsersGet,
    WorkspaceTeamsGet,
    DeploymentUsersGet,
    DeploymentTeamsGet,
    WorkspaceDeploymentsGet,
    DeploymentBasicGet,
    DeploymentGet,
    DeploymentMetricsGet,
    DeploymentLogsGet,
    DeploymentDeploysGet,
    DeploymentAirflowWebsiteGet,
    DeploymentAirflowDagGet,
    DeploymentAirflowDagRunGet,
    DeploymentAirflowTaskInstanceGet,
    DeploymentAirflowDagCodeGet,
    DeploymentAirflowDagDependenciesGet,
    DeploymentAirflowTaskRescheduleGet,
    DeploymentAirflowImportErrorGet,
    DeploymentAirflowSlaMissGet,
    DeploymentAirflowDocsGet,
    DeploymentAirflowBrowseMenuGet,
    DeploymentAirflowAstronomerGet,
    DeploymentAirflowAuditLogGet,
    DeploymentAirflowJobGet,
    DeploymentAirflowTriggerGet,
    DeploymentAirflowTaskLogGet,
    DeploymentAirflowDatasetsGet,
    WorkspaceIdeProjectsGet,
    WorkspaceAlertsGet,
    DeploymentAlertsGet,
    DeploymentAirflowClusterActivityGet,
    DeploymentAirflowCustomMenuGet,
    WorkspaceSettingsGet,
    WorkspaceNotificationChannelsGet,
];

/// What `WORKSPACE_AUTHOR` adds to the role below it.
const WORKSPACE_AUTHOR: &[Permission] = &[
    DeploymentAirflowDagRunCreate,
    DeploymentAirflowTaskInstanceCreate,
    DeploymentAirflowDagUpdate,
    DeploymentAirflowDagRunUpdate,
    DeploymentAirflowTaskInstanceUpdate,
    DeploymentAirflowDagDelete,
    DeploymentAirflowDagRunDelete,
    DeploymentAirflowTaskInstanceDelete,
    DeploymentDeploysCreate,
    DeploymentDeploysUpdate,
    WorkspaceIdeProjectsCreate,
    WorkspaceIdeProjectsUpdate,
    WorkspaceIdeProjectsDelete,
    WorkspaceAlertsCreate,
    WorkspaceAlertsUpdate,
    WorkspaceAlertsDelete,
    DeploymentAlertsCreate,
    DeploymentAlertsUpdate,
    DeploymentAlertsDelete,
    WorkspaceNotificationChannelsCreate,
    WorkspaceNotificationChannelsUpdate,
    WorkspaceNotificationChannelsDelete,
    DeploymentAirflowConnectionGet,
    DeploymentAirflowVariableGet,
    DeploymentAirflowPluginGet,
    DeploymentAirflowProviderGet,
    DeploymentAirflowPoolGet,
    DeploymentAirflowXcomGet,
    DeploymentAirflowAdminMenuGet,
    WorkspaceEnvObjectsGet,
    DeploymentEnvObjectsGet,
    WorkspaceEnvObjectsGetSecrets,
    DeploymentEnvObjectsGetSecrets,
    DeploymentConfigUpdate,
];

/// What `WORKSPACE_OPERATOR` adds to the role below it.
const WORKSPACE_OPERATOR: &[Permission] = &[
    DeploymentAirflowConnectionCreate,
    DeploymentAirflowConnectionUpdate,
    DeploymentAirflowConnectionDelete,
    DeploymentAirflowVariableCreate,
    DeploymentAirflowVariableUpdate,
    DeploymentAirflowVariableDelete,
    DeploymentAirflowPoolCreate,
    DeploymentAirflowPoolUpdate,
    DeploymentAirflowPoolDelete,
    DeploymentAirflowXcomDelete,
    WorkspaceEnvObjectsCreate,
    WorkspaceEnvObjectsUpdate,
    WorkspaceEnvObjectsDelete,
    DeploymentEnvObjectsCreate,
    DeploymentEnvObjectsUpdate,
    DeploymentEnvObjectsDelete,
    DeploymentUpdate,
    WorkspaceDeploymentsCreate,
    DeploymentDelete,
    WorkspaceApiTokensGet,
    WorkspaceApiTokensCreate,
    WorkspaceApiTokensUpdate,
    WorkspaceApiTokensDelete,
    WorkspaceApiTokensRotate,
    DeploymentTransfer,
    DeploymentAirflowConfigGet,
    DeploymentAgentsGet,
    DeploymentAgentsUpdate,
    DeploymentAgentsDelete,
    DeploymentAgentTokensGet,
    DeploymentAgentTokensCreate,
    DeploymentAgentTokensUpdate,
    DeploymentAgentTokensDelete,
    DeploymentLogForwardingUpdate,
];

/// What `WORKSPACE_OWNER` adds to the role below it.
const WORKSPACE_OWNER: &[Permission] = &[
    DeploymentApiTokensGet,
    DeploymentApiTokensCreate,
    DeploymentApiTokensUpdate,
    DeploymentApiTokensDelete,
    DeploymentApiTokensRotate,
    DeploymentApiTokensRolesUpdate,
    WorkspaceUsersUpdate,
    DeploymentUsersDelete,
    WorkspaceUsersDelete,
    WorkspaceUsersCreate,
    WorkspaceTeamsCreate,
    WorkspaceTeamsUpdate,
    WorkspaceTeamsDelete,
    DeploymentTeamsDelete,
    WorkspaceSettingsUpdate,
    WorkspaceDelete,
    WorkspaceGitIntegrationUpdate,
];
