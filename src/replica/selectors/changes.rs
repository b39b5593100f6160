//! The newest commits as sentences: who changed what, and when. A person reads of what they may see and of nothing
//! else; a commit that has nothing for them is left out. Values stay out of it.

use std::collections::BTreeMap;

use planisphere_domain::access::Holder;
use planisphere_domain::api_token::TokenScope;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{
    Actor, Cause, ClusterId, DeploymentId, Event, State, Timestamp, UserId, WorkspaceId,
};

use super::super::activity::PastCommit;
use super::super::{Opened, Replica, field_in_words};
use super::things::Thing;
use super::tokens::reading_tokens;

/// So many fields are named in a sentence.
const MOST_FIELDS: usize = 4;

/// One commit in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// Who made it.
    pub who: String,
    /// Whether that is an API token.
    pub is_token: bool,
    /// What they did: `created the Workspace`.
    pub what: String,
    /// What to.
    pub name: String,
    /// Its page, while it is there.
    pub thing: Option<Thing>,
    /// What else there is to it: fields, further changes, files.
    pub detail: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl Replica {
    /// The newest changes that the person may see, the last one first.
    #[must_use]
    pub fn changes(self, most: usize) -> Vec<ChangeRow> {
        self.read(|opened| {
            let rows = opened.activity.newest();
            rows.filter_map(|commit| row(opened, commit))
                .take(most)
                .collect()
        })
        .unwrap_or_default()
    }
}

fn row(opened: &Opened, past: &PastCommit) -> Option<ChangeRow> {
    let names = Names {
        state: &opened.state,
        ended: &past.ended,
    };
    let mut told = past
        .commit
        .events
        .iter()
        .filter_map(|event| names.told(event))
        .filter(|told| opened.holds_on(told.reading, &told.resource));
    let first = told.next()?;
    let seen = told.count();
    // What is not at hand counts for those alone who may read the whole log.
    let cut = past.count.saturating_sub(past.commit.events.len());
    let more = if opened.holds(Permission::OrganizationAuditLogsGet) {
        seen + cut
    } else {
        seen
    };
    let mut details = Vec::new();
    details.extend(first.detail);
    match more {
        0 => {}
        1 => details.push("1 more change".to_owned()),
        more => details.push(format!("{more} more changes")),
    }
    match &past.commit.cause {
        Cause::Import { files } if files.len() == 1 => details.push("from 1 file".to_owned()),
        Cause::Import { files } => details.push(format!("from {} files", files.len())),
        Cause::Undo => details.push("by Undo".to_owned()),
        Cause::Plan { .. } => details.push("by a plan".to_owned()),
        Cause::Edit => {}
    }
    Some(ChangeRow {
        who: actor(opened, past.commit.actor),
        is_token: matches!(past.commit.actor, Actor::ApiToken(_)),
        what: first.what,
        name: first.name,
        thing: first.thing,
        detail: (!details.is_empty()).then(|| details.join(", ")),
        at: past.commit.at,
    })
}

/// Who made a commit, as far as the person may know.
pub(super) fn actor(opened: &Opened, actor: Actor) -> String {
    let state = &opened.state;
    match actor {
        Actor::User(id) => {
            let is_open = opened.holds(Permission::OrganizationUsersGet)
                || opened.viewer.is_some_and(|viewer| viewer.actor() == actor);
            match state.user(id).filter(|_| is_open) {
                Some(user) => user.full_name.clone(),
                None => "Somebody".to_owned(),
            }
        }
        Actor::ApiToken(id) => {
            let token = state.api_token(id);
            let is_open =
                |scope: TokenScope| opened.holds_on(reading_tokens(scope), &scope.resource());
            match token.filter(|token| is_open(token.scope)) {
                Some(token) => token.name.clone(),
                None => "A token".to_owned(),
            }
        }
    }
}

/// An event in words, and what one has to hold to read of it.
struct Told {
    what: String,
    name: String,
    thing: Option<Thing>,
    detail: Option<String>,
    reading: Permission,
    resource: ResourceRef,
}

impl Told {
    fn of_organization(
        reading: Permission,
        what: &str,
        name: impl Into<String>,
        thing: Thing,
    ) -> Self {
        Self {
            what: what.to_owned(),
            name: name.into(),
            thing: Some(thing),
            detail: None,
            reading,
            resource: ResourceRef::Organization,
        }
    }

    fn with(mut self, detail: String) -> Self {
        if !detail.is_empty() {
            self.detail = Some(detail);
        }
        self
    }
}

/// What things are called, now or when they ended.
struct Names<'a> {
    state: &'a State,
    ended: &'a BTreeMap<String, String>,
}

