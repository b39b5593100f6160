//! Which built-in Deployment or DAG role holds which permission, and the templates to copy custom roles
//! from; the lower half of the one table of the policy (architecture rule 4).

use super::Permission::{self, *};
use super::{BuiltInDagRole, BuiltInDeploymentRole, PermissionSet, RoleTemplate};

/// What holding a permission on a Deployment gives on every DAG in it, as `(on the DAG, by)` (rule 7).
pub(super) const ON_EVERY_DAG: &[(Permission, Permission)] = &[
    (DagAirflowDagGet, DeploymentAirflowDagGet),
    (DagAirflowDagUpdate, DeploymentAirflowDagUpdate),
    (DagAirflowDagDelete, DeploymentAirflowDagDelete),
    (DagAirflowDagCodeGet, DeploymentAirflowDagCodeGet),
    (
        DagAirflowDagDependenciesGet,
        DeploymentAirflowDagDependenciesGet,
    ),
    (DagAirflowDagRunGet, DeploymentAirflowDagRunGet),
    (DagAirflowDagRunCreate, DeploymentAirflowDagRunCreate),
    (DagAirflowDagRunUpdate, DeploymentAirflowDagRunUpdate),
    (DagAirflowDagRunDelete, DeploymentAirflowDagRunDelete),
    (DagAirflowTaskInstanceGet, DeploymentAirflowTaskInstanceGet),
    (
        DagAirflowTaskInstanceCreate,
        DeploymentAirflowTaskInstanceCreate,
    ),
    (
        DagAirflowTaskInstanceUpdate,
        DeploymentAirflowTaskInstanceUpdate,
    ),
    (
        DagAirflowTaskInstanceDelete,
        DeploymentAirflowTaskInstanceDelete,
    ),
    (DagAirflowTaskLogGet, DeploymentAirflowTaskLogGet),
    (
        DagAirflowTaskRescheduleGet,
        DeploymentAirflowTaskRescheduleGet,
    ),
    (DagAirflowXcomGet, DeploymentAirflowXcomGet),
    (DagAirflowXcomDelete, DeploymentAirflowXcomDelete),
    (DagAirflowAuditLogGet, DeploymentAirflowAuditLogGet),
    (DagAirflowImportErrorGet, DeploymentAirflowImportErrorGet),
];

/// The whole set of a built-in Deployment role (rules 42 and 43).
#[must_use]
pub const fn deployment_role(role: BuiltInDeploymentRole) -> PermissionSet {
    match role {
        BuiltInDeploymentRole::Accessor => PermissionSet::of(DEPLOYMENT_ACCESSOR),
        BuiltInDeploymentRole::Admin => PermissionSet::of(DEPLOYMENT_ADMIN),
    }
}

/// The whole set of a built-in DAG role (rules 60 and 61).
#[must_use]
pub const fn dag_role(role: BuiltInDagRole) -> PermissionSet {
    match role {
        BuiltInDagRole::Viewer => PermissionSet::of(DAG_VIEWER),
        BuiltInDagRole::Author => dag_role(BuiltInDagRole::Viewer).with(DAG_AUTHOR),
    }
}

/// What a template suggests; a template is copied, never assigned (rule 55).
#[must_use]
pub const fn template(template: RoleTemplate) -> PermissionSet {
    match template {
        RoleTemplate::Viewer => PermissionSet::of(TEMPLATE_VIEWER),
        RoleTemplate::Author => self::template(RoleTemplate::Viewer).with(TEMPLATE_AUTHOR),
        RoleTemplate::Operator => self::template(RoleTemplate::Author).with(TEMPLATE_OPERATOR),
    }
}

/// What `DEPLOYMENT_ADMIN` holds (rule 42).
const DEPLOYMENT_ADMIN: &[Permission] = &[
    DeploymentAgentTokensCreate,
    DeploymentAgentTokensDelete,
    DeploymentAgentTokensGet,
    DeploymentAgentTokensUpdate,
    DeploymentAgentsDelete,
    DeploymentAgentsGet,
    DeploymentAgentsUpdate,
    DeploymentAirflowAdminMenuGet,
    DeploymentAirflowAstronomerGet,
    DeploymentAirflowAuditLogGet,
    DeploymentAirflowBrowseMenuGet,
    DeploymentAirflowClusterActivityGet,
    DeploymentAirflowConfigGet,
    DeploymentAirflowConnectionCreate,
    DeploymentAirflowConnectionDelete,
    DeploymentAirflowConnectionGet,
    DeploymentAirflowConnectionUpdate,
    DeploymentAirflowCustomMenuGet,
    DeploymentAirflowDagDelete,
    DeploymentAirflowDagGet,
    DeploymentAirflowDagUpdate,
    DeploymentAirflowDagCodeGet,
    DeploymentAirflowDagDependenciesGet,
    DeploymentAirflowDagRunCreate,
    DeploymentAirflowDagRunDelete,
    DeploymentAirflowDagRunGet,
    DeploymentAirflowDagRunUpdate,
    DeploymentAirflowDatasetsGet,
    DeploymentAirflowDocsGet,
    DeploymentAirflowImportErrorGet,
    DeploymentAirflowJobGet,
    DeploymentAirflowPluginGet,
    DeploymentAirflowPoolCreate,
    DeploymentAirflowPoolDelete,
    DeploymentAirflowPoolGet,
    DeploymentAirflowPoolUpdate,
    DeploymentAirflowProviderGet,
    DeploymentAirflowSlaMissGet,
    DeploymentAirflowTaskInstanceCreate,
    DeploymentAirflowTaskInstanceDelete,
    DeploymentAirflowTaskInstanceGet,
    DeploymentAirflowTaskInstanceUpdate,
    DeploymentAirflowTaskLogGet,
    DeploymentAirflowTaskRescheduleGet,
    DeploymentAirflowTriggerGet,
    DeploymentAirflowVariableCreate,
    DeploymentAirflowVariableDelete,
    DeploymentAirflowVariableGet,
    DeploymentAirflowVariableUpdate,
    DeploymentAirflowWebsiteGet,
    DeploymentAirflowXcomDelete,
    DeploymentAirflowXcomGet,
    DeploymentAlertsGet,
    DeploymentApiTokensGet,
    DeploymentApiTokensRolesUpdate,
    DeploymentBasicGet,
    DeploymentConfigUpdate,
    DeploymentDelete,
    DeploymentDeploysCreate,
    DeploymentDeploysGet,
    DeploymentDeploysUpdate,
    DeploymentEnvObjectsCreate,
    DeploymentEnvObjectsDelete,
    DeploymentEnvObjectsGet,
    DeploymentEnvObjectsGetSecrets,
    DeploymentEnvObjectsUpdate,
    DeploymentGet,
    DeploymentLogForwardingUpdate,
    DeploymentLogsGet,
    DeploymentMetricsGet,
    DeploymentTeamsDelete,
    DeploymentTeamsGet,
    DeploymentUpdate,
    DeploymentUsersDelete,
    DeploymentUsersGet,
];

