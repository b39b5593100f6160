//! When each person and token last changed something, and the newest commits, read from the log beside the state.
//! Both are derived: the log holds nothing about them that a commit does not say.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Actor, Commit, Event, State, Timestamp};

/// So many commits are at hand for pages.
const MOST_COMMITS: usize = 60;
/// So many events of each are.
const MOST_EVENTS: usize = 40;

/// The last commit of everybody who made one, and the newest commits. Cloning shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// The number of the newest commit.
    sequence: u64,
    #[serde(with = "pairs")]
    latest: Arc<BTreeMap<Actor, Timestamp>>,
    newest: Arc<VecDeque<Arc<PastCommit>>>,
}

/// A map by its pairs, since a format may want names for keys.
mod pairs {
    use super::{Actor, Arc, BTreeMap, Timestamp};
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(
        map: &Arc<BTreeMap<Actor, Timestamp>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map.iter())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Arc<BTreeMap<Actor, Timestamp>>, D::Error> {
        let pairs = Vec::<(Actor, Timestamp)>::deserialize(deserializer)?;
        Ok(Arc::new(pairs.into_iter().collect()))
    }
}

/// A commit of the past.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastCommit {
    /// Its number in the log, from 1.
    pub sequence: u64,
    /// Its first events.
    pub commit: Commit,
    /// How many events it has.
    pub count: usize,
    /// What the things were called that it ended, by their ids.
    pub ended: BTreeMap<String, String>,
}

impl Activity {
    /// Takes note of the next commit of the log, which `before` has not seen yet.
    pub fn note(&mut self, before: &State, commit: &Commit) {
        self.sequence += 1;
        Arc::make_mut(&mut self.latest).insert(commit.actor, commit.at);
        let past = PastCommit {
            sequence: self.sequence,
            count: commit.events.len(),
            ended: ended(before, commit),
            commit: Commit {
                at: commit.at,
                actor: commit.actor,
                cause: commit.cause.clone(),
                from: commit.from.clone(),
                events: commit.events.iter().take(MOST_EVENTS).cloned().collect(),
            },
        };
        let newest = Arc::make_mut(&mut self.newest);
        if newest.len() == MOST_COMMITS {
            newest.pop_front();
        }
        newest.push_back(Arc::new(past));
    }

    /// When somebody last changed something; `None` when they never did.
    #[must_use]
    pub fn of(&self, actor: Actor) -> Option<Timestamp> {
        self.latest.get(&actor).copied()
    }

    /// The newest commits, the last one first.
    pub fn newest(&self) -> impl Iterator<Item = &PastCommit> {
        self.newest.iter().rev().map(Arc::as_ref)
    }
}

/// Ids and names of what a commit ends, told from the state before it: afterwards nobody knows what it was called.
fn ended(before: &State, commit: &Commit) -> BTreeMap<String, String> {
    let events = commit.events.iter().take(MOST_EVENTS);
    events.filter_map(|event| ended_by(before, event)).collect()
}

fn ended_by(before: &State, event: &Event) -> Option<(String, String)> {
    let (id, name) = match event {
        Event::UserRemoved { id } => (id.to_string(), before.user(*id)?.full_name.clone()),
        Event::TeamDeleted { id } => (id.to_string(), before.team(*id)?.name.clone()),
        Event::CustomRoleDeleted { id } => (id.to_string(), before.custom_role(*id)?.name.clone()),
        Event::ApiTokenDeleted { id } => (id.to_string(), before.api_token(*id)?.name.clone()),
        Event::WorkspaceDeleted { id } => (id.to_string(), before.workspace(*id)?.name.clone()),
        Event::ClusterDeleted { id } => (id.to_string(), before.cluster(*id)?.name.clone()),
        Event::DeploymentDeleted { id } => (id.to_string(), before.deployment(*id)?.name.clone()),
        _ => return None,
    };
    Some((id, name))
}
