//! Answers to "may they do this to that, and why": who may be asked about, every path with its end, the gate, and
//! what would allow it. What the person in front of the device may not see is left out.

use planisphere_domain::access::{
    self, AccessChange, BoundRole, Explanation, Extent, PathFound, Suggestion,
};
use planisphere_domain::policy::{Because, Permission, PermissionSet, ResourceRef, can};
use planisphere_domain::{Actor, Command, DeploymentId, Rejection, WorkspaceId};

use super::super::{Failure, NoSuchThing, Opened, Question, Replica, Viewer, caller, capital, env};
use super::access::Gate;
use super::granted::holder_row;
use super::grants::{AccessPlace, HolderRow, knows_token, may_read_of};

/// One thing on a path, with the word that leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// `holds`, `member of`; empty for the first.
    pub word: &'static str,
    /// The person, Team or role.
    pub label: String,
    /// Where a role is bound.
    pub note: String,
}

/// One path from an actor to a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathView {
    /// Its steps, the actor first.
    pub steps: Vec<PathStep>,
    /// Where it stops; `None` when it gives the permission.
    pub stop: Option<String>,
}

/// A grant that would allow what was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestionView {
    /// What to do.
    pub sentence: String,
    /// How many permissions it adds.
    pub permissions: u32,
    /// On how many Deployments that the person may see.
    pub deployments: usize,
    /// Whether there are others.
    pub reaches_unseen: bool,
    /// What it opens, place by place.
    pub opened: Vec<String>,
    /// Who may.
    pub makers: String,
    /// The commands that do it.
    pub commands: Vec<Command>,
    /// Whether the person in front of the device may.
    pub gate: Gate,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether they may.
    pub allowed: bool,
    /// The answer in a sentence.
    pub sentence: String,
    /// Every path.
    pub paths: Vec<PathView>,
    /// What refuses whatever roles say.
    pub gate: Option<String>,
    /// What must change where no grant helps.
    pub way_out: Option<String>,
    /// What would allow it, least first.
    pub suggestions: Vec<SuggestionView>,
}

/// A thing that can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceChoice {
    /// The thing.
    pub resource: ResourceRef,
    /// Its name.
    pub name: String,
    /// What it is, and in which Workspace.
    pub detail: String,
}

impl Replica {
    /// Whom the person may ask about: themselves, and whoever else they may know of; Teams never act.
    #[must_use]
    pub fn actors_to_ask_about(self) -> Vec<HolderRow> {
        let mut rows: Vec<HolderRow> = self
            .holder_rows()
            .into_iter()
            .filter(|row| row.actor().is_some())
            .collect();
        let own = self
            .read(|opened| {
                let holder = opened.viewer?.actor().into();
                holder_row(opened, holder)
            })
            .flatten();
        if let Some(own) = own.filter(|own| rows.iter().all(|row| row.holder != own.holder)) {
            rows.insert(0, own);
        }
        rows
    }

    /// What the person may ask about.
    #[must_use]
    pub fn resources_to_ask_about(self) -> Vec<ResourceChoice> {
        let organization = self.organization().map(|organization| ResourceChoice {
            resource: ResourceRef::Organization,
            name: organization.name,
            detail: "Organization".to_owned(),
        });
        let workspaces = self.workspaces().into_iter().map(|row| ResourceChoice {
            resource: ResourceRef::Workspace(row.id),
            name: row.name,
            detail: "Workspace".to_owned(),
        });
        let deployments = self
            .deployments(None)
            .into_iter()
            .map(|row| ResourceChoice {
                resource: ResourceRef::Deployment(row.id),
                name: row.name.clone(),
                detail: format!("Deployment in {}", row.workspace),
            });
        organization
            .into_iter()
            .chain(workspaces)
            .chain(deployments)
            .collect()
    }

    /// As whom the product shows.
    #[must_use]
    pub fn asking(self) -> Option<Actor> {
        self.read(|opened| opened.viewer.map(Viewer::actor))
            .flatten()
    }

