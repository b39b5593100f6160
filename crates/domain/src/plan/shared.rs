//! A plan as it travels to somebody else: in a file or in a link. It holds references to secrets and never their
//! texts, because commands hold nothing else. How it is written down is the reader's business.

use serde::{Deserialize, Serialize};

use super::Plan;
use crate::{Actor, Command, OrganizationId, Timestamp};

/// The version of the form; another one is not read.
pub const SHARED_FORMAT: u32 = 1;

/// A plan that somebody hands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharedPlan {
    /// The version of this form.
    pub planisphere_plan: u32,
    /// The Organization that it is about.
    pub organization: OrganizationId,
    /// The name of that Organization when it was shared.
    pub organization_name: String,
    /// Who staged it.
    pub author: Actor,
    /// When it was shared.
    pub at: Timestamp,
    /// What it holds, in order.
    pub parts: Vec<SharedPart>,
}

/// What one form staged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SharedPart {
    /// What it is about, in words.
    pub title: String,
    /// What it asks for.
    pub commands: Vec<Command>,
}

impl SharedPlan {
    /// All of it as one plan.
    #[must_use]
    pub fn plan(&self) -> Plan {
        let commands = self.parts.iter().flat_map(|part| part.commands.clone());
        Plan::of(commands.collect())
    }
}
