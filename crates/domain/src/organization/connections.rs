//! SSO connections and the bypass link (rules 92, 106 and 108). Who signs in is asked elsewhere.

use super::{SsoBypassLink, SsoConnection};
use crate::decide::{Context, Outcome};
use crate::edit::{Edit, Value, editable};
use crate::names::Names;
use crate::policy::{OrganizationRole, Permission, ResourceRef};
use crate::validation::{Checks, conflicts};
use crate::{Event, Problem, Rejection, ResourceKind, SsoConnectionId};

/// The longest name of a connection; no source gives one.
const LONGEST_NAME: usize = 100;

/// A wish for a new SSO connection.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SsoConnectionDraft {
    /// The new id.
    pub id: SsoConnectionId,
    /// Its name.
    pub name: String,
    /// The role of people who join by it; absent: an invite is needed (rule 92).
    pub automatic_membership: Option<OrganizationRole>,
}

editable! {
    /// A field of an SSO connection that can be edited.
    SsoConnectionField of SsoConnection {
        /// The name.
        Name(String) = "name" in name;
        /// The role of people who join by it (rule 92).
        AutomaticMembership(Option<OrganizationRole>) = "automaticMembership" in automatic_membership;
    }
}

impl Value for OrganizationRole {
    fn shown(&self, _: &Names<'_>) -> String {
        self.title().to_owned()
    }
}

/// One connection of the Organization.
pub(super) fn connection<'a>(
    context: &Context<'a>,
    id: SsoConnectionId,
) -> Result<&'a SsoConnection, Rejection> {
    let connections = &context.organization()?.sso_connections;
    connections
        .get(&id)
        .ok_or_else(|| Rejection::not_found(ResourceKind::SsoConnection, id))
}

pub(crate) fn create(context: &Context<'_>, draft: &SsoConnectionDraft) -> Outcome {
    // Rule 108.
    context.require(
        Permission::OrganizationSsoConnectionsCreate,
        ResourceRef::Organization,
    )?;
    let mut checks = Checks::default();
    let connections = &context.organization()?.sso_connections;
    checks.ensure(!connections.contains_key(&draft.id), || {
        Problem::taken("id", ResourceKind::SsoConnection, &draft.id.to_string())
    });
    check_name(context, &mut checks, draft.id, &draft.name)?;
    checks.finish()?;
    Ok(vec![Event::SsoConnectionCreated(SsoConnection {
        id: draft.id,
        name: draft.name.trim().to_owned(),
        automatic_membership: draft.automatic_membership,
        created_at: context.env.now,
    })])
}

pub(crate) fn update(
    context: &Context<'_>,
    id: SsoConnectionId,
    edits: &[Edit<SsoConnectionField>],
) -> Outcome {
    // Rule 108.
    context.require(
        Permission::OrganizationSsoConnectionsUpdate,
        ResourceRef::Organization,
    )?;
    let stored = connection(context, id)?;
    let changes = conflicts(context, edits, |like| stored.field(like))?;
    let mut after = stored.clone();
    for change in &changes {
        after.set(change.clone());
    }
    let mut checks = Checks::default();
    check_name(context, &mut checks, id, &after.name)?;
    checks.finish()?;
    Ok(if changes.is_empty() {
        Vec::new()
    } else {
        vec![Event::SsoConnectionEdited { id, changes }]
    })
}

/// Deletes a connection; its domains are mapped to nothing then.
pub(crate) fn delete(context: &Context<'_>, id: SsoConnectionId) -> Outcome {
    context.require_taking_back(
        Permission::OrganizationSsoConnectionsDelete,
        ResourceRef::Organization,
    )?;
    connection(context, id)?;
    let organization = context.organization()?;
    let is_last = organization.sso_connections.len() == 1;
    let mut checks = Checks::default();
    for (is_on, what) in [
        (organization.is_sso_enforced, "SSO-only login"),
        (organization.is_scim_enabled, "SCIM"),
    ] {
        checks.ensure(!(is_last && is_on), || {
            Problem::new(
                "id",
                "last-sso-connection",
                format!("{what} is on and needs this last SSO connection"),
                format!("Turn {what} off first, or create another connection."),
            )
        });
    }
    checks.finish()?;
    Ok(vec![Event::SsoConnectionDeleted { id }])
}

fn check_name(
    context: &Context<'_>,
    checks: &mut Checks,
    id: SsoConnectionId,
    name: &str,
) -> Result<(), Rejection> {
    checks.text("name", "the connection's name", name, 1, LONGEST_NAME);
    let name = name.trim();
    let mut others = context.organization()?.sso_connections.values();
    if others.any(|other| other.id != id && other.name == name) {
        checks.add(Problem::taken("name", ResourceKind::SsoConnection, name));
    }
    Ok(())
}

/// Makes the one bypass link, or another that voids it (rule 106).
pub(crate) fn create_bypass_link(context: &Context<'_>) -> Outcome {
    context.require(
        Permission::OrganizationSsoBypassKeyCreate,
        ResourceRef::Organization,
    )?;
    Ok(vec![Event::SsoBypassLinkCreated(SsoBypassLink {
        created_at: context.env.now,
    })])
}

/// Removes the bypass link (rule 106).
pub(crate) fn delete_bypass_link(context: &Context<'_>) -> Outcome {
    context.require_taking_back(
        Permission::OrganizationSsoBypassKeyDelete,
        ResourceRef::Organization,
    )?;
    Ok(if context.organization()?.sso_bypass_link.is_some() {
        vec![Event::SsoBypassLinkDeleted]
    } else {
        Vec::new()
    })
}