    /// The answer; `None` while something is not said.
    ///
    /// # Errors
    /// When it names what the person may not see or what is not there.
    pub fn answer(self, question: &Question) -> Result<Option<Answer>, NoSuchThing> {
        self.read(|opened| {
            let unseen = question
                .actor
                .is_some_and(|actor| !may_ask_about(opened, actor))
                || question
                    .resource
                    .as_ref()
                    .is_some_and(|resource| !sees(opened, resource))
                || question
                    .actor
                    .zip(question.resource.as_ref())
                    .is_some_and(|(actor, resource)| !may_read_at(opened, actor, resource));
            if unseen {
                return Err(NoSuchThing);
            }
            let (Some(actor), Some(permission), Some(resource)) =
                (question.actor, question.permission, &question.resource)
            else {
                return Ok(None);
            };
            Ok(answer(opened, actor, permission, resource))
        })
        .unwrap_or(Ok(None))
    }
}

/// Themselves, and others if the person may read people, or tokens of that scope.
fn may_ask_about(opened: &Opened, actor: Actor) -> bool {
    let Some(viewer) = opened.viewer else {
        return false;
    };
    if viewer.actor() == actor {
        return true;
    }
    match actor {
        Actor::User(id) => {
            opened.state.user(id).is_some()
                && can(
                    &opened.state,
                    &caller(viewer, opened.now()),
                    Permission::OrganizationUsersGet,
                    &ResourceRef::Organization,
                )
                .allowed
        }
        Actor::ApiToken(id) => opened
            .state
            .api_token(id)
            .is_some_and(|token| knows_token(opened, token.scope)),
    }
}

/// Whether the person may know what somebody holds on a thing. Tokens are asked about by who manages them.
fn may_read_at(opened: &Opened, actor: Actor, resource: &ResourceRef) -> bool {
    let deployment = |id: DeploymentId| {
        let found = opened.state.deployment(id);
        found.map(|found| AccessPlace::Deployment(found.workspace_id, id))
    };
    let place = match resource {
        ResourceRef::Organization | ResourceRef::Cluster(_) => None,
        ResourceRef::Workspace(id) => Some(AccessPlace::Workspace(*id)),
        ResourceRef::Deployment(id) => deployment(*id),
        ResourceRef::Dag(dag) => deployment(dag.deployment),
    };
    match (actor, place) {
        (Actor::User(_), Some(place)) => may_read_of(opened, place, actor.into()),
        (Actor::ApiToken(_), _) | (Actor::User(_), None) => true,
    }
}

/// Whether the person may know that a thing is there.
fn sees(opened: &Opened, resource: &ResourceRef) -> bool {
    let thing = match resource {
        ResourceRef::Organization => return true,
        // Who sees a Deployment may ask about any of its DAGs, which the core knows by what is said of them.
        ResourceRef::Dag(dag) => ResourceRef::Deployment(dag.deployment),
        other => other.clone(),
    };
    opened.holds_on(thing.reading(), &thing)
}

fn answer(
    opened: &Opened,
    actor: Actor,
    permission: Permission,
    resource: &ResourceRef,
) -> Option<Answer> {
    let state = &opened.state;
    let name = state.holder_name(actor.into())?.to_owned();
    let asks = Viewer::of(state, actor).caller(opened.now());
    let explanation = access::explain(state, &asks, permission, resource, &env().catalogue);
    let paths: Vec<PathView> = explanation
        .paths
        .iter()
        .map(|found| path(opened, &name, found))
        .collect();
    let suggestions = explanation
        .suggestions
        .iter()
        .map(|suggestion| suggestion_view(opened, suggestion))
        .collect();
    let gate = explanation
        .gate
        .as_ref()
        .map(|because| refusal_in_words(permission, because));
    let way_out = explanation.way_out.clone();
    Some(Answer {
        allowed: explanation.decision.allowed,
        sentence: sentence(opened, &name, permission, resource, &explanation),
        paths,
        gate,
        way_out,
        suggestions,
    })
}

fn sentence(
    opened: &Opened,
    name: &str,
    permission: Permission,
    resource: &ResourceRef,
    explanation: &Explanation,
) -> String {
    let state = &opened.state;
    let wanted = permission.name();
    if explanation.decision.allowed {
        let through = explanation
            .giving()
            .next()
            .map(|path| path.sentence(state))
            .unwrap_or_default();
        return format!("Yes. {name} may use {wanted} here, by {through}.");
    }
    if let Some(gate) = &explanation.gate {
        return format!("No. {}", refusal_in_words(permission, gate));
    }
    match explanation.best(resource) {
        Some(found) => format!(
            "No. The best role of {name} here is {}, and it does not hold {wanted}.",
            found.path.sentence(state)
        ),
        None => format!("No. {name} has no role that reaches this."),
    }
}

