//! What differs between two states, as a person reads it: by thing and by field. Secrets differ by whether one is
//! set; their values are nowhere here.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{Record, SECRET, Shown, roles};
use crate::organization::SsoConnection;
use crate::policy::Caller;
use crate::state::Changed;
use crate::{Names, ResourceKind, SsoConnectionId, State};

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub kind: ResourceKind,
    /// Its id; empty for the Organization.
    pub id: String,
    /// Its name after the change, or before it when it is gone.
    pub name: String,
    /// What happens to it.
    pub what: Difference,
}

/// What happens to a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It comes to be, with these fields.
    Created(Vec<FieldChange>),
    /// These fields change.
    Edited(Vec<FieldChange>),
    /// It goes.
    Deleted,
}

/// One field of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Its name in the API; a role by what it is held on.
    pub field: String,
    /// What it held; absent where there was nothing.
    pub before: Option<String>,
    /// What it holds; absent where there is nothing.
    pub after: Option<String>,
}

/// Everything that differs, from the Organization down, in the order of ids.
#[must_use]
pub fn difference(before: &State, after: &State) -> Vec<Change> {
    told_by(before, after, Names::of_both(before, after))
}

/// The same for somebody: things that a field refers to and that they may not know of have no name.
#[must_use]
pub fn difference_for(before: &State, after: &State, reader: &Caller) -> Vec<Change> {
    told_by(
        before,
        after,
        Names::of_both(before, after).known_to(reader),
    )
}

// One name on both sides: what something else is called is no change of the thing that refers to it.
fn told_by(before: &State, after: &State, names: Names<'_>) -> Vec<Change> {
    let sides = Sides {
        before,
        after,
        names,
    };
    let mut changes = Vec::new();
    changes.extend(sides.organization());
    sides.add(sides.connections(), &mut changes);
    sides.add(before.changed_workspaces(after), &mut changes);
    sides.add(before.changed_clusters(after), &mut changes);
    sides.add(before.changed_deployments(after), &mut changes);
    sides.add(before.changed_deploys(after), &mut changes);
    sides.add(before.changed_agent_tokens(after), &mut changes);
    sides.add(before.changed_notification_channels(after), &mut changes);
    sides.add(before.changed_alerts(after), &mut changes);
    sides.add(before.changed_environment_objects(after), &mut changes);
    sides.add(before.changed_users(after), &mut changes);
    sides.add(before.changed_teams(after), &mut changes);
    sides.add(before.changed_custom_roles(after), &mut changes);
    sides.add(before.changed_api_tokens(after), &mut changes);
    sides.add(before.changed_acceptances(after), &mut changes);
    changes
}

struct Sides<'a> {
    before: &'a State,
    after: &'a State,
    names: Names<'a>,
}

impl Sides<'_> {
    fn organization(&self) -> Option<Change> {
        let (before, after) = (self.before.organization(), self.after.organization());
        if before == after {
            return None;
        }
        self.change(&Changed { before, after })
    }

    fn connections(&self) -> Vec<Changed<'_, SsoConnection>> {
        fn all(state: &State) -> BTreeMap<SsoConnectionId, &SsoConnection> {
            let connections = state.organization().map(|it| &it.sso_connections);
            let connections = connections.into_iter().flatten();
            connections.map(|(id, it)| (*id, it)).collect()
        }
        let (old, new) = (all(self.before), all(self.after));
        let ids: BTreeSet<_> = old.keys().chain(new.keys()).collect();
        ids.into_iter()
            .map(|id| Changed {
                before: old.get(id).copied(),
                after: new.get(id).copied(),
            })
            .filter(|one| one.before != one.after)
            .collect()
    }

    fn add<T: Record>(&self, changed: Vec<Changed<'_, T>>, changes: &mut Vec<Change>) {
        changes.extend(changed.iter().filter_map(|one| self.change(one)));
    }

    /// `None` when what differs is nothing a person decides on, such as when it last changed.
    fn change<T: Record>(&self, changed: &Changed<'_, T>) -> Option<Change> {
        let thing = changed.after.or(changed.before)?;
        let names = &self.names;
        let fields = |thing: Option<&T>| {
            thing.map_or_else(Vec::new, |thing| {
                let mut fields = thing.fields(names);
                let bindings = thing.bindings();
                fields.extend(bindings.map_or_else(Vec::new, |it| roles(it, names)));
                fields
            })
        };
        let (old, new) = (fields(changed.before), fields(changed.after));
        let what = match (changed.before, changed.after) {
            (_, None) => Difference::Deleted,
            (None, _) => Difference::Created(compare(&old, &new)),
            (Some(_), Some(_)) => {
                let fields = compare(&old, &new);
                if fields.is_empty() {
                    return None;
                }
                Difference::Edited(fields)
            }
        };
        Some(Change {
            kind: T::KIND,
            id: thing.id(),
            name: thing.name(names),
            what,
        })
    }
}

/// Lists that are as long as this on both sides together are told by what comes and goes.
const SHORT_LIST: usize = 6;
/// How many entries of a long list are named.
const MOST_NAMED: usize = 8;

/// The fields that differ, in the order of the newer side; those that are gone come last.
fn compare(old: &[Shown], new: &[Shown]) -> Vec<FieldChange> {
    // Some things have thousands of fields. The first of a key stands for it.
    fn by_key(fields: &[Shown]) -> BTreeMap<&str, &Shown> {
        let keyed = fields.iter().rev();
        keyed.map(|field| (field.key(), field)).collect()
    }
    let (there, left) = (by_key(old), by_key(new));
    let gone = old.iter().filter(|field| !left.contains_key(field.key()));
    let kept = new.iter().filter_map(|field| {
        let before = there.get(field.key()).copied();
        let (was, is) = match before {
            None => (None, field.text.clone()),
            Some(before) if before.text == field.text => {
                if before.exact == field.exact {
                    return None;
                }
                let is = if field.text == SECRET {
                    "another secret".to_owned()
                } else {
                    // Two values that read alike are still two.
                    format!("{}, changed", field.text)
                };
                (Some(before.text.clone()), is)
            }
            Some(before) if before.entries.len() + field.entries.len() > SHORT_LIST => {
                let (was, is) = come_and_go(&before.entries, &field.entries);
                (Some(was), is)
            }
            Some(before) => (Some(before.text.clone()), field.text.clone()),
        };
        Some(FieldChange {
            field: field.name.clone(),
            before: was,
            after: Some(is),
        })
    });
    let gone = gone.map(|field| FieldChange {
        field: field.name.clone(),
        before: Some(field.text.clone()),
        after: None,
    });
    kept.chain(gone).collect()
}

/// Two versions of a long list: how many there are, and which come and go.
fn come_and_go(old: &[String], new: &[String]) -> (String, String) {
    let (before, after): (BTreeSet<_>, BTreeSet<_>) = (old.iter().collect(), new.iter().collect());
    let named = |of: Vec<&&String>| {
        let mut names: Vec<String> = of
            .iter()
            .take(MOST_NAMED)
            .map(|it| (**it).clone())
            .collect();
        let more = of.len() - names.len();
        if more > 0 {
            names.push(format!("{more} more"));
        }
        names.join(", ")
    };
    let mut told = vec![format!("{} in all", new.len())];
    for (word, which) in [
        ("with", after.difference(&before).collect::<Vec<_>>()),
        ("without", before.difference(&after).collect()),
    ] {
        if !which.is_empty() {
            told.push(format!("{word} {}", named(which)));
        }
    }
    (format!("{} in all", old.len()), told.join("; "))
}