/// What `DEPLOYMENT_ACCESSOR` holds (rule 43).
const DEPLOYMENT_ACCESSOR: &[Permission] = &[DeploymentAirflowWebsiteGet, DeploymentBasicGet];

/// What `DAG_VIEWER` holds (rule 60).
const DAG_VIEWER: &[Permission] = &[
    DagAirflowAuditLogGet,
    DagAirflowDagGet,
    DagAirflowDagCodeGet,
    DagAirflowDagDependenciesGet,
    DagAirflowDagRunGet,
    DagAirflowImportErrorGet,
    DagAirflowTaskInstanceGet,
    DagAirflowTaskLogGet,
    DagAirflowTaskRescheduleGet,
    DagAirflowXcomGet,
];

/// What `DAG_AUTHOR` adds to `DAG_VIEWER` (rule 61).
const DAG_AUTHOR: &[Permission] = &[
    DagAirflowDagUpdate,
    DagAirflowDagDelete,
    DagAirflowDagRunCreate,
    DagAirflowDagRunUpdate,
    DagAirflowDagRunDelete,
    DagAirflowTaskInstanceCreate,
    DagAirflowTaskInstanceUpdate,
    DagAirflowTaskInstanceDelete,
    DagAirflowXcomDelete,
];

/// What the template Deployment Viewer holds.
const TEMPLATE_VIEWER: &[Permission] = &[
    DeploymentAirflowAstronomerGet,
    DeploymentAirflowAuditLogGet,
    DeploymentAirflowBrowseMenuGet,
    DeploymentAirflowClusterActivityGet,
    DeploymentAirflowCustomMenuGet,
    DeploymentAirflowDagGet,
    DeploymentAirflowDagCodeGet,
    DeploymentAirflowDagDependenciesGet,
    DeploymentAirflowDagRunGet,
    DeploymentAirflowDatasetsGet,
    DeploymentAirflowDocsGet,
    DeploymentAirflowImportErrorGet,
    DeploymentAirflowJobGet,
    DeploymentAirflowSlaMissGet,
    DeploymentAirflowTaskInstanceGet,
    DeploymentAirflowTaskLogGet,
    DeploymentAirflowTaskRescheduleGet,
    DeploymentAirflowTriggerGet,
    DeploymentAirflowWebsiteGet,
    DeploymentGet,
];

/// What the template Deployment Author adds to Viewer.
const TEMPLATE_AUTHOR: &[Permission] = &[
    DeploymentAirflowDagDelete,
    DeploymentAirflowDagUpdate,
    DeploymentAirflowDagRunCreate,
    DeploymentAirflowDagRunDelete,
    DeploymentAirflowDagRunUpdate,
    DeploymentAirflowTaskInstanceCreate,
    DeploymentAirflowTaskInstanceDelete,
    DeploymentAirflowTaskInstanceUpdate,
    DeploymentDeploysCreate,
    DeploymentDeploysGet,
    DeploymentDeploysUpdate,
];

/// What the template Deployment Operator adds to Author.
const TEMPLATE_OPERATOR: &[Permission] = &[
    DeploymentAirflowAdminMenuGet,
    DeploymentAirflowConfigGet,
    DeploymentAirflowConnectionCreate,
    DeploymentAirflowConnectionDelete,
    DeploymentAirflowConnectionGet,
    DeploymentAirflowConnectionUpdate,
    DeploymentAirflowPluginGet,
    DeploymentAirflowPoolCreate,
    DeploymentAirflowPoolDelete,
    DeploymentAirflowPoolGet,
    DeploymentAirflowPoolUpdate,
    DeploymentAirflowProviderGet,
    DeploymentAirflowVariableCreate,
    DeploymentAirflowVariableDelete,
    DeploymentAirflowVariableGet,
    DeploymentAirflowVariableUpdate,
    DeploymentAirflowXcomDelete,
    DeploymentAirflowXcomGet,
    DeploymentApiTokensGet,
    DeploymentApiTokensUpdate,
    DeploymentEnvObjectsCreate,
    DeploymentEnvObjectsDelete,
    DeploymentEnvObjectsGet,
    DeploymentEnvObjectsUpdate,
];