/// A gate as a sentence about whoever was asked about.
fn refusal_in_words(permission: Permission, because: &Because) -> String {
    match because {
        Because::Stranger => "They do not belong to this Organization.".to_owned(),
        Because::NotActive(_) => "Their user is not active.".to_owned(),
        other => {
            let rejection = Rejection::NotAllowed {
                permission,
                because: other.clone(),
                held: Vec::new(),
            };
            format!("{}.", capital(&rejection.to_string()))
        }
    }
}

fn path(opened: &Opened, name: &str, found: &PathFound) -> PathView {
    let state = &opened.state;
    let mut steps = vec![PathStep {
        word: "",
        label: name.to_owned(),
        note: String::new(),
    }];
    if let Some(team) = found.path.through {
        let team = state.team(team);
        steps.push(PathStep {
            word: "member of",
            label: team.map(|team| team.name.clone()).unwrap_or_default(),
            note: team
                .map(|team| format!("Team, {}", team.members.len()))
                .unwrap_or_default(),
        });
    }
    let role = &found.path.role;
    let note = match (role, role.extent()) {
        (BoundRole::Organization(_) | BoundRole::UpwardReads, _) | (_, None) => String::new(),
        (_, Some(on)) => format!("on {}", plain_title(opened, &on)),
    };
    steps.push(PathStep {
        word: "holds",
        label: role.title(state),
        note,
    });
    PathView {
        steps,
        stop: found
            .stop
            .as_ref()
            .map(|stop| stop.sentence().replace('`', "")),
    }
}

/// The name of a place alone.
fn plain_title(opened: &Opened, on: &Extent) -> String {
    let state = &opened.state;
    let deployment = |id: DeploymentId| state.deployment(id).map(|it| it.name.clone());
    let workspace = |id: WorkspaceId| state.workspace(id).map(|it| it.name.clone());
    match on {
        Extent::Organization => None,
        Extent::Workspace(id) => workspace(*id),
        Extent::Deployment(id) => deployment(*id),
        Extent::Dags(id, dags) => {
            deployment(*id).map(|name| format!("{} of {name}", super::grants::dags_in_words(dags)))
        }
    }
    .unwrap_or_else(|| on.title(state))
}

fn suggestion_view(opened: &Opened, suggestion: &Suggestion) -> SuggestionView {
    let state = &opened.state;
    let (seen, unseen): (Vec<&AccessChange>, Vec<&AccessChange>) = suggestion
        .opened
        .iter()
        .filter(|change| !change.gained.is_empty())
        .partition(|change| match &change.on {
            Extent::Dags(id, _) => sees(opened, &ResourceRef::Deployment(*id)),
            on => sees(opened, &on.resource()),
        });
    let mut lines: Vec<String> = seen.iter().map(|change| change.sentence(state)).collect();
    if !unseen.is_empty() {
        lines.push("and on places that you cannot see".to_owned());
    }
    let gained = suggestion
        .opened
        .iter()
        .fold(PermissionSet::EMPTY, |set, change| set.union(change.gained));
    let (seen_deployments, unseen_deployments): (Vec<DeploymentId>, Vec<DeploymentId>) =
        access::deployments_gained(state, &suggestion.opened)
            .into_iter()
            .partition(|id| sees(opened, &ResourceRef::Deployment(*id)));
    let makers = suggestion
        .makers
        .known(|actor| may_ask_about(opened, actor));
    let gate = match Replica::dry_run(opened, &suggestion.commands) {
        Ok(_) => Gate::default(),
        Err((_, rejection)) => Gate {
            reason: Some(Failure::Rejected(rejection).sentence()),
        },
    };
    SuggestionView {
        sentence: suggestion.sentence(state),
        permissions: gained.len(),
        deployments: seen_deployments.len(),
        reaches_unseen: !unseen_deployments.is_empty(),
        opened: lines,
        makers: makers.sentence(state),
        commands: suggestion.commands.clone(),
        gate,
    }
}
