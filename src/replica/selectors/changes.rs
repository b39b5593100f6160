//! The newest commits as sentences: who changed what, and when. A person reads of what they may see and of nothing
//! else; a commit that has nothing for them is left out. Values stay out of it.

use std::collections::BTreeMap;

use planisphere_domain::api_token::TokenScope;
use planisphere_domain::policy::Permission;
use planisphere_domain::{Actor, Cause, Event, PastCommit, ResourceKind, State, Timestamp};

use super::super::viewing::Viewer;
use super::super::{Opened, Replica, capital};
use super::things::Thing;
use super::tokens::reading_tokens;
use super::told::{Names, Told};

/// One commit in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// Who made it.
    pub who: String,
    /// Whether that is an API token.
    pub is_token: bool,
    /// What they did: `created the Workspace`.
    pub what: String,
    /// What to.
    pub name: String,
    /// Its page, while it is there.
    pub thing: Option<Thing>,
    /// What else there is to it: fields, further changes, files.
    pub detail: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// How something went that was here a while ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// What it was, such as `Deployment`.
    pub kind: String,
    /// What it was called, where that is still known.
    pub name: Option<String>,
    /// Who did it; nothing where that is who acts here.
    pub who: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The commit by which it went.
    pub sequence: u64,
    /// Whether its creation was undone.
    pub is_undo: bool,
    /// Whether whoever looks can do it again: it is their own undo, and they changed nothing else since.
    pub can_redo: bool,
}

impl Replica {
    /// How the thing of this id went, where that is among the newest changes and the person may know of it: it was they
    /// themselves, or they may read the whole log.
    #[must_use]
    pub fn ended(self, id: &str) -> Option<Ended> {
        self.read(|opened| {
            let mut newest = opened.activity.newest();
            let (ended, past) =
                newest.find_map(|past| Some((ended_by(past, &opened.state, id)?, past)))?;
            let (kind, is_there) = ended;
            let commit = &past.commit;
            let looker = opened.viewer.map(Viewer::actor);
            let is_own = looker == Some(commit.actor);
            if is_there || !(is_own || opened.holds(Permission::OrganizationAuditLogsGet)) {
                return None;
            }
            let is_undo = matches!(commit.cause, Cause::UndoOf { .. });
            let own_since = opened
                .activity
                .newest()
                .take_while(|it| it.sequence > past.sequence)
                .filter(|it| it.commit.actor == commit.actor);
            let mut causes = own_since.map(|it| &it.commit.cause);
            let only_turned =
                causes.all(|cause| matches!(cause, Cause::UndoOf { .. } | Cause::RedoOf { .. }));
            // Of somebody else, as whom the product is shown, it is told by their name.
            let is_oneself = is_own && self.viewing().is_none();
            Some(Ended {
                kind: capital(&kind.to_string()),
                name: past.ended.get(id).cloned(),
                who: (!is_oneself).then(|| actor(opened, commit.actor)),
                at: commit.at,
                sequence: past.sequence,
                is_undo,
                can_redo: is_own && is_undo && only_turned,
            })
        })
        .flatten()
    }

    /// The newest changes that the person may see, the last one first.
    #[must_use]
    pub fn changes(self, most: usize) -> Vec<ChangeRow> {
        self.read(|opened| {
            let rows = opened.activity.newest();
            rows.filter_map(|commit| row(opened, commit))
                .take(most)
                .collect()
        })
        .unwrap_or_default()
    }
}

impl Replica {
    /// The last change of what is shown, as far as the person may know of it.
    #[must_use]
    pub(in crate::replica) fn newest_change(self) -> Option<ChangeRow> {
        self.read(|opened| row(opened, opened.activity.newest().next()?))
            .flatten()
    }
}

