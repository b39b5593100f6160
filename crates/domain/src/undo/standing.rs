//! Whether what a commit left still stands: taking it back does not override what somebody changed since.
//!
//! Edits of fields, the rate card, variables and where logs go carry what they left as their base, so deciding finds what
//! conflicts. Everything else that an undo sets or takes away is compared here.

use std::collections::{BTreeMap, BTreeSet};

use super::made::{Made, goes_with};
use crate::access::{BoundRole, DagSelector, Extent, Holder};
use crate::findings::FindingKey;
use crate::organization::IpRange;
use crate::plan::{Compared, compared};
use crate::policy::Caller;
use crate::{
    Actor, ClusterId, Command, DeploymentId, Env, Event, Names, Rejection, State, TeamId, Timeline,
    UserId, VpcPeeringId, WorkspaceId, apply, decide_all,
};

/// How many changes a refusal tells.
const MOST_TOLD: usize = 3;

/// What a commit left of all that its undo sets without a base, or takes away.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    after: State,
    spots: Vec<Spot>,
    /// What deletes again what the commit made, the last first.
    ends: Vec<Event>,
}

/// One value that an undo sets without a base.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Spot {
    OrganizationRole(Holder),
    WorkspaceRole(Holder, WorkspaceId),
    DeploymentRole(Holder, DeploymentId),
    DagRole(Holder, DeploymentId, DagSelector),
    Status(UserId),
    Member(TeamId, UserId),
    Range(IpRange),
    Domain(String),
    BypassLink,
    Peering(ClusterId, VpcPeeringId),
    Home(DeploymentId),
    Acceptance(FindingKey),
}

/// What stands at a spot.
#[derive(PartialEq, Eq)]
struct Held {
    /// Tells it from every other value; never shown.
    exact: String,
    /// As a person reads it.
    text: String,
}

impl Held {
    fn new(exact: impl std::fmt::Debug, text: impl Into<String>) -> Self {
        Self {
            exact: format!("{exact:?}"),
            text: text.into(),
        }
    }
}

impl Left {
    /// What a commit of these events left, by the state after it.
    #[must_use]
    pub fn by(events: &[Event], after: State) -> Self {
        let made: Vec<Made> = events.iter().filter_map(Made::by).collect();
        let standing = events.iter().filter(|event| !goes_with(event, &made));
        Self {
            after,
            spots: standing.flat_map(spots).collect(),
            ends: events.iter().rev().filter_map(end).collect(),
        }
    }

    /// Decides on the commands that take the commit back, as one step.
    ///
    /// # Errors
    /// The refusal of a command, or what was changed since. Who may not do it, or may not know of it, hears only that.
    pub fn take_back(
        &self,
        now: &State,
        caller: &Caller,
        commands: &[Command],
        env: &Env,
    ) -> Result<Vec<Event>, Rejection> {
        let decided = decide_all(now, caller, commands, env).map_err(|(_, rejection)| rejection);
        if let Err(rejection @ (Rejection::NotAllowed { .. } | Rejection::NotFound { .. })) =
            decided
        {
            return Err(rejection);
        }
        let mut changes = Vec::new();
        // Its base is what the commit left, and not what a form showed.
        if let Err(Rejection::Conflict(fields)) = &decided {
            let fields = fields.iter();
            changes.extend(fields.map(|it| went(it.field, Some(&it.base), Some(&it.theirs))));
        }
        let has_fields = !changes.is_empty();
        let names = Names::of_both(&self.after, now).known_to(caller);
        changes.extend(self.changes(now, names));
        if !changes.is_empty() {
            return Err(Rejection::changed_since(in_short(changes), has_fields));
        }
        let events = decided?;
        if events.is_empty() {
            return Err(Rejection::already_so());
        }
        Ok(events)
    }

    /// What is not as the commit left it, as the middle of a sentence.
    fn changes(&self, now: &State, names: Names<'_>) -> Vec<String> {
        let spots = self.spots.iter().filter_map(|spot| {
            let (then, now) = (spot.held(&self.after, names), spot.held(now, names));
            (then.exact != now.exact)
                .then(|| went(&spot.told(names), Some(&then.text), Some(&now.text)))
        });
        spots.chain(self.changed_in_what_goes(now, names)).collect()
    }

