//! When each person and token last changed something, read from the log beside the state. It is derived: the
//! log holds nothing about it that a commit does not say.

use std::collections::BTreeMap;
use std::sync::Arc;

use planisphere_domain::{Actor, Commit, Timestamp};

/// The last commit of everybody who made one. Cloning shares it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    latest: Arc<BTreeMap<Actor, Timestamp>>,
}

impl Activity {
    /// Takes note of the next commit of the log.
    pub(super) fn note(&mut self, commit: &Commit) {
        Arc::make_mut(&mut self.latest).insert(commit.actor, commit.at);
    }

    /// When somebody last changed something; `None` when they never did.
    #[must_use]
    pub fn of(&self, actor: Actor) -> Option<Timestamp> {
        self.latest.get(&actor).copied()
    }
}
