//! The commands that bring one thing, or some of its fields, back to what was so at an earlier moment.
//!
//! What differs is put as the events that would have led from then to now, and those are taken back as an undo would:
//! so what cannot be undone cannot be restored, for the same reason. Whether a person may is decided like any command.

use std::collections::{BTreeMap, BTreeSet};

use super::{undo, why_it_stays};
use crate::access::{Bindings, BoundRole, Holder};
use crate::deployment::{Deployment, EnvironmentVariable, VariableValue};
use crate::edit::Edited;
use crate::organization::Organization;
use crate::plan::new_secrets;
use crate::team::Team;
use crate::user::User;
use crate::{Command, Event, Names, ResourceKind, State, Timestamp, apply};

/// Why a field that no command sets stays.
const NOT_SET: &str = "no change of its own sets it; it follows from what happened";
/// Why a field stays whose earlier value holds a secret that the newer one does not.
const SECRET: &str = "its secret is sealed and read by nobody; set it anew";

/// The way back to an earlier moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restoration {
    /// What brings it back, in order; empty where nothing does.
    pub commands: Vec<Command>,
    /// Each field that stays as it is, by its name as differences tell it, and why, as the end of a sentence. The thing
    /// itself has no name.
    pub stays: Vec<(String, &'static str)>,
}

/// The way from `now` back to `then` for one thing; where it is there at both moments, for these of its fields, named
/// as [`crate::plan::difference`] names them.
#[must_use]
pub fn restore(
    then: &State,
    now: &State,
    kind: ResourceKind,
    id: &str,
    fields: &[String],
) -> Restoration {
    let mut way = Way {
        then,
        now,
        wanted: fields,
        covered: BTreeSet::new(),
        events: Vec::new(),
        stays: Vec::new(),
    };
    way.to(kind, id);
    let (covered, events, mut stays) = (way.covered, way.events, way.stays);
    for field in fields {
        if !covered.contains(root(field)) && !covered.contains(field.as_str()) {
            stays.push((field.clone(), NOT_SET));
        }
    }
    let mut commands = Vec::new();
    for (field, event) in events {
        let event = [event];
        match undo(then, &event) {
            Some(back) => commands.extend(back),
            None => stays.push((field, why_it_stays(then, &event).unwrap_or(NOT_SET))),
        }
    }
    Restoration { commands, stays }
}

/// The field that a name such as `workerQueues[default]` is about.
fn root(field: &str) -> &str {
    field.split_once('[').map_or(field, |(root, _)| root)
}

struct Way<'a> {
    then: &'a State,
    now: &'a State,
    wanted: &'a [String],
    /// The names of fields that a command sets.
    covered: BTreeSet<String>,
    events: Vec<(String, Event)>,
    stays: Vec<(String, &'static str)>,
}

/// The events by which a thing came, went, or got other values in the fields that are wanted.
macro_rules! steps {
    ($way:ident, $id:ident, $read:ident, $made:expr, $gone:ident, $edited:ident) => {{
        let Ok(id) = $id.parse() else { return };
        match ($way.then.$read(id), $way.now.$read(id)) {
            (None, None) => {}
            (None, Some(it)) => {
                let made: fn(_) -> Event = $made;
                $way.add("", made(it.clone()));
            }
            (Some(_), None) => $way.add("", Event::$gone { id }),
            (Some(then), Some(now)) => {
                $way.edits(then, now, |changes| Event::$edited { id, changes });
            }
        }
    }};
}