impl Names<'_> {
    fn was(&self, id: impl ToString) -> String {
        let name = self.ended.get(&id.to_string());
        name.cloned()
            .unwrap_or_else(|| "something deleted".to_owned())
    }

    fn of_user(&self, what: &str, id: UserId) -> Told {
        let user = self.state.user(id);
        let name = user.map_or_else(|| self.was(id), |user| user.full_name.clone());
        let thing = user.map_or(Thing::Users, |_| Thing::User(id));
        Told::of_organization(Permission::OrganizationUsersGet, what, name, thing)
    }

    fn of_workspace(&self, what: &str, id: WorkspaceId) -> Told {
        let found = self.state.workspace(id);
        let name = found.map_or_else(|| self.was(id), |found| found.name.clone());
        self.under(what, name, found.map(|_| Thing::Workspace(id)), id)
    }

    fn under(&self, what: &str, name: String, thing: Option<Thing>, id: WorkspaceId) -> Told {
        // What is gone is told to those who may read the whole log.
        let (reading, resource) = if self.state.workspace(id).is_some() {
            (Permission::WorkspaceGet, ResourceRef::Workspace(id))
        } else {
            (
                Permission::OrganizationAuditLogsGet,
                ResourceRef::Organization,
            )
        };
        Told {
            what: what.to_owned(),
            name,
            thing,
            detail: None,
            reading,
            resource,
        }
    }

    fn of_deployment(&self, what: &str, id: DeploymentId) -> Told {
        match self.state.deployment(id) {
            Some(found) => Told {
                what: what.to_owned(),
                name: found.name.clone(),
                thing: Some(Thing::Deployment(found.workspace_id, id)),
                detail: None,
                reading: Permission::DeploymentGet,
                resource: ResourceRef::Deployment(id),
            },
            None => self.gone(what, self.was(id)),
        }
    }

    fn gone(&self, what: &str, name: String) -> Told {
        Told {
            what: what.to_owned(),
            name,
            thing: None,
            detail: None,
            reading: Permission::OrganizationAuditLogsGet,
            resource: ResourceRef::Organization,
        }
    }

    fn of_cluster(&self, what: &str, id: ClusterId) -> Told {
        let found = self.state.cluster(id);
        let name = found.map_or_else(|| self.was(id), |found| found.name.clone());
        let mut told = Told::of_organization(
            Permission::OrganizationClustersGet,
            what,
            name,
            Thing::Cluster(id),
        );
        told.thing = told.thing.filter(|_| found.is_some());
        told
    }

    fn of_team(&self, what: &str, id: planisphere_domain::TeamId) -> Told {
        let found = self.state.team(id);
        let name = found.map_or_else(|| self.was(id), |found| found.name.clone());
        let reading = Permission::OrganizationTeamsGet;
        let mut told = Told::of_organization(reading, what, name, Thing::Team(id));
        told.thing = told.thing.filter(|_| found.is_some());
        told
    }

    fn of_role(&self, what: &str, id: planisphere_domain::CustomRoleId) -> Told {
        let found = self.state.custom_role(id);
        let name = found.map_or_else(|| self.was(id), |found| found.name.clone());
        let reading = Permission::OrganizationCustomRolesGet;
        let mut told = Told::of_organization(reading, what, name, Thing::Role(id));
        told.thing = told.thing.filter(|_| found.is_some());
        told
    }

    fn of_token(&self, what: &str, id: planisphere_domain::ApiTokenId) -> Told {
        let Some(found) = self.state.api_token(id) else {
            return self.gone(what, self.was(id));
        };
        let workspace = match found.scope {
            TokenScope::Deployment(id) => self.state.deployment(id).map(|it| it.workspace_id),
            _ => None,
        };
        Told {
            what: what.to_owned(),
            name: found.name.clone(),
            thing: Some(Thing::Token(found.scope, workspace, id)),
            detail: None,
            reading: reading_tokens(found.scope),
            resource: found.scope.resource(),
        }
    }

    /// Somebody's role.
    fn of_role_held(&self, holder: Holder, mut told: Told, where_to: &str) -> Told {
        let name = self.state.holder_name(holder);
        let name = name.unwrap_or("somebody who is gone").to_owned();
        told.detail = Some(format!("role of {name}{where_to}"));
        told
    }

    fn of_home(&self, what: &str, home: planisphere_domain::Home) -> Told {
        use planisphere_domain::Home;
        match home {
            Home::Organization => Told::of_organization(
                Permission::OrganizationGet,
                what,
                "the Organization",
                Thing::Settings,
            ),
            Home::Workspace(id) => self.of_workspace(what, id),
            Home::Deployment(id) => self.of_deployment(what, id),
        }
    }

    /// The event in words; `None` for what only came along with another one.
    #[expect(clippy::too_many_lines, reason = "one line for each kind of event")]
    fn told(&self, event: &Event) -> Option<Told> {
        let settings = |what: &str, name: &str, thing: Thing| {
            Told::of_organization(Permission::OrganizationGet, what, name, thing)
        };
        let sign_in = |what: &str, name: &str| {
            Told::of_organization(
                Permission::OrganizationSsoConnectionsGet,
                what,
                name,
                Thing::Authentication,
            )
        };
        Some(match event {
            Event::OrganizationCreated(it) => {
                settings("created the Organization", &it.name, Thing::Settings)
            }
            Event::OrganizationEdited { changes } => {
                settings("changed", "the Organization's settings", Thing::Settings)
                    .with(fields(changes.iter().map(|it| it.name())))
            }
            Event::RateCardSet { version, .. } => Told::of_organization(
                Permission::OrganizationBillingGet,
                "changed",
                "the rate card",
                Thing::Usage,
            )
            .with(format!("version {version}")),
            Event::IpRangesAdded { ranges } => Told::of_organization(
                Permission::OrganizationAllowedIpAddressRangesGet,
                "put ranges on",
                "the IP access list",
                Thing::IpAccess,
            )
            .with(counted(ranges.len(), "range", "ranges")),
            Event::IpRangesRemoved { ranges } => Told::of_organization(
                Permission::OrganizationAllowedIpAddressRangesGet,
                "took ranges off",
                "the IP access list",
                Thing::IpAccess,
            )
            .with(counted(ranges.len(), "range", "ranges")),
            Event::SsoConnectionCreated(_) => sign_in("created", "an SSO connection"),
            Event::SsoConnectionEdited { .. } => sign_in("changed", "an SSO connection"),
            Event::SsoConnectionDeleted { .. } => sign_in("deleted", "an SSO connection"),
            Event::DomainAdded(it) => sign_in("claimed the domain", &it.name),
            Event::DomainVerified { name } => sign_in("verified the domain", name),
            Event::DomainMapped { name, .. } => sign_in("mapped the domain", name),
            Event::DomainRemoved { name } => sign_in("dropped the domain", name),
            Event::SsoBypassLinkCreated(_) => sign_in("made", "the SSO bypass link"),
            Event::SsoBypassLinkDeleted => sign_in("removed", "the SSO bypass link"),
            Event::UserAdded(it) => self.of_user("added", it.id),
            Event::UserEdited { id, .. } => self.of_user("changed the profile of", *id),
            Event::UserInvited(it) => self.of_user("invited", it.id),
            Event::InviteResent { id, .. } => self.of_user("sent the invite again to", *id),
            Event::InviteAccepted { id, .. } => self.of_user("brought in", *id),
            Event::UserStatusSet { id, status } => {
                self.of_user(&format!("set to {}", status.label().to_lowercase()), *id)
            }
            Event::UserRemoved { id } => self.of_user("removed", *id),
            Event::TeamCreated(it) => self.of_team("created the Team", it.id),
            Event::TeamEdited { id, changes } => self
                .of_team("changed the Team", *id)
                .with(fields(changes.iter().map(|it| it.name()))),
            Event::TeamMembersAdded { id, users } => self
                .of_team("added people to the Team", *id)
                .with(counted(users.len(), "person", "people")),
            Event::TeamMemberRemoved { id, .. } => {
                self.of_team("took somebody out of the Team", *id)
            }
            Event::TeamDeleted { id } => self.of_team("deleted the Team", *id),
            Event::CustomRoleCreated(it) => self.of_role("defined the role", it.id),
            Event::CustomRoleEdited { id, .. } => self.of_role("changed the role", *id),
            Event::CustomRoleDeleted { id } => self.of_role("deleted the role", *id),
            Event::ApiTokenCreated(it) => self.of_token("defined the token", it.id),
            Event::ApiTokenEdited { id, .. } => self.of_token("changed the token", *id),
            Event::ApiTokenRotated { id } => self.of_token("rotated the token", *id),
            Event::ApiTokenDeleted { id } => self.of_token("deleted the token", *id),
            Event::OrganizationRoleAssigned { holder, role } => {
                let told = settings("set", "an Organization role", Thing::Users);
                let told = Told {
                    reading: Permission::OrganizationUsersGet,
                    ..told
                };
                self.of_role_held(*holder, told, &format!(": {}", role.label()))
            }
            Event::WorkspaceRoleAssigned {
                holder, workspace, ..
            } => {
                let told = Told {
                    reading: Permission::WorkspaceUsersGet,
                    ..self.of_workspace("changed access to", *workspace)
                };
                self.of_role_held(*holder, told, "")
            }
            Event::DeploymentRoleAssigned {
                holder, deployment, ..
            }
            | Event::DagRoleAssigned {
                holder, deployment, ..
            } => {
                let told = Told {
                    reading: Permission::DeploymentUsersGet,
                    ..self.of_deployment("changed access to", *deployment)
                };
                self.of_role_held(*holder, told, "")
            }
            Event::WorkspaceCreated(it) => self.of_workspace("created the Workspace", it.id),
            Event::WorkspaceEdited { id, changes } => self
                .of_workspace("changed the Workspace", *id)
                .with(fields(changes.iter().map(|it| it.name()))),
            Event::WorkspaceDeleted { id } => self.of_workspace("deleted the Workspace", *id),
            Event::ClusterCreated(it) => self.of_cluster("created the cluster", it.id),
            Event::ClusterEdited { id, changes } => self
                .of_cluster("changed the cluster", *id)
                .with(fields(changes.iter().map(|it| it.name()))),
            Event::ClusterReported { id, .. } => self.of_cluster("reported on the cluster", *id),
            Event::ClusterDeleted { id } => self.of_cluster("deleted the cluster", *id),
            Event::VpcPeeringRequested { cluster, .. } => {
                self.of_cluster("asked for VPC peering of", *cluster)
            }
            Event::VpcPeeringWithdrawn { cluster, .. } => {
                self.of_cluster("withdrew VPC peering of", *cluster)
            }
            Event::VpcPeeringReported { cluster, .. } => {
                self.of_cluster("reported on VPC peering of", *cluster)
            }
            Event::DeploymentCreated(it) => self.of_deployment("created the Deployment", it.id),
            Event::DeploymentEdited { id, changes } => self
                .of_deployment("changed", *id)
                .with(fields(changes.iter().map(|it| it.name()))),
            Event::EnvironmentVariablesChanged { id, set, removed } => self
                .of_deployment("changed variables of", *id)
                .with(counted(set.len() + removed.len(), "variable", "variables")),
            Event::LogForwardingSet { id, .. } => self.of_deployment("set log forwarding of", *id),
            Event::DeploymentTransferred { id, .. } => self.of_deployment("transferred", *id),
            Event::DeploymentDeleted { id } => self.of_deployment("deleted the Deployment", *id),
            Event::NotificationChannelCreated(it) => {
                self.of_home("created a notification channel in", it.home)
            }
            Event::NotificationChannelEdited { id, .. } => {
                let home = self.state.notification_channel(*id)?.home;
                self.of_home("changed a notification channel in", home)
            }
            Event::AlertCreated(it) => self
                .of_deployment("created an alert on", it.deployment_id)
                .with(it.name.clone()),
            Event::AlertEdited { id, .. } => {
                let alert = self.state.alert(*id)?;
                self.of_deployment("changed an alert on", alert.deployment_id)
                    .with(alert.name.clone())
            }
            Event::EnvironmentObjectCreated(it) => {
                self.of_home("created an environment object in", it.scope.home())
            }
            Event::EnvironmentObjectEdited { id, .. } => {
                let home = self.state.environment_object(*id)?.scope.home();
                self.of_home("changed an environment object in", home)
            }
            Event::NotificationChannelDeleted { .. } => {
                self.gone("deleted", "a notification channel".to_owned())
            }
            Event::AlertDeleted { .. } => self.gone("deleted", "an alert".to_owned()),
            Event::EnvironmentObjectDeleted { .. } => {
                self.gone("deleted", "an environment object".to_owned())
            }
            Event::DeployCreated(it) => self.of_deployment("deployed to", it.deployment_id),
            Event::DeployEdited { id, .. } => self.of_deployment(
                "described a deploy to",
                self.state.deploy(*id)?.deployment_id,
            ),
            Event::DeployFinished { id, .. } => self.of_deployment(
                "finished a deploy to",
                self.state.deploy(*id)?.deployment_id,
            ),
            Event::AgentTokenCreated(it) => {
                self.of_deployment("defined an agent token of", it.deployment_id)
            }
            Event::AgentTokenDeleted { .. } => self.gone("deleted", "an agent token".to_owned()),
            Event::FindingAccepted(it) => self.of_finding("accepted a finding", &it.key),
            Event::FindingAcceptanceWithdrawn { key } => {
                self.of_finding("withdrew the acceptance of a finding", key)
            }
        })
    }

    /// A finding is told by its rule; what it is about stays with those who see the whole log.
    fn of_finding(&self, what: &str, key: &planisphere_domain::findings::FindingKey) -> Told {
        let mut told = self.gone(what, key.rule.label().to_owned());
        told.what = format!("{what}:");
        told
    }
}

/// Names of fields as people read them.
fn fields<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(field_in_words).collect();
    let more = names.len().saturating_sub(MOST_FIELDS);
    let mut text = names
        .into_iter()
        .take(MOST_FIELDS)
        .collect::<Vec<_>>()
        .join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
