//! What an event changed, thing by thing and field by field, told by comparing the state before and after it. Of a secret
//! it is told whether one is set, and that another took its place.

use super::Target;
use super::about::Known;
use crate::plan::{EMPTY_SECRET, FieldChange, compared};
use crate::policy::Caller;
use crate::{Commit, Event, Names, ResourceKind, State, apply};

/// What became of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThingEnd {
    /// It came to be.
    Created,
    /// Fields of it changed.
    Edited,
    /// It went.
    Deleted,
}

impl ThingEnd {
    /// In words, which also stand in exports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Edited => "edited",
            Self::Deleted => "deleted",
        }
    }
}

/// One thing that an event changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThingDetail {
    /// What it is.
    pub kind: ResourceKind,
    /// Its id; empty for the Organization.
    pub id: String,
    /// Its name after the event, or before it when it is gone.
    pub name: String,
    /// What became of it.
    pub end: ThingEnd,
    /// Its fields that differ.
    pub fields: Vec<FieldDetail>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDetail {
    /// Its name in the API; a role by what it is held on.
    pub field: String,
    /// What it held; absent where there was nothing.
    pub before: Option<String>,
    /// What it holds; absent where there is nothing.
    pub after: Option<String>,
}

/// What each wanted event of a commit changed, by its place. `before` is the state that the commit found.
#[must_use]
pub fn details(
    before: &State,
    commit: &Commit,
    wanted: impl Fn(usize) -> bool,
) -> Vec<(usize, Vec<ThingDetail>)> {
    let mut told = Vec::new();
    each(before, commit, wanted, |place, event, was, is| {
        told.push((place, tell(was, is, Names::of_both(was, is), event)));
    });
    told
}

/// The same for somebody: things that a field refers to and that they may not know of by what holds `now` have no name.
#[must_use]
pub fn details_for(
    before: &State,
    commit: &Commit,
    wanted: impl Fn(usize) -> bool,
    reader: &Caller,
    now: &State,
) -> Vec<(usize, Vec<ThingDetail>)> {
    let mut told = Vec::new();
    each(before, commit, wanted, |place, event, was, is| {
        let names = Names::of_both(was, is).known_now_to(reader, now);
        told.push((place, tell(was, is, names, event)));
    });
    told
}

/// Calls with each wanted event and the states around it.
fn each(
    before: &State,
    commit: &Commit,
    wanted: impl Fn(usize) -> bool,
    mut tell: impl FnMut(usize, &Event, &State, &State),
) {
    let mut state = before.clone();
    for (place, event) in commit.events.iter().enumerate() {
        if wanted(place) {
            let was = state.clone();
            apply(&mut state, event, commit.at, commit.actor);
            tell(place, event, &was, &state);
        } else {
            apply(&mut state, event, commit.at, commit.actor);
        }
    }
}

fn tell(was: &State, is: &State, names: Names<'_>, event: &Event) -> Vec<ThingDetail> {
    let touched = touched(event);
    let things = compared(was, is, names, touched.as_deref()).into_iter();
    things
        .map(|thing| ThingDetail {
            end: match (thing.was_there, thing.is_there) {
                (_, false) => ThingEnd::Deleted,
                (false, true) => ThingEnd::Created,
                (true, true) => ThingEnd::Edited,
            },
            kind: thing.kind,
            id: thing.id,
            name: thing.name,
            fields: thing.fields.into_iter().map(field).collect(),
        })
        .collect()
}

/// Which records an event can change; `None` where that may be any, because something goes and with it what refers to it,
/// or because another thing tells of it by its name.
fn touched(event: &Event) -> Option<Vec<Target>> {
    match event {
        Event::OrganizationCreated(_)
        | Event::SsoConnectionEdited { .. }
        | Event::SsoConnectionDeleted { .. }
        | Event::UserRemoved { .. }
        | Event::TeamDeleted { .. }
        | Event::CustomRoleDeleted { .. }
        | Event::ApiTokenDeleted { .. }
        | Event::WorkspaceDeleted { .. }
        | Event::ClusterDeleted { .. }
        | Event::DeploymentDeleted { .. }
        | Event::NotificationChannelDeleted { .. }
        | Event::EnvironmentObjectDeleted { .. }
        | Event::DeployFinished { .. }
        | Event::FindingAccepted(_)
        | Event::FindingAcceptanceWithdrawn { .. } => None,
        event => {
            // Only ids are asked here, and those stand in the event.
            let about = Known::default().about(event);
            let mut targets = vec![about.target];
            targets.extend(about.also);
            Some(targets)
        }
    }
}

/// A field without what a secret holds.
fn field(change: FieldChange) -> FieldDetail {
    let FieldChange {
        field,
        before,
        after,
        was_secret,
        is_secret,
    } = change;
    let is_empty = |text: &Option<String>| text.as_deref() == Some(EMPTY_SECRET);
    let had = was_secret && !is_empty(&before);
    let has = is_secret && !is_empty(&after);
    let told = |is_place: bool, has_one: bool, text: Option<String>, one: &str| {
        if !is_place {
            return text;
        }
        Some(if has_one { one } else { "not set" }.to_owned())
    };
    FieldDetail {
        before: told(was_secret, had, before, "set"),
        after: told(is_secret, has, after, if had { "replaced" } else { "set" }),
        field,
    }
}
