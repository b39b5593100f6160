//! The newest commits as sentences: who changed what, and when. A person reads of what they may see and of nothing
//! else; a commit that has nothing for them is left out. Values stay out of it.

use std::collections::BTreeMap;

use planisphere_domain::api_token::TokenScope;
use planisphere_domain::policy::Permission;
use planisphere_domain::{Actor, Cause, Event, PastCommit, Timestamp};

use super::super::{Opened, Replica};
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

impl Replica {
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