    /// What differs in all that would go with what the commit made.
    fn changed_in_what_goes(&self, now: &State, names: Names<'_>) -> Vec<String> {
        if self.ends.is_empty() {
            return Vec::new();
        }
        let mut going: BTreeMap<Thing, Option<BTreeSet<String>>> = BTreeMap::new();
        for lost in self
            .lost(&self.after, names)
            .into_iter()
            .chain(self.lost(now, names))
        {
            let fields = lost.fields.iter().map(|field| field.field.clone());
            let fields = lost.is_there.then(|| fields.collect());
            match (going.entry(thing(&lost)).or_default(), fields) {
                (Some(known), Some(fields)) => known.extend(fields),
                (known, fields) => *known = fields,
            }
        }
        let differing = compared(&self.after, now, names, None).into_iter();
        let differing = differing.filter_map(|change| Some((going.get(&thing(&change))?, change)));
        differing
            .flat_map(|(fields, change)| told(&change, fields.as_ref()))
            .collect()
    }

    /// What goes with what the commit made, at one moment.
    fn lost(&self, state: &State, names: Names<'_>) -> Vec<Compared> {
        let mut without = state.clone();
        // When and by whom is no part of what is compared.
        let (at, by) = (crate::Timestamp::from_seconds(0), NOBODY);
        for event in &self.ends {
            apply(&mut without, event, at, by);
        }
        compared(state, &without, names, None)
    }
}

/// The first of them, and how many more.
fn in_short(mut changes: Vec<String>) -> Vec<String> {
    let more = changes.len().saturating_sub(MOST_TOLD);
    if more > 0 {
        changes.truncate(MOST_TOLD);
        changes.push(format!("{more} more changed"));
    }
    changes
}

const NOBODY: Actor = Actor::User(UserId::from_bits(0));

/// Names a thing in a difference.
type Thing = (String, String);

fn thing(change: &Compared) -> Thing {
    (change.kind.to_string(), change.id.clone())
}

/// What differs of a thing, in these fields where only they count.
fn told(change: &Compared, only: Option<&BTreeSet<String>>) -> Vec<String> {
    let name = if change.name.is_empty() {
        change.kind.to_string()
    } else {
        format!("{} `{}`", change.kind, change.name)
    };
    match (change.was_there, change.is_there) {
        (false, _) => vec![format!("{name} came")],
        (true, false) => vec![format!("{name} went")],
        (true, true) => {
            let fields = change.fields.iter();
            let fields = fields.filter(|it| only.is_none_or(|only| only.contains(&it.field)));
            let told = fields.map(|it| {
                let what = format!("{} of {name}", it.field);
                went(&what, it.before.as_deref(), it.after.as_deref())
            });
            told.collect()
        }
    }
}

fn went(what: &str, was: Option<&str>, is: Option<&str>) -> String {
    let told = |text: Option<&str>| {
        let text = text.filter(|text| !text.is_empty());
        format!("`{}`", text.unwrap_or(NONE))
    };
    format!("{what} went from {} to {}", told(was), told(is))
}

const NONE: &str = "none";