impl Way<'_> {
    fn to(&mut self, kind: ResourceKind, id: &str) {
        match kind {
            ResourceKind::Organization => self.organization(),
            ResourceKind::SsoConnection => self.sso_connection(id),
            ResourceKind::Workspace => steps!(
                self,
                id,
                workspace,
                Event::WorkspaceCreated,
                WorkspaceDeleted,
                WorkspaceEdited
            ),
            ResourceKind::Cluster => {
                steps!(
                    self,
                    id,
                    cluster,
                    |it| Event::ClusterCreated(Box::new(it)),
                    ClusterDeleted,
                    ClusterEdited
                );
                self.facts(id);
            }
            ResourceKind::Deployment => {
                steps!(
                    self,
                    id,
                    deployment,
                    |it| Event::DeploymentCreated(Box::new(it)),
                    DeploymentDeleted,
                    DeploymentEdited
                );
                self.beside_deployment(id);
            }
            ResourceKind::NotificationChannel => steps!(
                self,
                id,
                notification_channel,
                Event::NotificationChannelCreated,
                NotificationChannelDeleted,
                NotificationChannelEdited
            ),
            ResourceKind::Alert => steps!(
                self,
                id,
                alert,
                |it| Event::AlertCreated(Box::new(it)),
                AlertDeleted,
                AlertEdited
            ),
            ResourceKind::EnvironmentObject => steps!(
                self,
                id,
                environment_object,
                |it| Event::EnvironmentObjectCreated(Box::new(it)),
                EnvironmentObjectDeleted,
                EnvironmentObjectEdited
            ),
            ResourceKind::CustomRole => steps!(
                self,
                id,
                custom_role,
                Event::CustomRoleCreated,
                CustomRoleDeleted,
                CustomRoleEdited
            ),
            ResourceKind::User => {
                steps!(self, id, user, Event::UserAdded, UserRemoved, UserEdited);
                self.standing(id);
            }
            ResourceKind::Team => {
                steps!(self, id, team, Event::TeamCreated, TeamDeleted, TeamEdited);
                self.membership(id);
            }
            ResourceKind::ApiToken => {
                steps!(
                    self,
                    id,
                    api_token,
                    Event::ApiTokenCreated,
                    ApiTokenDeleted,
                    ApiTokenEdited
                );
                if let Ok(id) = id.parse() {
                    self.roles_of(Holder::ApiToken(id));
                }
            }
            ResourceKind::Deploy => self.deploy(id),
            ResourceKind::AgentToken => self.agent_token(id),
            ResourceKind::Finding => self.acceptance(id),
            // Parts of other things, and what the product does not keep.
            ResourceKind::Domain | ResourceKind::VpcPeering | ResourceKind::Dag => {}
        }
    }

    fn add(&mut self, field: &str, event: Event) {
        self.events.push((field.to_owned(), event));
    }

    /// Whether a field is to be brought back; notes that something does that.
    fn wants(&mut self, name: &str) -> bool {
        let wanted = self.wanted.iter().any(|it| root(it) == name);
        if wanted {
            self.covered.insert(name.to_owned());
        }
        wanted
    }

    /// The fields that can be edited. Parts of a payload are told one by one and edited as a whole.
    fn edits<T: Edited<F>, F: Clone + PartialEq>(
        &mut self,
        then: &T,
        now: &T,
        event: impl Fn(Vec<F>) -> Event,
    ) {
        let fields = now.every_field().into_iter();
        let mut changes = Vec::new();
        for field in fields.filter(|field| then.field_like(field) != *field) {
            let name = T::name_of(&field);
            // Variables are brought back one by one, see below.
            if name == "environmentVariables" {
                continue;
            }
            let parts: Vec<String> = self
                .wanted
                .iter()
                .filter(|it| it.contains('.'))
                .cloned()
                .collect();
            let is_payload = name == "payload" && !parts.is_empty();
            if !is_payload && !self.wants(name) {
                continue;
            }
            if is_payload {
                self.covered.extend(parts);
            }
            if self.needs_a_secret(&event(vec![then.field_like(&field)])) {
                self.stays.push((name.to_owned(), SECRET));
            } else {
                changes.push(field);
            }
        }
        if !changes.is_empty() {
            self.add("", event(changes));
        }
    }

    /// Whether the way back by this event would name a secret that is not in use now.
    fn needs_a_secret(&self, back: &Event) -> bool {
        let mut fork = self.now.clone();
        // Who did it and when is nothing that a secret depends on.
        let at = Timestamp::from_seconds(0);
        let by = crate::Actor::User(crate::UserId::from_bits(0));
        apply(&mut fork, back, at, by);
        !new_secrets(self.now, &fork).is_empty()
    }

    fn organization(&mut self) {
        let (Some(then), Some(now)) = (self.then.organization(), self.now.organization()) else {
            return;
        };
        self.edits(then, now, |changes| Event::OrganizationEdited { changes });
        let (old, new) = (
            &then.allowed_ip_address_ranges,
            &now.allowed_ip_address_ranges,
        );
        if self.wants("allowedIpAddressRanges") {
            let added: Vec<_> = new.iter().filter(|it| !old.contains(it)).copied().collect();
            let gone: Vec<_> = old.iter().filter(|it| !new.contains(it)).copied().collect();
            if !added.is_empty() {
                self.add(
                    "allowedIpAddressRanges",
                    Event::IpRangesAdded { ranges: added },
                );
            }
            if !gone.is_empty() {
                self.add(
                    "allowedIpAddressRanges",
                    Event::IpRangesRemoved { ranges: gone },
                );
            }
        }
        if self.wants("managedDomains") {
            self.domains(then, now);
        }
        if self.wants("ssoBypassLink") {
            let event = match &now.sso_bypass_link {
                Some(link) => Event::SsoBypassLinkCreated(link.clone()),
                None => Event::SsoBypassLinkDeleted,
            };
            self.add("ssoBypassLink", event);
        }
        let rates: Vec<String> = self
            .wanted
            .iter()
            .filter(|it| {
                ["rateCard", "currency", "sleepDiscount"].contains(&it.as_str())
                    || it.starts_with("hour of ")
            })
            .cloned()
            .collect();
        if !rates.is_empty() {
            self.covered.extend(rates);
            let event = Event::RateCardSet {
                version: now.rate_card_version,
                card: now.rate_card.clone().map(Box::new),
            };
            self.add("rateCard", event);
        }
    }

    fn domains(&mut self, then: &Organization, now: &Organization) {
        for (name, domain) in &now.managed_domains {
            match then.managed_domains.get(name) {
                None => self.add("managedDomains", Event::DomainAdded(domain.clone())),
                Some(was) => {
                    if was.connection != domain.connection {
                        let (name, connection) = (name.clone(), domain.connection);
                        self.add("managedDomains", Event::DomainMapped { name, connection });
                    }
                    if was.status != domain.status {
                        let name = name.clone();
                        self.add("managedDomains", Event::DomainVerified { name });
                    }
                }
            }
        }
        for name in then.managed_domains.keys() {
            if !now.managed_domains.contains_key(name) {
                let name = name.clone();
                self.add("managedDomains", Event::DomainRemoved { name });
            }
        }
    }

    fn sso_connection(&mut self, id: &str) {
        let Ok(id) = id.parse() else { return };
        let of = |state: &State| state.organization()?.sso_connections.get(&id).cloned();
        match (of(self.then), of(self.now)) {
            (None, None) => {}
            (None, Some(it)) => self.add("", Event::SsoConnectionCreated(it)),
            (Some(_), None) => self.add("", Event::SsoConnectionDeleted { id }),
            (Some(then), Some(now)) => {
                self.edits(&then, &now, |changes| Event::SsoConnectionEdited {
                    id,
                    changes,
                });
            }
        }
    }

    /// What is reported of a cluster.
    fn facts(&mut self, id: &str) {
        let Ok(id) = id.parse() else { return };
        if let (Some(then), Some(now)) = (self.then.cluster(id), self.now.cluster(id)) {
            self.edits(then, now, |changes| Event::ClusterReported { id, changes });
        }
    }

    /// What has commands of its own: variables, where logs go, and the Workspace.
    fn beside_deployment(&mut self, id: &str) {
        let Ok(id) = id.parse() else { return };
        let (Some(then), Some(now)) = (self.then.deployment(id), self.now.deployment(id)) else {
            return;
        };
        self.variables(then, now);
        if then.log_forwarding != now.log_forwarding && self.wants("logForwarding") {
            let value = now.log_forwarding.clone();
            self.add("logForwarding", Event::LogForwardingSet { id, value });
        }
        if then.workspace_id != now.workspace_id && self.wants("workspace") {
            let workspace = now.workspace_id;
            self.add("workspace", Event::DeploymentTransferred { id, workspace });
        }
    }

    fn variables(&mut self, then: &Deployment, now: &Deployment) {
        fn by_key(deployment: &Deployment) -> BTreeMap<&str, &EnvironmentVariable> {
            let variables = deployment.environment_variables.iter();
            variables.map(|it| (it.key.as_str(), it)).collect()
        }
        let (old, new) = (by_key(then), by_key(now));
        let (mut set, mut removed) = (Vec::new(), Vec::new());
        for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let field = format!("environmentVariables[{key}]");
            let (was, is) = (old.get(key), new.get(key));
            if was == is || !self.wanted.contains(&field) {
                continue;
            }
            self.covered.insert(field.clone());
            if was.is_some_and(|was| matches!(was.value, VariableValue::Secret(Some(_)))) {
                self.stays.push((field, SECRET));
                continue;
            }
            match is {
                Some(is) => set.push((*is).clone()),
                None => removed.push((*key).to_owned()),
            }
        }
        if !set.is_empty() || !removed.is_empty() {
            let id = now.id;
            self.add(
                "environmentVariables",
                Event::EnvironmentVariablesChanged { id, set, removed },
            );
        }
    }

    fn deploy(&mut self, id: &str) {
        let Ok(id) = id.parse() else { return };
        match (self.then.deploy(id), self.now.deploy(id)) {
            (None, Some(it)) => self.add("", Event::DeployCreated(Box::new(it.clone()))),
            (Some(then), Some(now)) => {
                self.edits(then, now, |changes| Event::DeployEdited { id, changes });
            }
            // A deploy goes with its Deployment alone.
            (Some(_), None) => self
                .stays
                .push((String::new(), "it went with its Deployment")),
            (None, None) => {}
        }
    }

    fn agent_token(&mut self, id: &str) {
        let Ok(id) = id.parse() else { return };
        match (self.then.agent_token(id), self.now.agent_token(id)) {
            (None, Some(it)) => self.add("", Event::AgentTokenCreated(it.clone())),
            (Some(_), None) => self.add("", Event::AgentTokenDeleted { id }),
            _ => {}
        }
    }

    fn acceptance(&mut self, id: &str) {
        let of = |state: &State| {
            let mut all = state.acceptances.values();
            let named =
                |key: &crate::findings::FindingKey| format!("{} {}", key.rule.api(), key.subject);
            all.find(|it| named(&it.key) == id)
                .map(|it| it.as_ref().clone())
        };
        match (of(self.then), of(self.now)) {
            (_, Some(now)) => {
                self.covered.extend(self.wanted.iter().cloned());
                self.add("", Event::FindingAccepted(now));
            }
            (Some(then), None) => {
                let key = then.key;
                self.add("", Event::FindingAcceptanceWithdrawn { key });
            }
            (None, None) => {}
        }
    }

    fn standing(&mut self, id: &str) {
        let Ok(id) = id.parse() else { return };
        let status = |state: &State| state.user(id).map(|user: &User| user.status);
        if let (Some(was), Some(status)) = (status(self.then), status(self.now))
            && was != status
            && self.wants("status")
        {
            self.add("status", Event::UserStatusSet { id, status });
        }
        self.roles_of(Holder::User(id));
    }

    fn membership(&mut self, id: &str) {
        let Ok(id) = id.parse() else { return };
        let members = |state: &State| state.team(id).map(|team: &Team| team.members.clone());
        if let (Some(was), Some(is)) = (members(self.then), members(self.now))
            && was != is
            && self.wants("members")
        {
            let users: Vec<_> = is.difference(&was).copied().collect();
            if !users.is_empty() {
                self.add("members", Event::TeamMembersAdded { id, users });
            }
            for user in was.difference(&is).copied() {
                self.add("members", Event::TeamMemberRemoved { id, user });
            }
        }
        self.roles_of(Holder::Team(id));
    }

    /// The roles of somebody who is there at both moments.
    fn roles_of(&mut self, holder: Holder) {
        let bindings = |state: &State| state.bindings(holder).cloned();
        let (Some(then), Some(now)) = (bindings(self.then), bindings(self.now)) else {
            return;
        };
        let role = self.now.organization_role(holder);
        if self.then.organization_role(holder) != role
            && let Some(role) = role
            && self.wants("organizationRole")
        {
            self.add(
                "organizationRole",
                Event::OrganizationRoleAssigned { holder, role },
            );
        }
        let names = Names::of_both(self.then, self.now);
        let mut events = BTreeMap::new();
        for role in bound(&then).chain(bound(&now)) {
            let Some(extent) = role.extent() else {
                continue;
            };
            let field = format!("role on {}", extent.title_by(&names));
            let event = match role {
                BoundRole::Organization(_) | BoundRole::UpwardReads => continue,
                BoundRole::Workspace(workspace, _) => Event::WorkspaceRoleAssigned {
                    holder,
                    workspace,
                    role: now.workspaces.get(&workspace).copied(),
                },
                BoundRole::Deployment(deployment, _) => Event::DeploymentRoleAssigned {
                    holder,
                    deployment,
                    role: now.deployments.get(&deployment).copied(),
                },
                BoundRole::Dag(deployment, dags, _) => Event::DagRoleAssigned {
                    holder,
                    deployment,
                    role: now.dag(deployment, &dags),
                    dags,
                },
            };
            if self.wanted.contains(&field) {
                events.insert(format!("{extent:?}"), (field, event));
            }
        }
        for (field, event) in events.into_values() {
            self.covered.insert(field.clone());
            self.covered.insert(root(&field).to_owned());
            self.events.push((field, event));
        }
    }
}

/// Each role below the Organization.
fn bound(bindings: &Bindings) -> impl Iterator<Item = BoundRole> {
    let workspaces = bindings.workspaces.iter();
    let workspaces = workspaces.map(|(id, role)| BoundRole::Workspace(*id, *role));
    let deployments = bindings.deployments.iter();
    let deployments = deployments.map(|(id, role)| BoundRole::Deployment(*id, *role));
    let dags = bindings.dags.iter().flat_map(|(id, roles)| {
        let roles = roles.iter();
        roles.map(|(dags, role)| BoundRole::Dag(*id, dags.clone(), *role))
    });
    workspaces.chain(deployments).chain(dags)
}
