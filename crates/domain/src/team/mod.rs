//! Teams: named groups of people that pass their roles to their members (rules 65 to 72).

mod commands;
mod members;
mod provisioning;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::access::Bindings;
use crate::policy::OrganizationRole;
use crate::{Actor, TeamId, Timestamp, UserId};

pub use commands::{TeamDraft, TeamField};
pub(crate) use commands::{create, delete, update};
pub(crate) use members::{add_members, remove_member};
pub(crate) use provisioning::{provision, remove_provisioned};

/// One Team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Team {
    /// Names it.
    pub id: TeamId,
    /// Unique in the Organization, compared without case (rule 70).
    pub name: String,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Whether an identity provider owns name, description, members and deletion (rule 72).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_idp_managed: bool,
    /// The Organization role that members get (rule 68).
    pub organization_role: OrganizationRole,
    /// Who is in it; people of the Organization only (rule 67).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub members: BTreeSet<UserId>,
    /// Its roles below the Organization.
    #[serde(default, skip_serializing_if = "Bindings::is_empty")]
    pub roles: Bindings,
    /// When it was created.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Actor,
    /// When name, description, members or roles last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Actor,
}
