//! What each kind of thing shows when two versions are compared: the fields that can be edited, and what else
//! somebody decides on. When and by whom it last changed is not among it.

use super::rebase::variable_field;
use crate::access::{Bindings, BoundRole};
use crate::agent_token::AgentToken;
use crate::alert::{Alert, AlertField};
use crate::api_token::{ApiToken, ApiTokenField, TokenScope};
use crate::cluster::{Cluster, ClusterFact, ClusterField};
use crate::cost::Money;
use crate::custom_role::{CustomRole, CustomRoleField, CustomRoleScope};
use crate::deploy::{Code, Deploy, DeployField};
use crate::deployment::{
    Deployment, DeploymentField, EnvironmentVariable, Infrastructure, VariableValue,
};
use crate::edit::Value;
use crate::environment_object::{EnvironmentObject, EnvironmentObjectField, Part};
use crate::findings::Acceptance;
use crate::notification_channel::{NotificationChannel, NotificationChannelField};
use crate::organization::{
    DomainStatus, Organization, OrganizationField, SsoConnection, SsoConnectionField,
};
use crate::team::{Team, TeamField};
use crate::user::{User, UserField};
use crate::workspace::{Workspace, WorkspaceField};
use crate::{Home, Names, ResourceKind, SecretId, Timestamp};

/// What a secret reads as, whichever it is.
const SECRET: &str = "secret";
/// What the place of a secret reads as while none is set.
pub(crate) const EMPTY_SECRET: &str = "secret, empty";

/// One field as a person reads it.
pub(super) struct Shown {
    /// Its name in the API; a role by what it is held on.
    pub(super) name: String,
    /// What it holds.
    pub(super) text: String,
    /// What tells it from another value that reads alike, such as which secret it is; never shown.
    pub(super) exact: String,
    /// What tells it from another field, where two can have one name.
    pub(super) key: Option<String>,
    /// What it holds one by one, where that is a list.
    pub(super) entries: Vec<String>,
    /// Whether it is a secret, or the place of one.
    pub(super) is_secret: bool,
}

impl Shown {
    fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            exact: String::new(),
            key: None,
            entries: Vec::new(),
            is_secret: false,
        }
    }

    /// A list; one of which there is nothing reads as none.
    fn list(name: impl Into<String>, values: impl Iterator<Item = String>) -> Self {
        let mut entries: Vec<String> = values.collect();
        entries.sort();
        let text = if entries.is_empty() {
            "none".to_owned()
        } else {
            entries.join(", ")
        };
        Self {
            entries,
            ..Self::new(name, text)
        }
    }

    /// A field that holds a secret.
    fn secret(name: impl Into<String>, secret: SecretId) -> Self {
        Self {
            exact: secret.to_string(),
            is_secret: true,
            ..Self::new(name, SECRET)
        }
    }

    /// A part of a payload.
    fn part(of: &str, (name, part): (&str, Part)) -> Self {
        let name = format!("{of}.{name}");
        match part {
            Part::Text(text) => Self::new(name, text),
            Part::Secret(secret) => Self::secret(name, secret),
        }
    }

    /// What tells it from another field of the same thing.
    pub(super) fn key(&self) -> &str {
        self.key.as_ref().unwrap_or(&self.name)
    }
}

/// A thing that can differ.
pub(super) trait Record {
    /// What it is.
    const KIND: ResourceKind;

    /// Its id.
    fn id(&self) -> String;

