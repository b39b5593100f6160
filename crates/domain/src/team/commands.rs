//! Creating, editing and deleting Teams. Their roles are given by the commands of [`crate::access`].

use std::collections::BTreeSet;

use super::Team;
use super::members::check_people;
use crate::access::Bindings;
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, editable};
use crate::policy::{OrganizationRole, Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{Event, Problem, Rejection, ResourceKind, TeamId, UserId};

/// The longest name and description, the same as a token's (TOK-1); no source gives them for Teams.
const LONGEST_NAME: usize = 256;
const LONGEST_DESCRIPTION: usize = 500;

/// What somebody asks for when creating a Team.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamDraft {
    /// The new id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// The Organization role that members get.
    pub organization_role: OrganizationRole,
    /// Who is in it from the start.
    pub members: BTreeSet<UserId>,
}

editable! {
    /// A field of a Team that can be edited.
    TeamField of Team {
        /// The name.
        Name(String) = "name" in name;
        /// The description.
        Description(String) = "description" in description;
    }
}

pub(super) fn check_text(checks: &mut Checks, name: &str, description: &str) {
    checks.text("name", "the Team's name", name, 1, LONGEST_NAME);
    let most = LONGEST_DESCRIPTION;
    checks.text("description", "the description", description, 0, most);
}

/// Rule 70, TEAM-1: names are compared without case.
pub(super) fn check_unique(context: &Context<'_>, checks: &mut Checks, id: TeamId, name: &str) {
    let name = name.trim();
    let is_taken = context
        .state
        .teams()
        .any(|other| other.id != id && other.name.to_lowercase() == name.to_lowercase());
    checks.ensure(!is_taken, || {
        Problem::taken("name", ResourceKind::Team, name)
    });
}

/// The Team of this id.
pub(super) fn stored<'a>(context: &Context<'a>, id: TeamId) -> Result<&'a Team, Rejection> {
    context
        .state
        .team(id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::Team, id))
}

/// Rule 72, TEAM-2: name, description, members and deletion come from the identity provider.
pub(super) fn check_is_ours(checks: &mut Checks, team: &Team) {
    checks.ensure(!team.is_idp_managed, || {
        Problem::new(
            "isIdpManaged",
            "idp-managed",
            format!("`{}` is managed by the identity provider", team.name),
            "Change it in the identity provider; its roles can be changed here.",
        )
    });
}

impl TeamDraft {
    pub(super) fn resolve(&self, context: &Context<'_>, is_idp_managed: bool) -> Team {
        let (now, by) = (context.env.now, context.caller.actor);
        Team {
            id: self.id,
            name: self.name.trim().to_owned(),
            description: self.description.trim().to_owned(),
            is_idp_managed,
            organization_role: self.organization_role,
            members: self.members.clone(),
            roles: Bindings::default(),
            created_at: now,
            created_by: by,
            updated_at: now,
            updated_by: by,
        }
    }
}

pub(crate) fn create(context: &Context<'_>, draft: &TeamDraft) -> Outcome {
    // Rules 65, 66 and 71: the tier, who may, and that SCIM is off.
    context.require(
        Permission::OrganizationTeamsCreate,
        ResourceRef::Organization,
    )?;
    check_people(context, &draft.members)?;
    let mut checks = Checks::default();
    check_text(&mut checks, &draft.name, &draft.description);
    check_unique(context, &mut checks, draft.id, &draft.name);
    checks.ensure(context.state.team(draft.id).is_none(), || {
        Problem::taken("id", ResourceKind::Team, &draft.id.to_string())
    });
    checks.finish()?;
    Ok(vec![Event::TeamCreated(draft.resolve(context, false))])
}

pub(crate) fn update(context: &Context<'_>, id: TeamId, edits: &[Edit<TeamField>]) -> Outcome {
    // Rules 65 and 66.
    context.require(
        Permission::OrganizationTeamsUpdate,
        ResourceRef::Organization,
    )?;
    let team = stored(context, id)?;
    let mut after = team.clone();
    let changes = conflicts(context, edits, |like| team.field(like))?;
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_is_ours(&mut checks, team);
    check_text(&mut checks, &after.name, &after.description);
    check_unique(context, &mut checks, id, &after.name);
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::TeamEdited { id, changes }]
    })
}

/// TEAM-6: its roles go with it, those of its members stay.
pub(crate) fn delete(context: &Context<'_>, id: TeamId) -> Outcome {
    // Rules 66 and 124: who may; no tier refuses it.
    context.require_taking_back(
        Permission::OrganizationTeamsDelete,
        ResourceRef::Organization,
    )?;
    let team = stored(context, id)?;
    let mut checks = Checks::default();
    check_is_ours(&mut checks, team);
    checks.finish()?;
    Ok(vec![Event::TeamDeleted { id }])
}