/// What kind of thing of this id a commit ended, and whether it is there again.
fn ended_by(past: &PastCommit, state: &State, id: &str) -> Option<(ResourceKind, bool)> {
    let of = |event: &Event| {
        let (kind, ended, is_there) = match event {
            Event::UserRemoved { id } => (
                ResourceKind::User,
                id.to_string(),
                state.user(*id).is_some(),
            ),
            Event::TeamDeleted { id } => (
                ResourceKind::Team,
                id.to_string(),
                state.team(*id).is_some(),
            ),
            Event::CustomRoleDeleted { id } => {
                let is_there = state.custom_role(*id).is_some();
                (ResourceKind::CustomRole, id.to_string(), is_there)
            }
            Event::ApiTokenDeleted { id } => {
                let is_there = state.api_token(*id).is_some();
                (ResourceKind::ApiToken, id.to_string(), is_there)
            }
            Event::WorkspaceDeleted { id } => {
                let is_there = state.workspace(*id).is_some();
                (ResourceKind::Workspace, id.to_string(), is_there)
            }
            Event::ClusterDeleted { id } => {
                let is_there = state.cluster(*id).is_some();
                (ResourceKind::Cluster, id.to_string(), is_there)
            }
            Event::DeploymentDeleted { id } => {
                let is_there = state.deployment(*id).is_some();
                (ResourceKind::Deployment, id.to_string(), is_there)
            }
            Event::AlertDeleted { id } => (
                ResourceKind::Alert,
                id.to_string(),
                state.alert(*id).is_some(),
            ),
            Event::NotificationChannelDeleted { id } => {
                let is_there = state.notification_channel(*id).is_some();
                (ResourceKind::NotificationChannel, id.to_string(), is_there)
            }
            Event::EnvironmentObjectDeleted { id } => {
                let is_there = state.environment_object(*id).is_some();
                (ResourceKind::EnvironmentObject, id.to_string(), is_there)
            }
            _ => return None,
        };
        (ended == id).then_some((kind, is_there))
    };
    past.commit.events.iter().find_map(of)
}

pub(in crate::replica) fn row(opened: &Opened, past: &PastCommit) -> Option<ChangeRow> {
    let names = Names {
        state: &opened.state,
        ended: &past.ended,
    };
    let mut told = past
        .commit
        .events
        .iter()
        .filter_map(|event| names.told(event))
        .filter(|told| opened.holds_on(told.reading, &told.resource));
    let first = told.next()?;
    let seen = told.count();
    // What is not at hand counts for those alone who may read the whole log.
    let cut = past.count.saturating_sub(past.commit.events.len());
    let more = if opened.holds(Permission::OrganizationAuditLogsGet) {
        seen + cut
    } else {
        seen
    };
    let mut details = Vec::new();
    details.extend(first.detail);
    match more {
        0 => {}
        1 => details.push("1 more change".to_owned()),
        more => details.push(format!("{more} more changes")),
    }
    match &past.commit.cause {
        Cause::Import { files } if files.len() == 1 => details.push("from 1 file".to_owned()),
        Cause::Import { files } => details.push(format!("from {} files", files.len())),
        Cause::Undo | Cause::UndoOf { .. } => details.push("by Undo".to_owned()),
        Cause::RedoOf { .. } => details.push("by Redo".to_owned()),
        Cause::Plan { .. } => details.push("by a plan".to_owned()),
        Cause::Edit => {}
    }
    Some(ChangeRow {
        who: actor(opened, past.commit.actor),
        is_token: matches!(past.commit.actor, Actor::ApiToken(_)),
        what: first.what,
        name: first.name,
        thing: first.thing,
        detail: (!details.is_empty()).then(|| details.join(", ")),
        at: past.commit.at,
    })
}

/// Whether somebody who may not read the whole log may read of an event all the same.
pub(in crate::replica) fn may_read_of(opened: &Opened, event: &Event) -> bool {
    told(opened, event).is_some_and(|told| opened.holds_on(told.reading, &told.resource))
}

/// Where what an event is about is shown, while it is there.
pub(in crate::replica) fn thing_of(opened: &Opened, event: &Event) -> Option<Thing> {
    told(opened, event)?.thing
}

fn told(opened: &Opened, event: &Event) -> Option<Told> {
    let names = Names {
        state: &opened.state,
        ended: &BTreeMap::new(),
    };
    names.told(event)
}

/// Who made a commit, as far as the person may know.
pub(in crate::replica) fn actor(opened: &Opened, actor: Actor) -> String {
    let state = &opened.state;
    match actor {
        Actor::User(id) => {
            let is_open = opened.holds(Permission::OrganizationUsersGet)
                || opened.viewer.is_some_and(|viewer| viewer.actor() == actor);
            match state.user(id).filter(|_| is_open) {
                Some(user) => user.full_name.clone(),
                None => "Somebody".to_owned(),
            }
        }
        Actor::ApiToken(id) => {
            let token = state.api_token(id);
            let is_open =
                |scope: TokenScope| opened.holds_on(reading_tokens(scope), &scope.resource());
            match token.filter(|token| is_open(token.scope)) {
                Some(token) => token.name.clone(),
                None => "A token".to_owned(),
            }
        }
    }
}