    /// Its name.
    fn name(&self, names: &Names<'_>) -> String;

    /// Its fields as a person reads them, by their names in the API.
    fn fields(&self, names: &Names<'_>) -> Vec<Shown>;

    /// The roles it holds, if it can hold any.
    fn bindings(&self) -> Option<&Bindings> {
        None
    }
}

/// The fields that can be edited.
fn editable(fields: Vec<(&'static str, String, String)>) -> Vec<Shown> {
    let fields = fields.into_iter();
    fields
        .map(|(name, text, exact)| Shown {
            exact,
            ..Shown::new(name, text)
        })
        .collect()
}

/// Each role below the Organization, by what it is held on.
pub(super) fn roles(bindings: &Bindings, names: &Names<'_>) -> Vec<Shown> {
    let workspaces = bindings
        .workspaces
        .iter()
        .map(|(id, role)| BoundRole::Workspace(*id, *role));
    let deployments = bindings
        .deployments
        .iter()
        .map(|(id, role)| BoundRole::Deployment(*id, *role));
    let dags = bindings.dags.iter().flat_map(|(id, roles)| {
        let roles = roles.iter();
        roles.map(|(dags, role)| BoundRole::Dag(*id, dags.clone(), *role))
    });
    workspaces
        .chain(deployments)
        .chain(dags)
        .filter_map(|role| {
            let extent = role.extent()?;
            let on = extent.title_by(names);
            Some(Shown {
                // Two Deployments of two Workspaces can have one name.
                key: Some(format!("{extent:?}")),
                ..Shown::new(format!("role on {on}"), role.title_by(names))
            })
        })
        .collect()
}

impl Record for Organization {
    const KIND: ResourceKind = ResourceKind::Organization;

    fn id(&self) -> String {
        String::new()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let mut fields = editable(OrganizationField::all_shown(self, names, &[]));
        let ranges = self
            .allowed_ip_address_ranges
            .iter()
            .map(ToString::to_string);
        fields.push(Shown::list("allowedIpAddressRanges", ranges));
        let domains = self.managed_domains.values().map(|domain| {
            let state = match domain.status {
                DomainStatus::Verified => "verified",
                DomainStatus::Pending => "pending",
            };
            let connection = domain
                .connection
                .and_then(|id| self.sso_connections.get(&id))
                .map(|connection| format!(", signs in through {}", connection.name));
            let connection = connection.unwrap_or_default();
            format!("{} ({state}{connection})", domain.name)
        });
        fields.push(Shown::list("managedDomains", domains));
        let bypass = self.sso_bypass_link.is_some();
        fields.push(Shown::new(
            "ssoBypassLink",
            if bypass { "on" } else { "off" },
        ));
        fields.extend(rates(self));
        fields
    }
}

/// Each rate that the Organization reckons with.
fn rates(organization: &Organization) -> Vec<Shown> {
    let (card, is_example) = organization.reckons_with();
    let whose = if is_example { "the example" } else { "its own" };
    let rate = |of: &str, hour: Money| Shown::new(format!("hour of {of}"), hour.to_string());
    let mut rates = vec![
        Shown::new("rateCard", whose),
        Shown::new("currency", card.currency.clone()),
    ];
    for line in &card.schedulers {
        let size = line.size.label();
        rates.push(rate(&format!("a {size} scheduler"), line.hour));
        let higher = line.hour_with_high_availability;
        rates.push(rate(
            &format!("a {size} scheduler with high availability"),
            higher,
        ));
    }
    for line in &card.workers {
        rates.push(rate(&format!("a worker on {}", line.machine), line.hour));
    }
    rates.push(rate("a dedicated cluster", card.cluster_hour));
    rates.push(rate("a scheduler unit", card.scheduler_unit_hour));
    rates.push(rate("a CPU of Pods", card.pod_cpu_hour));
    let discount = format!("{} %", card.sleep_discount);
    rates.push(Shown::new("sleepDiscount", discount));
    rates
}

impl Record for SsoConnection {
    const KIND: ResourceKind = ResourceKind::SsoConnection;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        editable(SsoConnectionField::all_shown(self, names, &[]))
    }
}

impl Record for Workspace {
    const KIND: ResourceKind = ResourceKind::Workspace;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        editable(WorkspaceField::all_shown(self, names, &[]))
    }
}

impl Record for Cluster {
    const KIND: ResourceKind = ResourceKind::Cluster;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let mut fields = editable(ClusterField::all_shown(self, names, &["workspaceIds"]));
        let workspaces = self.workspace_ids.iter();
        fields.push(if self.workspace_ids.is_empty() {
            Shown::new("workspaceIds", "all")
        } else {
            Shown::list("workspaceIds", workspaces.map(|id| names.workspace(*id)))
        });
        fields.extend(editable(ClusterFact::all_shown(
            self,
            names,
            &["nodePools"],
        )));
        fields.extend(self.node_pools.iter().map(|pool| {
            let name = format!("nodePools[{}]", pool.name);
            Shown::new(name, pool.told())
        }));
        fields.push(Shown::new("type", self.cluster_type.label()));
        fields.push(Shown::new("cloudProvider", self.cloud_provider.label()));
        fields.push(Shown::new("region", self.region.clone()));
        for (name, id) in [
            ("providerAccount", &self.provider_account),
            ("tenantId", &self.tenant_id),
        ] {
            fields.extend(id.as_ref().map(|id| Shown::new(name, id.as_str())));
        }
        let main = Some(&self.vpc_subnet_range);
        for (name, range) in [
            ("vpcSubnetRange", main),
            ("secondaryVpcCidr", self.secondary_vpc_cidr.as_ref()),
            ("podSubnetRange", self.pod_subnet_range.as_ref()),
            ("serviceSubnetRange", self.service_subnet_range.as_ref()),
            ("servicePeeringRange", self.service_peering_range.as_ref()),
        ] {
            fields.extend(range.map(|range| Shown::new(name, range.to_string())));
        }
        fields.extend(self.vpc_peerings.values().map(|peering| {
            let text = format!("{} ({})", peering.range, peering.state.label());
            Shown::new(format!("vpcPeerings[{}]", peering.network), text)
        }));
        fields
    }
}