/// The values that taking an event back sets without a base.
fn spots(event: &Event) -> Vec<Spot> {
    let spot = match event {
        Event::OrganizationRoleAssigned { holder, .. } => Spot::OrganizationRole(*holder),
        Event::WorkspaceRoleAssigned {
            holder, workspace, ..
        } => Spot::WorkspaceRole(*holder, *workspace),
        Event::DeploymentRoleAssigned {
            holder, deployment, ..
        } => Spot::DeploymentRole(*holder, *deployment),
        Event::DagRoleAssigned {
            holder,
            deployment,
            dags,
            ..
        } => Spot::DagRole(*holder, *deployment, dags.clone()),
        Event::UserStatusSet { id, .. } => Spot::Status(*id),
        Event::TeamMembersAdded { id, users } => {
            return users.iter().map(|user| Spot::Member(*id, *user)).collect();
        }
        Event::TeamMemberRemoved { id, user } => Spot::Member(*id, *user),
        Event::IpRangesAdded { ranges } | Event::IpRangesRemoved { ranges } => {
            return ranges.iter().map(|range| Spot::Range(*range)).collect();
        }
        Event::DomainAdded(domain) => Spot::Domain(domain.name.clone()),
        Event::DomainMapped { name, .. } | Event::DomainRemoved { name } => {
            Spot::Domain(name.clone())
        }
        Event::SsoBypassLinkCreated(_) => Spot::BypassLink,
        Event::VpcPeeringRequested { cluster, peering } => Spot::Peering(*cluster, peering.id),
        Event::VpcPeeringReported { cluster, id, .. }
        | Event::VpcPeeringWithdrawn { cluster, id } => Spot::Peering(*cluster, *id),
        Event::DeploymentTransferred { id, .. } => Spot::Home(*id),
        Event::FindingAccepted(acceptance) => Spot::Acceptance(acceptance.key.clone()),
        Event::FindingAcceptanceWithdrawn { key } => Spot::Acceptance(key.clone()),
        // Their way back carries a base.
        Event::OrganizationEdited { .. }
        | Event::RateCardSet { .. }
        | Event::SsoConnectionEdited { .. }
        | Event::UserEdited { .. }
        | Event::TeamEdited { .. }
        | Event::CustomRoleEdited { .. }
        | Event::ApiTokenEdited { .. }
        | Event::WorkspaceEdited { .. }
        | Event::ClusterEdited { .. }
        | Event::ClusterReported { .. }
        | Event::DeploymentEdited { .. }
        | Event::EnvironmentVariablesChanged { .. }
        | Event::LogForwardingSet { .. }
        | Event::NotificationChannelEdited { .. }
        | Event::AlertEdited { .. }
        | Event::EnvironmentObjectEdited { .. }
        | Event::DeployEdited { .. }
        // What they made is compared as a whole, see `end`.
        | Event::SsoConnectionCreated(_)
        | Event::UserAdded(_)
        | Event::UserInvited(_)
        | Event::TeamCreated(_)
        | Event::CustomRoleCreated(_)
        | Event::ApiTokenCreated(_)
        | Event::WorkspaceCreated(_)
        | Event::ClusterCreated(_)
        | Event::DeploymentCreated(_)
        | Event::NotificationChannelCreated(_)
        | Event::AlertCreated(_)
        | Event::EnvironmentObjectCreated(_)
        | Event::AgentTokenCreated(_)
        // What was made again meanwhile is not made twice.
        | Event::SsoConnectionDeleted { .. }
        | Event::TeamDeleted { .. }
        | Event::CustomRoleDeleted { .. }
        | Event::WorkspaceDeleted { .. }
        | Event::NotificationChannelDeleted { .. }
        | Event::AlertDeleted { .. }
        | Event::EnvironmentObjectDeleted { .. }
        // They have no way back.
        | Event::OrganizationCreated(_)
        | Event::DomainVerified { .. }
        | Event::SsoBypassLinkDeleted
        | Event::InviteResent { .. }
        | Event::InviteAccepted { .. }
        | Event::UserRemoved { .. }
        | Event::ApiTokenRotated { .. }
        | Event::ApiTokenDeleted { .. }
        | Event::ClusterDeleted { .. }
        | Event::DeploymentDeleted { .. }
        | Event::DeployCreated(_)
        | Event::DeployFinished { .. }
        | Event::AgentTokenDeleted { .. } => return Vec::new(),
    };
    vec![spot]
}

/// The event by which goes what an event made, and all that belongs to it.
fn end(event: &Event) -> Option<Event> {
    Some(match event {
        Event::SsoConnectionCreated(it) => Event::SsoConnectionDeleted { id: it.id },
        Event::UserAdded(it) | Event::UserInvited(it) => Event::UserRemoved { id: it.id },
        Event::TeamCreated(it) => Event::TeamDeleted { id: it.id },
        Event::CustomRoleCreated(it) => Event::CustomRoleDeleted { id: it.id },
        Event::ApiTokenCreated(it) => Event::ApiTokenDeleted { id: it.id },
        Event::WorkspaceCreated(it) => Event::WorkspaceDeleted { id: it.id },
        Event::ClusterCreated(it) => Event::ClusterDeleted { id: it.id },
        Event::DeploymentCreated(it) => Event::DeploymentDeleted { id: it.id },
        Event::NotificationChannelCreated(it) => Event::NotificationChannelDeleted { id: it.id },
        Event::AlertCreated(it) => Event::AlertDeleted { id: it.id },
        Event::EnvironmentObjectCreated(it) => Event::EnvironmentObjectDeleted { id: it.id },
        Event::AgentTokenCreated(it) => Event::AgentTokenDeleted { id: it.id },
        _ => return None,
    })
}

