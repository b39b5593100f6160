//! What one accepted command leaves behind: the unit that storage appends and the audit log shows.

use serde::{Deserialize, Serialize};

use crate::{ApiTokenId, Event, Timestamp, UserId};

/// Who acts: people and API tokens, never Teams (rule 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Actor {
    /// A person.
    User(UserId),
    /// An API token.
    ApiToken(ApiTokenId),
}

impl Actor {
    /// The person, if it is one.
    #[must_use]
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::User(id) => Some(id),
            Self::ApiToken(_) => None,
        }
    }
}

/// Why a commit happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Cause {
    /// One edit on a page.
    Edit,
    /// Deployment files, by name.
    Import {
        /// The files' names as they were dropped.
        files: Vec<String>,
    },
    /// The inverse of an earlier commit.
    Undo,
    /// A plan that was staged and looked at first.
    Plan {
        /// Who staged it, where that was somebody else than who applied it.
        author: Option<Actor>,
    },
}

/// One atomic step of an Organization's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Commit {
    /// When it was decided.
    pub at: Timestamp,
    /// Who caused it.
    pub actor: Actor,
    /// Why.
    pub cause: Cause,
    /// What happened, in order; never empty.
    pub events: Vec<Event>,
}