impl Record for Deployment {
    const KIND: ResourceKind = ResourceKind::Deployment;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    /// Queues and variables one by one, so that one changed among many is seen.
    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let whole = ["workerQueues", "environmentVariables", "contactEmails"];
        let mut fields = editable(DeploymentField::all_shown(self, names, &whole));
        fields.extend(self.worker_queues.iter().map(|queue| {
            let name = format!("workerQueues[{}]", queue.name);
            Shown {
                exact: format!("{queue:?}"),
                ..Shown::new(name, queue.told(names))
            }
        }));
        let emails = self.contact_emails.iter().cloned();
        fields.push(Shown::list("contactEmails", emails));
        let variables = self.environment_variables.iter();
        fields.extend(variables.map(variable));
        fields.push(Shown::new("workspace", names.workspace(self.workspace_id)));
        let runs_on = match &self.infrastructure {
            Infrastructure::Standard {
                cloud_provider,
                region,
            } => format!("standard cluster of {} in {region}", cloud_provider.label()),
            Infrastructure::Dedicated(id) | Infrastructure::Hybrid(id) => names.cluster(*id),
        };
        fields.push(Shown::new("runsOn", runs_on));
        fields.push(Shown::new("astroRuntimeVersion", self.runtime.text()));
        fields.extend(code(&Code::of(self)));
        let forwarding = self.log_forwarding.as_ref();
        fields.extend(forwarding.map(|it| Shown {
            exact: format!("{it:?}"),
            ..Shown::new("logForwarding", it.shown(names))
        }));
        fields
    }
}

/// What it runs, where it was deployed; the Runtime and the switch of DAG deploys are told by the Deployment.
fn code(code: &Code) -> impl Iterator<Item = Shown> {
    let told = code.told().into_iter();
    told.filter(|(name, text)| {
        let is_empty = matches!(text.as_str(), "none" | "not set");
        matches!(*name, "image" | "dagTarballVersion" | "bundles") && !is_empty
    })
    .map(|(name, text)| Shown::new(name, text))
}

/// A variable by its key; of a secret only that it is one.
fn variable(variable: &EnvironmentVariable) -> Shown {
    let name = variable_field(&variable.key);
    match &variable.value {
        VariableValue::Plain(value) => Shown::new(name, value),
        VariableValue::Secret(None) => Shown {
            is_secret: true,
            ..Shown::new(name, EMPTY_SECRET)
        },
        VariableValue::Secret(Some(secret)) => Shown::secret(name, *secret),
    }
}

impl Record for NotificationChannel {
    const KIND: ResourceKind = ResourceKind::NotificationChannel;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let mut fields = editable(NotificationChannelField::all_shown(self, names, &[]));
        fields.push(Shown::new("belongsTo", names.home(self.home)));
        fields
    }
}

impl Record for Alert {
    const KIND: ResourceKind = ResourceKind::Alert;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let whole = ["notificationChannelIds"];
        let mut fields = editable(AlertField::all_shown(self, names, &whole));
        let channels = self.notification_channel_ids.iter();
        let channels = channels.map(|id| names.channel(*id));
        fields.push(Shown::list("notificationChannelIds", channels));
        fields.push(Shown::new("type", self.alert_type.label()));
        let on = names.home(Home::Deployment(self.deployment_id));
        fields.push(Shown::new("belongsTo", on));
        fields
    }
}

impl Record for Deploy {
    const KIND: ResourceKind = ResourceKind::Deploy;

    fn id(&self) -> String {
        self.id.to_string()
    }

    /// Deploys have no name: their Deployment and their place in its history tell them apart.
    fn name(&self, names: &Names<'_>) -> String {
        names.deploy(self.id)
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let mut fields = editable(DeployField::all_shown(self, names, &[]));
        fields.push(Shown::new("status", self.status.label()));
        fields.push(Shown::new("type", self.deploy_type.label()));
        fields.push(Shown::new("source", self.source.label()));
        let runtime = self.code.runtime.text();
        fields.push(Shown::new("astroRuntimeVersion", runtime));
        fields.extend(code(&self.code));
        let back = self.rollback_from_id.map(|id| names.deploy(id));
        fields.extend(back.map(|to| Shown::new("rollbackTo", format!("deploy {to}"))));
        fields
    }
}

impl Record for Acceptance {
    const KIND: ResourceKind = ResourceKind::Finding;

    fn id(&self) -> String {
        format!("{} {}", self.key.rule.api(), self.key.subject)
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.key.rule.label().to_owned()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        vec![
            Shown::new("reason", self.reason.clone()),
            Shown::new("until", format!("{} UTC", self.until.date())),
            Shown::new("about", names.subject(&self.key.subject)),
        ]
    }
}

