//! No escalation (rule 88): nobody gives a role, or touches a token, that holds more than they do. What the
//! giver holds is judged as in every check, implied permissions included.

use super::{DagSelector, Holder};
use crate::decide::Context;
use crate::policy::{self, PermissionSet, ResourceRef, closed, least_giver};
use crate::words::with_article;
use crate::{Actor, ApiTokenId, DagRef, DeploymentId, Problem, Rejection, State};

/// Rule 88: nobody gives a role that contains a permission they lack on the target.
pub(crate) fn no_escalation(
    context: &Context<'_>,
    given: PermissionSet,
    resource: &ResourceRef,
    title: &str,
) -> Result<(), Rejection> {
    if policy::owns_the_organization(context.state, context.caller).allowed {
        return Ok(());
    }
    let held = policy::held_on(context.state, context.caller.actor, resource).unwrap_or_default();
    let lacking = given.without(held);
    let Some(first) = lacking.iter().next() else {
        return Ok(());
    };
    let more = match lacking.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    Err(Rejection::Invalid(vec![Problem::new(
        "role",
        "escalation",
        format!(
            "{title} contains `{}`{more}, which you do not hold here",
            first.name()
        ),
        format!(
            "Give a role that holds no more than yours, or ask {}.",
            with_article(least_giver(given, resource))
        ),
    )]))
}

/// Rule 88 for tokens: who edits, rotates or attaches one holds at least what it holds. Of people and Teams
/// it asks nothing.
pub(crate) fn not_above_oneself(context: &Context<'_>, holder: Holder) -> Result<(), Rejection> {
    let Holder::ApiToken(id) = holder else {
        return Ok(());
    };
    if policy::owns_the_organization(context.state, context.caller).allowed {
        return Ok(());
    }
    let actor = Actor::ApiToken(id);
    // What every token below the Organization reads of it is no reason to refuse (rule 6).
    let reads = context
        .state
        .api_token(id)
        .map(policy::upward_reads)
        .unwrap_or_default();
    for resource in reach_of(context.state, id) {
        let held =
            policy::held_on(context.state, context.caller.actor, &resource).unwrap_or_default();
        let of_token = policy::held_on(context.state, actor, &resource).unwrap_or_default();
        if !of_token.without(closed(reads)).without(held).is_empty() {
            return Err(Rejection::Invalid(vec![Problem::new(
                "tokenId",
                "escalation",
                "the token holds more than you do",
                "Ask an Organization Owner.",
            )]));
        }
    }
    Ok(())
}

/// The DAGs of a selector as a thing to ask about: one DAG, or any DAG that carries nothing but the tag.
pub(crate) fn target(deployment: DeploymentId, dags: &DagSelector) -> ResourceRef {
    let (id, tags) = match dags {
        DagSelector::Id(id) => (id.clone(), Vec::new()),
        DagSelector::Tag(tag) => (String::new(), vec![tag.clone()]),
    };
    ResourceRef::Dag(DagRef {
        deployment,
        id,
        tags,
    })
}

/// The places where a token's roles are bound.
fn reach_of(state: &State, id: ApiTokenId) -> Vec<ResourceRef> {
    let mut places = Vec::new();
    let Some(token) = state.api_token(id) else {
        return places;
    };
    if token.organization_role.is_some() {
        places.push(ResourceRef::Organization);
    }
    let roles = &token.roles;
    places.extend(roles.workspaces.keys().copied().map(ResourceRef::Workspace));
    places.extend(
        roles
            .deployments
            .keys()
            .copied()
            .map(ResourceRef::Deployment),
    );
    for (deployment, dags) in &roles.dags {
        places.extend(dags.keys().map(|dags| target(*deployment, dags)));
    }
    places
}
