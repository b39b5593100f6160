//! What each kind of thing shows when two versions are compared: the fields that can be edited, and what else
//! somebody decides on. When and by whom it last changed is not among it.

use std::collections::BTreeSet;

use super::rebase::variable_field;
use crate::access::{Bindings, BoundRole};
use crate::agent_token::AgentToken;
use crate::alert::{Alert, AlertField};
use crate::api_token::{ApiToken, ApiTokenField};
use crate::cluster::{Cluster, ClusterFact, ClusterField};
use crate::cost::Money;
use crate::custom_role::{CustomRole, CustomRoleField};
use crate::deploy::{Deploy, DeployField};
use crate::deployment::{Deployment, DeploymentField, EnvironmentVariable, VariableValue};
use crate::edit::Value;
use crate::environment_object::{EnvironmentObject, EnvironmentObjectField, Part};
use crate::findings::Acceptance;
use crate::notification_channel::{NotificationChannel, NotificationChannelField};
use crate::organization::{
    DomainStatus, Organization, OrganizationField, SsoConnection, SsoConnectionField,
};
use crate::team::{Team, TeamField};
use crate::user::{User, UserField};
use crate::workspace::{DefaultInfrastructure, Workspace, WorkspaceField};
use crate::{DeploymentId, ResourceKind, SecretId, State};

/// What a secret reads as, whichever it is.
pub(super) const SECRET: &str = "secret";

/// One field as a person reads it.
pub(super) struct Shown {
    /// Its name in the API; a role by what it is held on.
    pub(super) name: String,
    /// What it holds.
    pub(super) text: String,
    /// What tells it from another value that reads alike, such as which secret it is; never shown.
    pub(super) exact: String,
}

impl Shown {
    fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            exact: String::new(),
        }
    }

    /// A field that holds a secret.
    fn secret(name: impl Into<String>, secret: SecretId) -> Self {
        Self {
            exact: secret.to_string(),
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
}

/// A thing that can differ.
pub(super) trait Record {
    /// What it is.
    const KIND: ResourceKind;

    /// Its id.
    fn id(&self) -> String;

    /// Its name.
    fn name(&self) -> String;

    /// Its fields as a person reads them, by their names in the API.
    fn fields(&self, state: &State) -> Vec<Shown>;

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

/// Says in names what a field says in ids.
fn in_names(fields: &mut [Shown], name: &str, text: String) {
    if let Some(field) = fields.iter_mut().find(|field| field.name == name) {
        field.text = text;
    }
}

/// The names of Deployments, by name.
fn deployments(state: &State, ids: &BTreeSet<DeploymentId>) -> String {
    let mut names: Vec<String> = ids.iter().map(|id| deployment_name(state, *id)).collect();
    names.sort();
    listed(names.into_iter())
}

fn deployment_name(state: &State, id: DeploymentId) -> String {
    let found = state.deployment(id);
    found.map_or_else(|| id.to_string(), |it| it.name.clone())
}

/// Several values as one; what there is nothing of reads as none.
fn listed(values: impl Iterator<Item = String>) -> String {
    let values: Vec<String> = values.collect();
    if values.is_empty() {
        return "none".to_owned();
    }
    values.join(", ")
}

/// Each role below the Organization, by what it is held on.
pub(super) fn roles(bindings: &Bindings, state: &State) -> Vec<Shown> {
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
            let on = role.extent()?.title(state);
            Some(Shown::new(format!("role on {on}"), role.title(state)))
        })
        .collect()
}

impl Record for Organization {
    const KIND: ResourceKind = ResourceKind::Organization;