impl Record for AgentToken {
    const KIND: ResourceKind = ResourceKind::AgentToken;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let mut fields = vec![Shown::new("description", self.description.as_str())];
        let of = names.home(Home::Deployment(self.deployment_id));
        fields.push(Shown::new("belongsTo", of));
        fields.push(ends(self.end_at));
        fields
    }
}

impl Record for EnvironmentObject {
    const KIND: ResourceKind = ResourceKind::EnvironmentObject;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.object_key.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let whole = ["payload", "links", "excludeLinks"];
        let mut fields = editable(EnvironmentObjectField::all_shown(self, names, &whole));
        let of = self.payload.name();
        let parts = self.payload.parts().into_iter();
        fields.extend(parts.map(|part| Shown::part(of, part)));
        fields.extend(self.links.iter().map(|link| {
            let deployment = names.deployment(link.deployment_id);
            let text = match &link.overrides {
                None => "linked".to_owned(),
                Some(overrides) => format!("with its own {}", overrides.told_fields()),
            };
            Shown {
                exact: format!("{link:?}"),
                key: Some(format!("links[{}]", link.deployment_id)),
                ..Shown::new(format!("links[{deployment}]"), text)
            }
        }));
        let excluded = self.exclude_links.iter();
        let excluded = excluded.map(|id| names.deployment(*id));
        fields.push(Shown::list("excludeLinks", excluded));
        fields.push(Shown::new("belongsTo", names.home(self.scope.home())));
        fields
    }
}

/// When a credential ends.
fn ends(at: Option<Timestamp>) -> Shown {
    let text = at.map_or_else(|| "never".to_owned(), |at| format!("{} UTC", at.date()));
    Shown::new("expires", text)
}

impl Record for User {
    const KIND: ResourceKind = ResourceKind::User;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        // Somebody who was invited and never came has no name yet.
        if self.full_name.is_empty() {
            self.email.clone()
        } else {
            self.full_name.clone()
        }
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let mut fields = editable(UserField::all_shown(self, names, &[]));
        fields.push(Shown::new("status", self.status.label().to_owned()));
        let role = self.organization_role.title().to_owned();
        fields.push(Shown::new("organizationRole", role));
        fields
    }

    fn bindings(&self) -> Option<&Bindings> {
        Some(&self.roles)
    }
}

impl Record for Team {
    const KIND: ResourceKind = ResourceKind::Team;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let mut fields = editable(TeamField::all_shown(self, names, &[]));
        let role = self.organization_role.title().to_owned();
        fields.push(Shown::new("organizationRole", role));
        let members = self.members.iter();
        fields.push(Shown::list("members", members.map(|id| names.user(*id))));
        fields
    }

    fn bindings(&self) -> Option<&Bindings> {
        Some(&self.roles)
    }
}

impl Record for CustomRole {
    const KIND: ResourceKind = ResourceKind::CustomRole;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let whole = ["permissions", "restrictedWorkspaceIds"];
        let mut fields = editable(CustomRoleField::all_shown(self, names, &whole));
        let permissions = self.permissions.iter();
        let permissions = permissions.map(|it| it.name().to_owned());
        fields.push(Shown::list("permissions", permissions));
        let only_in = self.restricted_workspace_ids.iter();
        fields.push(if self.restricted_workspace_ids.is_empty() {
            Shown::new("restrictedWorkspaceIds", "all")
        } else {
            Shown::list(
                "restrictedWorkspaceIds",
                only_in.map(|id| names.workspace(*id)),
            )
        });
        let scope = match self.scope {
            CustomRoleScope::Deployment => "Deployments",
            CustomRoleScope::Dag => "DAGs",
        };
        fields.push(Shown::new("for", scope));
        fields
    }
}

impl Record for ApiToken {
    const KIND: ResourceKind = ResourceKind::ApiToken;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self, _: &Names<'_>) -> String {
        self.name.clone()
    }

    fn fields(&self, names: &Names<'_>) -> Vec<Shown> {
        let mut fields = editable(ApiTokenField::all_shown(self, names, &[]));
        if let Some(role) = self.organization_role {
            fields.push(Shown::new("organizationRole", role.title().to_owned()));
        }
        fields.push(Shown::new("rotations", self.rotations.to_string()));
        let home = match self.scope {
            TokenScope::Organization => Home::Organization,
            TokenScope::Workspace(id) => Home::Workspace(id),
            TokenScope::Deployment(id) => Home::Deployment(id),
        };
        fields.push(Shown::new("belongsTo", names.home(home)));
        fields.push(ends(self.end_at));
        fields
    }

    fn bindings(&self) -> Option<&Bindings> {
        Some(&self.roles)
    }
}
