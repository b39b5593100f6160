//! Who is in a Team. Members get its roles at once and lose them on leaving (rule 68).

use std::collections::BTreeSet;

use super::commands::{check_is_ours, stored};
use crate::access::Holder;
use crate::access::assign::known;
use crate::decide::{Context, Outcome};
use crate::policy::{Permission, ResourceRef};
use crate::validation::Checks;
use crate::{Event, Problem, Rejection, TeamId, UserId};

/// Rule 67: people of the Organization only, whoever asks.
pub(super) fn check_people(
    context: &Context<'_>,
    users: &BTreeSet<UserId>,
) -> Result<(), Rejection> {
    users
        .iter()
        .try_for_each(|user| known(context, Holder::User(*user)))
}

pub(crate) fn add_members(context: &Context<'_>, id: TeamId, users: &BTreeSet<UserId>) -> Outcome {
    // Rules 65 and 66.
    context.require(
        Permission::OrganizationTeamsUpdate,
        ResourceRef::Organization,
    )?;
    let team = stored(context, id)?;
    check_people(context, users)?;
    let mut checks = Checks::default();
    // TEAM-4
    checks.ensure(!users.is_empty(), || {
        Problem::new(
            "memberIds",
            "empty",
            "nobody is named (memberIds)",
            "Choose at least one person.",
        )
        .value(0)
        .limit("1 or more")
    });
    check_is_ours(&mut checks, team);
    // Rule 71, TEAM-3. What the identity provider owns says so already.
    let is_scim_on = context.organization()?.is_scim_enabled;
    checks.ensure(team.is_idp_managed || !is_scim_on, || {
        Problem::new(
            "memberIds",
            "scim-on",
            "while SCIM is on, the identity provider adds members",
            "Add them in the identity provider.",
        )
    });
    checks.finish()?;
    // TEAM-5: who is in it already stays in it.
    let new: Vec<UserId> = users.difference(&team.members).copied().collect();
    Ok(if new.is_empty() {
        Vec::new()
    } else {
        vec![Event::TeamMembersAdded { id, users: new }]
    })
}

pub(crate) fn remove_member(context: &Context<'_>, id: TeamId, user: UserId) -> Outcome {
    // Rules 66 and 124: who may; neither tier nor SCIM (rule 71) refuses it.
    context.require_taking_back(
        Permission::OrganizationTeamsUpdate,
        ResourceRef::Organization,
    )?;
    let team = stored(context, id)?;
    known(context, Holder::User(user))?;
    let mut checks = Checks::default();
    check_is_ours(&mut checks, team);
    checks.finish()?;
    Ok(if team.members.contains(&user) {
        vec![Event::TeamMemberRemoved { id, user }]
    } else {
        Vec::new()
    })
}
