//! When each person and token last changed something, and the newest commits, read from the log beside the state.
//! Both are derived: the log holds nothing about them that a commit does not say.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use planisphere_domain::{Actor, Commit, Event, State, Timestamp};

/// So many commits are at hand for pages.
const MOST_COMMITS: usize = 60;
/// So many events of each are.
const MOST_EVENTS: usize = 40;

/// The last commit of everybody who made one, and the newest commits. Cloning shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    latest: Arc<BTreeMap<Actor, Timestamp>>,
    newest: Arc<VecDeque<Arc<PastCommit>>>,
}

/// A commit of the past.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PastCommit {
    /// Its first events.
    pub(super) commit: Commit,
    /// How many events it has.
    pub(super) count: usize,
    /// What the things were called that it ended, by their ids.
    pub(super) ended: BTreeMap<String, String>,
}

impl Activity {
    /// Takes note of the next commit of the log, with what the things were called that it ended.
    pub(super) fn note(&mut self, mut commit: Commit, ended: BTreeMap<String, String>) {
        Arc::make_mut(&mut self.latest).insert(commit.actor, commit.at);
        let count = commit.events.len();
        if count > MOST_EVENTS {
            commit.events.truncate(MOST_EVENTS);
            commit.events.shrink_to_fit();
        }
        let newest = Arc::make_mut(&mut self.newest);
        if newest.len() == MOST_COMMITS {
            newest.pop_front();
        }
        newest.push_back(Arc::new(PastCommit {
            commit,
            count,
            ended,
        }));
    }

    /// When somebody last changed something; `None` when they never did.
    #[must_use]
    pub fn of(&self, actor: Actor) -> Option<Timestamp> {
        self.latest.get(&actor).copied()
    }

    /// The newest commits, the last one first.
    pub(super) fn newest(&self) -> impl Iterator<Item = &PastCommit> {
        self.newest.iter().rev().map(Arc::as_ref)
    }
}

/// Ids and names of what a commit ends, told from the state before it: afterwards nobody knows what it was called.
pub(super) fn ended(before: &State, commit: &Commit) -> BTreeMap<String, String> {
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
