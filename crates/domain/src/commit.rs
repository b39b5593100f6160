//! What one accepted command leaves behind: the unit that storage appends and the audit log shows.

use std::net::IpAddr;

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
    /// The inverse of an earlier commit, in logs that do not say of which.
    Undo,
    /// A plan that was staged and looked at first.
    Plan {
        /// Who staged it, where that was somebody else than who applied it.
        author: Option<Actor>,
    },
    /// The inverse of one earlier commit.
    UndoOf {
        /// Its number.
        commit: u64,
    },
    /// The inverse of an undo: what that took back is done again.
    RedoOf {
        /// The number of the undo.
        commit: u64,
    },
}

/// From where a command came, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// The client in short, such as `Chromium 140 on Linux`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// The address, where the person gave one: a browser does not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<IpAddr>,
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
    /// From where; absent in logs of builds that did not say, and in those that were made and not typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Source>,
    /// What happened, in order; never empty.
    pub events: Vec<Event>,
}
