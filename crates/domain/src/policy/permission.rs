//! Every permission of the product, as a dense enum with the API's names.
//!
//! The numbers behind the variants are an index for bit sets in memory. They never reach the disk:
//! events and snapshots store the names (architecture rule 4). This module does not say who holds
//! what; that is [`super::table`].

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A level of the hierarchy at which roles are bound and permissions are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The Organization.
    Organization,
    /// One Workspace.
    Workspace,
    /// One Deployment.
    Deployment,
    /// One DAG.
    Dag,
}

impl Scope {
    /// The API's value, such as `DEPLOYMENT`.
    #[must_use]
    pub const fn api(self) -> &'static str {
        match self {
            Self::Organization => "ORGANIZATION",
            Self::Workspace => "WORKSPACE",
            Self::Deployment => "DEPLOYMENT",
            Self::Dag => "DAG",
        }
    }

    /// As a person reads it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Organization => "Organization",
            Self::Workspace => "Workspace",
            Self::Deployment => "Deployment",
            Self::Dag => "DAG",
        }
    }
}

impl Serialize for Permission {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Permission {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_name(&name)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown permission `{name}`")))
    }
}

/// The permissions, one line each: variant, API name.
macro_rules! permissions {
    ($($variant:ident = $name:literal, $about:literal;)*) => {
        /// One thing a caller may be allowed to do (access rule 4).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Permission {
            $(#[doc = $about] $variant,)*
        }

        impl Permission {
            /// Every permission, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// What it lets somebody do, as a sentence.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }

            /// The API's name, such as `deployment.update`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

permissions! {
    OrganizationGet = "organization.get", "Read the Organization record and its basic details.";
    OrganizationSettingsUpdate = "organization.settings.update", "Change Organization-level settings. Field limits apply: see rule on field-level checks.";
    OrganizationUsersGet = "organization.users.get", "List or read people who belong to the Organization and the roles they hold.";
    OrganizationUsersCreate = "organization.users.create", "Send an Organization invite to an e-mail address.";
    OrganizationUsersUpdate = "organization.users.update", "Change the Organization role or other role bindings of somebody already in the Organization.";
    OrganizationUsersDelete = "organization.users.delete", "Withdraw a pending invite or take a person out of the Organization.";
    OrganizationTeamsGet = "organization.teams.get", "List or read Teams and their members.";
    OrganizationTeamsCreate = "organization.teams.create", "Create a Team.";
    OrganizationTeamsUpdate = "organization.teams.update", "Rename a Team, change its members, or change its Organization role.";
    OrganizationTeamsDelete = "organization.teams.delete", "Delete a Team together with everything it granted.";
    OrganizationCustomRolesGet = "organization.customRoles.get", "List roles (built-in and custom), role templates, or read one custom role.";
    OrganizationCustomRolesCreate = "organization.customRoles.create", "Define a custom role.";
    OrganizationCustomRolesUpdate = "organization.customRoles.update", "Edit a custom role's name, description, permission set or Workspace restriction.";
    OrganizationCustomRolesDelete = "organization.customRoles.delete", "Delete a custom role.";
    OrganizationAllowedIpAddressRangesGet = "organization.allowedIpAddressRanges.get", "Read the IP access list.";
    OrganizationAllowedIpAddressRangesCreate = "organization.allowedIpAddressRanges.create", "Add one or more CIDR ranges to the IP access list.";
    OrganizationAllowedIpAddressRangesDelete = "organization.allowedIpAddressRanges.delete", "Remove one or more CIDR ranges from the IP access list.";
    OrganizationClustersGet = "organization.clusters.get", "List or read clusters.";
    OrganizationClustersCreate = "organization.clusters.create", "Create a dedicated cluster.";
    OrganizationClustersUpdate = "organization.clusters.update", "Edit a cluster, including its list of authorized Workspaces.";
    OrganizationClustersDelete = "organization.clusters.delete", "Delete a cluster.";
    OrganizationDeploymentConfigurationsGet = "organization.deploymentConfigurations.get", "Read the option catalogue used when configuring Deployments.";
    OrganizationDeploymentsGet = "organization.deployments.get", "List Deployments across the Organization; output is trimmed to what the caller may read.";
    OrganizationWorkspacesGet = "organization.workspaces.get", "List Workspaces in the Organization; output is trimmed to what the caller may read.";
    OrganizationWorkspacesCreate = "organization.workspaces.create", "Create a Workspace.";
    OrganizationBillingGet = "organization.billing.get", "See payment details, invoices, credits and spend.";
    OrganizationBillingUpdate = "organization.billing.update", "Change payment details and the billing e-mail.";
    OrganizationUsageGet = "organization.usage.get", "See usage figures for every Workspace.";
    OrganizationDashboardsGet = "organization.dashboards.get", "Open or export the Organization-wide dashboards.";
    OrganizationLineageGet = "organization.lineage.get", "See lineage metadata.";
    OrganizationAuditLogsGet = "organization.auditLogs.get", "Export audit log records.";
    OrganizationApiTokensGet = "organization.apiTokens.get", "List Organization-scoped API tokens, or read one.";
    OrganizationApiTokensCreate = "organization.apiTokens.create", "Mint an Organization-scoped API token.";
    OrganizationApiTokensUpdate = "organization.apiTokens.update", "Rename an Organization-scoped API token or change its roles.";
    OrganizationApiTokensDelete = "organization.apiTokens.delete", "Revoke an Organization-scoped API token for good.";
    OrganizationApiTokensRotate = "organization.apiTokens.rotate", "Replace the secret of an Organization-scoped API token.";
    OrganizationSsoBypassKeyGet = "organization.ssoBypassKey.get", "Read the SSO bypass link.";
    OrganizationSsoBypassKeyCreate = "organization.ssoBypassKey.create", "Generate a bypass link, which voids the earlier one.";
    OrganizationSsoBypassKeyDelete = "organization.ssoBypassKey.delete", "Remove the bypass link.";
    OrganizationSsoConnectionsGet = "organization.ssoConnections.get", "Read SSO connections.";
    OrganizationSsoConnectionsCreate = "organization.ssoConnections.create", "Add an SSO connection.";
    OrganizationSsoConnectionsUpdate = "organization.ssoConnections.update", "Edit an SSO connection, including its automatic-membership role.";
    OrganizationSsoConnectionsDelete = "organization.ssoConnections.delete", "Remove an SSO connection.";
    OrganizationSsoEnforcementUpdate = "organization.ssoEnforcement.update", "Turn the SSO-only login requirement on or off.";
    OrganizationDomainsGet = "organization.domains.get", "List managed e-mail domains.";
    OrganizationDomainsCreate = "organization.domains.create", "Claim an e-mail domain.";
    OrganizationDomainsUpdate = "organization.domains.update", "Change which login types a domain enforces.";
    OrganizationDomainsVerify = "organization.domains.verify", "Ask for the DNS proof of a claimed domain to be checked.";
    OrganizationDomainsDelete = "organization.domains.delete", "Drop a managed domain.";
    OrganizationScimUpdate = "organization.scim.update", "Switch SCIM provisioning on or off.";
    OrganizationScimProvision = "organization.scim.provision", "Call the SCIM user and group endpoints.";
    OrganizationEnvironmentSecretsFetchingUpdate = "organization.environmentSecretsFetching.update", "Allow or forbid local tooling to pull secret values held in the Environment Manager.";
    OrganizationEnhancedSupportAccessUpdate = "organization.enhancedSupportAccess.update", "Allow or forbid the vendor's read-only support access.";
    WorkspaceGet = "workspace.get", "Read a Workspace's basic details.";
    WorkspaceDelete = "workspace.delete", "Delete an empty Workspace.";
    WorkspaceSettingsGet = "workspace.settings.get", "Open the Workspace settings pages.";
    WorkspaceSettingsUpdate = "workspace.settings.update", "Change a Workspace's name, description, default CI/CD enforcement and default cluster or region.";
    WorkspaceDeploymentsGet = "workspace.deployments.get", "See every Deployment in the Workspace.";
    WorkspaceDeploymentsCreate = "workspace.deployments.create", "Create a Deployment in the Workspace.";
    WorkspaceUsersGet = "workspace.users.get", "See who has access to the Workspace.";
    WorkspaceUsersCreate = "workspace.users.create", "Add a person to the Workspace with a role.";
    WorkspaceUsersUpdate = "workspace.users.update", "Change a person's role in the Workspace.";
    WorkspaceUsersDelete = "workspace.users.delete", "Take a person out of the Workspace.";
    WorkspaceTeamsGet = "workspace.teams.get", "See which Teams have access to the Workspace.";
    WorkspaceTeamsCreate = "workspace.teams.create", "Attach a Team to the Workspace with a role.";
    WorkspaceTeamsUpdate = "workspace.teams.update", "Change a Team's role in the Workspace.";
    WorkspaceTeamsDelete = "workspace.teams.delete", "Detach a Team from the Workspace.";
    WorkspaceApiTokensGet = "workspace.apiTokens.get", "List or read API tokens that hold a role in the Workspace.";
    WorkspaceApiTokensCreate = "workspace.apiTokens.create", "Mint a Workspace-scoped API token, or attach an Organization token to the Workspace.";
    WorkspaceApiTokensUpdate = "workspace.apiTokens.update", "Rename a Workspace-scoped token or change the role any token holds in the Workspace.";
    WorkspaceApiTokensDelete = "workspace.apiTokens.delete", "Revoke a Workspace-scoped token, or detach an Organization token from the Workspace.";
    WorkspaceApiTokensRotate = "workspace.apiTokens.rotate", "Replace the secret of a Workspace-scoped token.";
    WorkspaceAlertsGet = "workspace.alerts.get", "See alerts defined in the Workspace.";
    WorkspaceAlertsCreate = "workspace.alerts.create", "Define an alert.";
    WorkspaceAlertsUpdate = "workspace.alerts.update", "Edit an alert.";
    WorkspaceAlertsDelete = "workspace.alerts.delete", "Remove an alert.";
    WorkspaceNotificationChannelsGet = "workspace.notificationChannels.get", "See notification channels used by alerts.";
    WorkspaceNotificationChannelsCreate = "workspace.notificationChannels.create", "Add a notification channel.";
    WorkspaceNotificationChannelsUpdate = "workspace.notificationChannels.update", "Edit a notification channel.";
    WorkspaceNotificationChannelsDelete = "workspace.notificationChannels.delete", "Remove a notification channel.";
    WorkspaceEnvObjectsGet = "workspace.envObjects.get", "See Environment Manager objects at Workspace level, without secret values.";
    WorkspaceEnvObjectsGetSecrets = "workspace.envObjects.getSecrets", "Fetch Environment Manager objects with secret values for local development.";
    WorkspaceEnvObjectsCreate = "workspace.envObjects.create", "Create an Environment Manager object for the Workspace.";
    WorkspaceEnvObjectsUpdate = "workspace.envObjects.update", "Edit or link an Environment Manager object of the Workspace.";
    WorkspaceEnvObjectsDelete = "workspace.envObjects.delete", "Remove an Environment Manager object of the Workspace.";
    WorkspaceIdeProjectsGet = "workspace.ideProjects.get", "See cloud IDE projects.";
    WorkspaceIdeProjectsCreate = "workspace.ideProjects.create", "Create a cloud IDE project.";
    WorkspaceIdeProjectsUpdate = "workspace.ideProjects.update", "Edit or push code to a cloud IDE project.";
    WorkspaceIdeProjectsDelete = "workspace.ideProjects.delete", "Delete a cloud IDE project.";
    WorkspaceGitIntegrationUpdate = "workspace.gitIntegration.update", "Connect the Workspace to a Git host and map Deployments to branches.";
    DeploymentGet = "deployment.get", "Read a Deployment's details and resource configuration.";
    DeploymentUpdate = "deployment.update", "Change a Deployment: resources, executor, queues, environment variables, CI/CD enforcement, hibernation and descriptive fields.";
    DeploymentDelete = "deployment.delete", "Delete the Deployment.";
    DeploymentAgentsGet = "deployment.agents.get", "See remote execution agents attached to the Deployment (Airflow 3).";
    DeploymentAgentsUpdate = "deployment.agents.update", "Cordon or uncordon remote execution agents (Airflow 3).";
    DeploymentAgentsDelete = "deployment.agents.delete", "Remove remote execution agents (Airflow 3).";
    DeploymentAgentTokensCreate = "deployment.agentTokens.create", "Mint a token for a remote execution agent (Airflow 3).";
    DeploymentAgentTokensUpdate = "deployment.agentTokens.update", "Edit agent tokens (Airflow 3).";
    DeploymentAgentTokensDelete = "deployment.agentTokens.delete", "Revoke agent tokens (Airflow 3).";
    DeploymentAirflowAdminMenuGet = "deployment.airflow.adminMenu.get", "See the Admin menu in the Airflow UI.";
    DeploymentAirflowAstronomerGet = "deployment.airflow.astronomer.get", "See the Astronomer menu in the Airflow UI.";
    DeploymentAirflowAuditLogGet = "deployment.airflow.auditLog.get", "See Airflow's own audit log page.";
    DeploymentAirflowBrowseMenuGet = "deployment.airflow.browseMenu.get", "See the Browse menu in the Airflow UI.";
    DeploymentAirflowClusterActivityGet = "deployment.airflow.clusterActivity.get", "See the Cluster Activity page in the Airflow UI.";
    DeploymentAirflowCustomMenuGet = "deployment.airflow.customMenu.get", "Use plugin-provided menu entries in the Airflow UI.";
    DeploymentAirflowConfigGet = "deployment.airflow.config.get", "See the Config page in the Airflow UI.";
    DeploymentAirflowConnectionGet = "deployment.airflow.connection.get", "See Airflow connections.";
    DeploymentAirflowConnectionCreate = "deployment.airflow.connection.create", "Add Airflow connections.";
    DeploymentAirflowConnectionUpdate = "deployment.airflow.connection.update", "Edit Airflow connections.";
    DeploymentAirflowConnectionDelete = "deployment.airflow.connection.delete", "Remove Airflow connections.";
    DeploymentAirflowPoolGet = "deployment.airflow.pool.get", "See Airflow pools.";
    DeploymentAirflowPoolCreate = "deployment.airflow.pool.create", "Add Airflow pools.";
    DeploymentAirflowPoolUpdate = "deployment.airflow.pool.update", "Edit Airflow pools.";
    DeploymentAirflowPoolDelete = "deployment.airflow.pool.delete", "Remove Airflow pools.";
    DeploymentAirflowVariableGet = "deployment.airflow.variable.get", "See Airflow variables.";
    DeploymentAirflowVariableCreate = "deployment.airflow.variable.create", "Add Airflow variables.";
    DeploymentAirflowVariableUpdate = "deployment.airflow.variable.update", "Edit Airflow variables.";
    DeploymentAirflowVariableDelete = "deployment.airflow.variable.delete", "Remove Airflow variables.";
    DeploymentAirflowDagGet = "deployment.airflow.dag.get", "See DAGs in the Airflow UI and the control plane's DAG page.";
    DeploymentAirflowDagUpdate = "deployment.airflow.dag.update", "Change DAG state such as paused or unpaused.";
    DeploymentAirflowDagDelete = "deployment.airflow.dag.delete", "Delete a DAG's record.";
    DeploymentAirflowDagCodeGet = "deployment.airflow.dagCode.get", "Read DAG source.";
    DeploymentAirflowDagDependenciesGet = "deployment.airflow.dagDependencies.get", "See the DAG dependency view.";
    DeploymentAirflowDagRunGet = "deployment.airflow.dagRun.get", "See DAG runs.";
    DeploymentAirflowDagRunCreate = "deployment.airflow.dagRun.create", "Trigger DAG runs.";
    DeploymentAirflowDagRunUpdate = "deployment.airflow.dagRun.update", "Clear DAG runs or set their state.";
    DeploymentAirflowDagRunDelete = "deployment.airflow.dagRun.delete", "Delete DAG runs.";
    DeploymentAirflowDatasetsGet = "deployment.airflow.datasets.get", "See datasets (assets).";
    DeploymentAirflowDocsGet = "deployment.airflow.docs.get", "Open the documentation menu in the Airflow UI.";
    DeploymentAirflowImportErrorGet = "deployment.airflow.importError.get", "See DAG import errors.";
    DeploymentAirflowJobGet = "deployment.airflow.job.get", "See scheduler jobs.";
    DeploymentAirflowPluginGet = "deployment.airflow.plugin.get", "See installed plugins.";
    DeploymentAirflowProviderGet = "deployment.airflow.provider.get", "See installed provider packages.";
    DeploymentAirflowSlaMissGet = "deployment.airflow.slaMiss.get", "See SLA misses.";
    DeploymentAirflowTaskInstanceGet = "deployment.airflow.taskInstance.get", "See task instances.";
    DeploymentAirflowTaskInstanceCreate = "deployment.airflow.taskInstance.create", "Create or trigger task instances.";
    DeploymentAirflowTaskInstanceUpdate = "deployment.airflow.taskInstance.update", "Clear task instances or set their state.";
    DeploymentAirflowTaskInstanceDelete = "deployment.airflow.taskInstance.delete", "Delete task instances.";
    DeploymentAirflowTaskLogGet = "deployment.airflow.taskLog.get", "Read task logs.";
    DeploymentAirflowTaskRescheduleGet = "deployment.airflow.taskReschedule.get", "See task reschedules.";
    DeploymentAirflowTriggerGet = "deployment.airflow.trigger.get", "See deferred-task triggers.";
    DeploymentAirflowWebsiteGet = "deployment.airflow.website.get", "Open the Airflow UI at all.";
    DeploymentAirflowXcomGet = "deployment.airflow.xcom.get", "Read XCom values.";
    DeploymentAirflowXcomDelete = "deployment.airflow.xcom.delete", "Delete XCom values.";
    DeploymentAlertsGet = "deployment.alerts.get", "See alerts set on the Deployment.";
    DeploymentAlertsCreate = "deployment.alerts.create", "Define alerts on the Deployment.";
    DeploymentAlertsUpdate = "deployment.alerts.update", "Edit alerts on the Deployment.";
    DeploymentAlertsDelete = "deployment.alerts.delete", "Remove alerts from the Deployment.";
    DeploymentApiTokensGet = "deployment.apiTokens.get", "List or read API tokens that hold a role in the Deployment.";
    DeploymentApiTokensCreate = "deployment.apiTokens.create", "Mint a Deployment-scoped API token.";
    DeploymentApiTokensUpdate = "deployment.apiTokens.update", "Rename a Deployment-scoped API token or change its roles.";
    DeploymentApiTokensDelete = "deployment.apiTokens.delete", "Revoke a Deployment-scoped API token.";
    DeploymentApiTokensRotate = "deployment.apiTokens.rotate", "Replace the secret of a Deployment-scoped API token.";
    DeploymentDeploysGet = "deployment.deploys.get", "See deploy history.";
    DeploymentDeploysCreate = "deployment.deploys.create", "Push code: start an image, DAG or bundle deploy.";
    DeploymentDeploysUpdate = "deployment.deploys.update", "Edit or finalize a deploy record, or roll back to an earlier deploy.";
    DeploymentEnvObjectsGet = "deployment.envObjects.get", "See Environment Manager objects of the Deployment, without secret values.";
    DeploymentEnvObjectsCreate = "deployment.envObjects.create", "Create Environment Manager objects for the Deployment.";
    DeploymentEnvObjectsUpdate = "deployment.envObjects.update", "Edit Environment Manager objects of the Deployment.";
    DeploymentEnvObjectsDelete = "deployment.envObjects.delete", "Remove Environment Manager objects of the Deployment.";
    DeploymentLogsGet = "deployment.logs.get", "Read Deployment component logs.";
    DeploymentMetricsGet = "deployment.metrics.get", "See Deployment analytics.";
    DeploymentTeamsGet = "deployment.teams.get", "See Teams attached to the Deployment.";
    DeploymentTeamsDelete = "deployment.teams.delete", "Manage Team membership of the Deployment: attach, change role, detach.";
    DeploymentUsersGet = "deployment.users.get", "See people attached to the Deployment.";
    DeploymentUsersDelete = "deployment.users.delete", "Manage people's membership of the Deployment: attach, change role, detach.";
    DeploymentBasicGet = "deployment.basic.get", "See that a Deployment exists: id, name, status and Airflow URL, nothing of its configuration.";
    DeploymentConfigUpdate = "deployment.config.update", "Change only descriptive Deployment fields: name, description, contact e-mails.";
    DeploymentTransfer = "deployment.transfer", "Move a Deployment to another Workspace of the same Organization.";
    DeploymentApiTokensRolesUpdate = "deployment.apiTokens.roles.update", "Give, change or remove the Deployment or DAG role that an existing token holds in this Deployment, without touching the token itself.";
    DeploymentAgentTokensGet = "deployment.agentTokens.get", "List or read agent tokens.";
    DeploymentLogForwardingUpdate = "deployment.logForwarding.update", "Send task or component logs to an outside system.";
    DeploymentEnvObjectsGetSecrets = "deployment.envObjects.getSecrets", "Fetch the Deployment's Environment Manager objects with secret values for local development.";
    DagAirflowDagGet = "dag.airflow.dag.get", "See this DAG.";
    DagAirflowDagUpdate = "dag.airflow.dag.update", "Pause or unpause this DAG.";
    DagAirflowDagDelete = "dag.airflow.dag.delete", "Delete this DAG's record.";
    DagAirflowDagCodeGet = "dag.airflow.dagCode.get", "Read this DAG's source.";
    DagAirflowDagDependenciesGet = "dag.airflow.dagDependencies.get", "See this DAG's dependencies.";
    DagAirflowDagRunGet = "dag.airflow.dagRun.get", "See this DAG's runs.";
    DagAirflowDagRunCreate = "dag.airflow.dagRun.create", "Trigger this DAG.";
    DagAirflowDagRunUpdate = "dag.airflow.dagRun.update", "Clear or set the state of this DAG's runs.";
    DagAirflowDagRunDelete = "dag.airflow.dagRun.delete", "Delete this DAG's runs.";
    DagAirflowTaskInstanceGet = "dag.airflow.taskInstance.get", "See this DAG's task instances.";
    DagAirflowTaskInstanceCreate = "dag.airflow.taskInstance.create", "Create task instances of this DAG.";
    DagAirflowTaskInstanceUpdate = "dag.airflow.taskInstance.update", "Clear or set the state of this DAG's task instances.";
    DagAirflowTaskInstanceDelete = "dag.airflow.taskInstance.delete", "Delete task instances of this DAG.";
    DagAirflowTaskLogGet = "dag.airflow.taskLog.get", "Read this DAG's task logs.";
    DagAirflowTaskRescheduleGet = "dag.airflow.taskReschedule.get", "See this DAG's task reschedules.";
    DagAirflowXcomGet = "dag.airflow.xcom.get", "Read this DAG's XCom values.";
    DagAirflowXcomDelete = "dag.airflow.xcom.delete", "Delete this DAG's XCom values.";
    DagAirflowAuditLogGet = "dag.airflow.auditLog.get", "See Airflow audit entries about this DAG.";
    DagAirflowImportErrorGet = "dag.airflow.importError.get", "See import errors of this DAG.";
}

impl Permission {
    /// The permission with this API name, or with the older one of `deployment.airflow.config.get`
    /// (contradiction D8).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "deployment.airflow.configMenu.get" {
            return Some(Self::DeploymentAirflowConfigGet);
        }
        Self::ALL
            .iter()
            .copied()
            .find(|permission| permission.name() == name)
    }

    /// The scope it is checked at: the first segment of its name (rule 4).
    #[must_use]
    pub fn scope(self) -> Scope {
        match self.name().split_once('.').map(|(scope, _)| scope) {
            Some("workspace") => Scope::Workspace,
            Some("deployment") => Scope::Deployment,
            Some("dag") => Scope::Dag,
            _ => Scope::Organization,
        }
    }

    /// The group that the list of permissions shows it in: its name without the action (rule 4).
    #[must_use]
    pub fn group(self) -> &'static str {
        self.name()
            .rsplit_once('.')
            .map_or(self.name(), |(group, _)| group)
    }

    /// Whether a custom role may hold it: `deployment.*` and `dag.*`, without seven that only built-in
    /// roles hold (rule 49).
    #[must_use]
    pub fn is_assignable_in_custom_role(self) -> bool {
        matches!(self.scope(), Scope::Deployment | Scope::Dag)
            && !matches!(
                self,
                Self::DeploymentBasicGet
                    | Self::DeploymentConfigUpdate
                    | Self::DeploymentTransfer
                    | Self::DeploymentApiTokensRolesUpdate
                    | Self::DeploymentAgentTokensGet
                    | Self::DeploymentLogForwardingUpdate
                    | Self::DeploymentEnvObjectsGetSecrets
            )
    }

    /// Its place in a bit set.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}
