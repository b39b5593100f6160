//! Teams from an identity provider: created, updated and deleted over SCIM (rules 109 and 110).

use std::collections::BTreeSet;

use super::commands::{check_text, check_unique, stored};
use super::members::check_people;
use super::{Team, TeamDraft, TeamField};
use crate::decide::{Context, Outcome};
use crate::policy::{self, Permission, ResourceRef};
use crate::validation::Checks;
use crate::{Event, Problem, Rejection, TeamId, UserId};

/// Rule 109: a token of an Organization Owner, while SCIM is on.
fn require(context: &Context<'_>) -> Result<(), Rejection> {
    context.require(
        Permission::OrganizationScimProvision,
        ResourceRef::Organization,
    )
}

/// Rule 110: a Team that the Organization made itself is not the identity provider's.
fn check_is_theirs(checks: &mut Checks, team: &Team) {
    checks.ensure(team.is_idp_managed, || {
        Problem::new(
            "isIdpManaged",
            "not-idp-managed",
            format!("`{}` was not made by the identity provider", team.name),
            "Give the group another name, or delete this Team first.",
        )
    });
}

/// Brings a Team to what the identity provider says.
pub(crate) fn provision(
    context: &Context<'_>,
    id: TeamId,
    name: &str,
    members: &BTreeSet<UserId>,
) -> Outcome {
    require(context)?;
    check_people(context, members)?;
    let mut checks = Checks::default();
    check_text(&mut checks, name, "");
    check_unique(context, &mut checks, id, name);
    let Some(team) = context.state.team(id) else {
        checks.finish()?;
        let draft = TeamDraft {
            id,
            name: name.to_owned(),
            description: String::new(),
            // Rule 68.
            organization_role: policy::PLAIN_MEMBER,
            members: members.clone(),
        };
        return Ok(vec![Event::TeamCreated(draft.resolve(context, true))]);
    };
    check_is_theirs(&mut checks, team);
    checks.finish()?;
    let mut events = Vec::new();
    let name = TeamField::Name(name.trim().to_owned());
    if team.field(&name) != name {
        let changes = vec![name];
        events.push(Event::TeamEdited { id, changes });
    }
    let new: Vec<UserId> = members.difference(&team.members).copied().collect();
    if !new.is_empty() {
        events.push(Event::TeamMembersAdded { id, users: new });
    }
    let gone = team.members.difference(members);
    events.extend(gone.map(|user| Event::TeamMemberRemoved { id, user: *user }));
    Ok(events)
}

/// Deletes a Team that the identity provider no longer has.
pub(crate) fn remove_provisioned(context: &Context<'_>, id: TeamId) -> Outcome {
    // Rules 109 and 124: the same speaker, on every tier.
    context.require_taking_back(
        Permission::OrganizationScimProvision,
        ResourceRef::Organization,
    )?;
    let team = stored(context, id)?;
    let mut checks = Checks::default();
    check_is_theirs(&mut checks, team);
    checks.finish()?;
    Ok(vec![Event::TeamDeleted { id }])
}