    fn id(&self) -> String {
        String::new()
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn fields(&self, _: &State) -> Vec<Shown> {
        let mut fields = editable(OrganizationField::all_shown(self, &[]));
        let ranges = self
            .allowed_ip_address_ranges
            .iter()
            .map(ToString::to_string);
        fields.push(Shown::new("allowedIpAddressRanges", listed(ranges)));
        let domains = self.managed_domains.values().map(|domain| {
            let state = match domain.status {
                DomainStatus::Verified => "verified",
                DomainStatus::Pending => "pending",
            };
            format!("{} ({state})", domain.name)
        });
        fields.push(Shown::new("managedDomains", listed(domains)));
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

    fn name(&self) -> String {
        self.name.clone()
    }

    fn fields(&self, _: &State) -> Vec<Shown> {
        editable(SsoConnectionField::all_shown(self, &[]))
    }
}

impl Record for Workspace {
    const KIND: ResourceKind = ResourceKind::Workspace;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn fields(&self, state: &State) -> Vec<Shown> {
        let mut fields = editable(WorkspaceField::all_shown(self, &[]));
        if let Some(DefaultInfrastructure::Cluster(id)) = &self.default_infrastructure
            && let Some(cluster) = state.cluster(*id)
        {
            let text = format!("cluster {}", cluster.name);
            in_names(&mut fields, "defaultInfrastructure", text);
        }
        fields
    }
}

impl Record for Cluster {
    const KIND: ResourceKind = ResourceKind::Cluster;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn fields(&self, _: &State) -> Vec<Shown> {
        let mut fields = editable(ClusterField::all_shown(self, &[]));
        fields.extend(editable(ClusterFact::all_shown(self, &[])));
        fields.push(Shown::new(
            "cloudProvider",
            self.cloud_provider.label().to_owned(),
        ));
        fields.push(Shown::new("region", self.region.clone()));
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

    fn name(&self) -> String {
        self.name.clone()
    }

    /// Queues and variables one by one, so that one changed among many is seen.
    fn fields(&self, state: &State) -> Vec<Shown> {
        let whole = ["workerQueues", "environmentVariables"];
        let mut fields = editable(DeploymentField::all_shown(self, &whole));
        fields.extend(
            self.worker_queues
                .iter()
                .map(|queue| Shown::new(format!("workerQueues[{}]", queue.name), queue.shown())),
        );
        let variables = self.environment_variables.iter();
        fields.extend(variables.map(variable));
        let workspace = state.workspace(self.workspace_id);
        let workspace = workspace.map_or_else(
            || self.workspace_id.to_string(),
            |workspace| workspace.name.clone(),
        );
        fields.push(Shown::new("workspace", workspace));
        fields.push(Shown::new(
            "astroRuntimeVersion",
            self.runtime.text().to_owned(),
        ));
        let forwarding = self.log_forwarding.as_ref();
        fields.extend(forwarding.map(|it| Shown {
            exact: format!("{it:?}"),
            ..Shown::new("logForwarding", it.shown())
        }));
        fields
    }
}

/// A variable by its key; of a secret only that it is one.
fn variable(variable: &EnvironmentVariable) -> Shown {
    let name = variable_field(&variable.key);
    match &variable.value {
        VariableValue::Plain(value) => Shown::new(name, value),
        VariableValue::Secret(None) => Shown::new(name, "secret, empty"),
        VariableValue::Secret(Some(secret)) => Shown::secret(name, *secret),
    }
}

impl Record for NotificationChannel {
    const KIND: ResourceKind = ResourceKind::NotificationChannel;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn fields(&self, _: &State) -> Vec<Shown> {
        editable(NotificationChannelField::all_shown(self, &[]))
    }
}

impl Record for Alert {
    const KIND: ResourceKind = ResourceKind::Alert;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn fields(&self, state: &State) -> Vec<Shown> {
        let mut fields = editable(AlertField::all_shown(self, &[]));
        let channels = self.notification_channel_ids.iter().map(|id| {
            let found = state.notification_channel(*id);
            found.map_or_else(|| id.to_string(), |it| it.name.clone())
        });
        let mut names: Vec<String> = channels.collect();
        names.sort();
        let text = listed(names.into_iter());
        in_names(&mut fields, "notificationChannelIds", text);
        fields
    }
}

impl Record for Deploy {
    const KIND: ResourceKind = ResourceKind::Deploy;

    fn id(&self) -> String {
        self.id.to_string()
    }

    /// Deploys have no name: the id tells them apart.
    fn name(&self) -> String {
        self.id.to_string()
    }

    fn fields(&self, _: &State) -> Vec<Shown> {
        let mut fields = editable(DeployField::all_shown(self, &[]));
        fields.push(Shown::new("status", self.status.label()));
        fields
    }
}

impl Record for Acceptance {
    const KIND: ResourceKind = ResourceKind::Finding;

    fn id(&self) -> String {
        format!("{} {}", self.key.rule.api(), self.key.subject)
    }

    fn name(&self) -> String {
        self.key.rule.label().to_owned()
    }

    fn fields(&self, _: &State) -> Vec<Shown> {
        vec![
            Shown::new("reason", self.reason.clone()),
            Shown::new("until", self.until.to_string()),
        ]
    }
}

impl Record for AgentToken {
    const KIND: ResourceKind = ResourceKind::AgentToken;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn fields(&self, _: &State) -> Vec<Shown> {
        vec![Shown::new("description", self.description.as_str())]
    }
}

impl Record for EnvironmentObject {
    const KIND: ResourceKind = ResourceKind::EnvironmentObject;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> String {
        self.object_key.clone()
    }

    /// What it holds and its links one by one, so that one changed among many is seen.
    fn fields(&self, state: &State) -> Vec<Shown> {
        let whole = ["payload", "links"];
        let mut fields = editable(EnvironmentObjectField::all_shown(self, &whole));
        let of = self.payload.name();
        let parts = self.payload.parts().into_iter();
        fields.extend(parts.map(|part| Shown::part(of, part)));
        fields.extend(self.links.iter().map(|link| {
            let text = match &link.overrides {
                None => "linked".to_owned(),
                Some(overrides) => format!("with its own {}", overrides.set_fields().join(", ")),
            };
            let name = deployment_name(state, link.deployment_id);
            Shown {
                exact: format!("{link:?}"),
                ..Shown::new(format!("links[{name}]"), text)
            }
        }));
        let excluded = deployments(state, &self.exclude_links);
        in_names(&mut fields, "excludeLinks", excluded);
        fields
    }
}

impl Record for User {
    const KIND: ResourceKind = ResourceKind::User;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> String {
        self.full_name.clone()
    }

    fn fields(&self, _: &State) -> Vec<Shown> {
        let mut fields = editable(UserField::all_shown(self, &[]));
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

    fn name(&self) -> String {
        self.name.clone()
    }

    fn fields(&self, state: &State) -> Vec<Shown> {
        let mut fields = editable(TeamField::all_shown(self, &[]));
        let role = self.organization_role.title().to_owned();
        fields.push(Shown::new("organizationRole", role));
        let members = self.members.iter().map(|id| {
            let user = state.user(*id);
            user.map_or_else(|| id.to_string(), |user| user.full_name.clone())
        });
        fields.push(Shown::new("members", listed(members)));
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

    fn name(&self) -> String {
        self.name.clone()
    }

    fn fields(&self, _: &State) -> Vec<Shown> {
        editable(CustomRoleField::all_shown(self, &[]))
    }
}

impl Record for ApiToken {
    const KIND: ResourceKind = ResourceKind::ApiToken;

    fn id(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> String {
        self.name.clone()
    }

    fn fields(&self, _: &State) -> Vec<Shown> {
        let mut fields = editable(ApiTokenField::all_shown(self, &[]));
        if let Some(role) = self.organization_role {
            fields.push(Shown::new("organizationRole", role.title().to_owned()));
        }
        fields.push(Shown::new("rotations", self.rotations.to_string()));
        fields
    }

    fn bindings(&self) -> Option<&Bindings> {
        Some(&self.roles)
    }
}