impl Spot {
    fn held(&self, state: &State, names: Names<'_>) -> Held {
        let role = |role: Option<BoundRole>| {
            let text = role.as_ref().map(|role| role.title_by(&names));
            Held::new(&role, text.unwrap_or_else(|| NONE.to_owned()))
        };
        let yes_or_no = |held: bool| Held::new(held, if held { "yes" } else { "no" });
        match self {
            Self::OrganizationRole(holder) => role(
                state
                    .organization_role(*holder)
                    .map(BoundRole::Organization),
            ),
            Self::WorkspaceRole(holder, id) => role(
                state
                    .bindings(*holder)
                    .and_then(|it| it.workspaces.get(id))
                    .map(|it| BoundRole::Workspace(*id, *it)),
            ),
            Self::DeploymentRole(holder, id) => role(
                state
                    .bindings(*holder)
                    .and_then(|it| it.deployments.get(id))
                    .map(|it| BoundRole::Deployment(*id, *it)),
            ),
            Self::DagRole(holder, id, dags) => role(
                state
                    .bindings(*holder)
                    .and_then(|it| it.dag(*id, dags))
                    .map(|it| BoundRole::Dag(*id, dags.clone(), it)),
            ),
            Self::Status(id) => {
                let status = state.user(*id).map(|it| it.status);
                Held::new(status, status.map_or(NONE, |it| it.label()))
            }
            Self::Member(id, user) => {
                yes_or_no(state.team(*id).is_some_and(|it| it.members.contains(user)))
            }
            Self::Range(range) => yes_or_no(
                state
                    .organization()
                    .is_some_and(|it| it.allowed_ip_address_ranges.contains(range)),
            ),
            Self::Domain(name) => {
                let organization = state.organization();
                let domain = organization.and_then(|it| it.managed_domains.get(name));
                let exact = domain.map(|it| (it.status, it.connection));
                let text = domain.map_or("no domain", |domain| {
                    let connections = organization.map(|it| &it.sso_connections);
                    let connection = domain.connection.as_ref();
                    let connection = connection.and_then(|id| connections?.get(id));
                    connection.map_or("no connection", |it| it.name.as_str())
                });
                Held::new(exact, text)
            }
            Self::BypassLink => {
                let link = state
                    .organization()
                    .and_then(|it| it.sso_bypass_link.as_ref());
                let text = link.map_or_else(
                    || NONE.to_owned(),
                    |link| format!("that of {} UTC", link.created_at.date()),
                );
                Held::new(link, text)
            }
            Self::Peering(cluster, id) => {
                let cluster = state.cluster(*cluster);
                let peering = cluster.and_then(|it| it.vpc_peerings.get(id));
                let peering = peering.map(|it| it.state);
                Held::new(peering, peering.map_or(NONE, |it| it.label()))
            }
            Self::Home(id) => {
                let home = state.deployment(*id).map(|it| it.workspace_id);
                let text = home.map_or_else(|| NONE.to_owned(), |id| names.workspace(id));
                Held::new(home, text)
            }
            Self::Acceptance(key) => {
                let acceptance = state.acceptance(key);
                let exact = acceptance.map(|it| (&it.reason, it.until));
                let text = acceptance.map_or_else(
                    || NONE.to_owned(),
                    |it| format!("{}, until {} UTC", it.reason, it.until.date()),
                );
                Held::new(exact, text)
            }
        }
    }

    /// What stands there, as the beginning of a sentence.
    fn told(&self, names: Names<'_>) -> String {
        let role = |holder: &Holder, extent: Extent| {
            let on = extent.title_by(&names).replace('"', "`");
            format!("the role of `{}` on {on}", names.holder(*holder))
        };
        match self {
            Self::OrganizationRole(holder) => role(holder, Extent::Organization),
            Self::WorkspaceRole(holder, id) => role(holder, Extent::Workspace(*id)),
            Self::DeploymentRole(holder, id) => role(holder, Extent::Deployment(*id)),
            Self::DagRole(holder, id, dags) => role(holder, Extent::Dags(*id, dags.clone())),
            Self::Status(id) => format!("the status of `{}`", names.user(*id)),
            Self::Member(team, user) => {
                let team = names.holder(Holder::Team(*team));
                format!("whether `{}` is in Team `{team}`", names.user(*user))
            }
            Self::Range(range) => format!("whether `{range}` is on the IP access list"),
            Self::Domain(name) => format!("the SSO connection of domain `{name}`"),
            Self::BypassLink => "the SSO bypass link".to_owned(),
            Self::Peering(..) => "the VPC peering".to_owned(),
            Self::Home(id) => format!("the Workspace of Deployment `{}`", names.deployment(*id)),
            Self::Acceptance(key) => format!("the acceptance of “{}”", key.rule.label()),
        }
    }
}

impl Timeline {
    /// What a commit left of all that its undo sets without a base, or takes away.
    #[must_use]
    pub fn left_by(&self, sequence: u64) -> Option<Left> {
        let after = self.at(sequence)?.state;
        Some(Left::by(&self.commit(sequence)?.events, after))
    }

    /// Who changed what a commit left of what an undo sets without a base; `None` where that stands.
    #[must_use]
    pub fn changed_by(&self, sequence: u64) -> Option<Actor> {
        let left = self.left_by(sequence)?;
        let stands = |at: u64| {
            let moment = self.at(at);
            moment.is_none_or(|it| {
                let names = Names::of_both(&left.after, &it.state);
                left.changes(&it.state, names).is_empty()
            })
        };
        // It stood at the first, and does not at the second.
        let (mut stood, mut fell) = (sequence, self.sequence());
        if stands(fell) {
            return None;
        }
        while stood + 1 < fell {
            let middle = stood.midpoint(fell);
            if stands(middle) {
                stood = middle;
            } else {
                fell = middle;
            }
        }
        self.commit(fell).map(|commit| commit.actor)
    }
}
