//! What differs between two states, as a person reads it: by thing and by field. Secrets differ by whether one is
//! set; their values are nowhere here.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{Record, Shown, roles};
use crate::audit::Target;
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
    /// Whether what it held is a secret, of which the text tells nothing.
    pub was_secret: bool,
    /// Whether what it holds is one.
    pub is_secret: bool,
}

/// One thing that differs, with its fields on both sides also where it goes.
pub(crate) struct Compared {
    pub(crate) kind: ResourceKind,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) was_there: bool,
    pub(crate) is_there: bool,
    pub(crate) fields: Vec<FieldChange>,
}

impl From<Compared> for Change {
    fn from(compared: Compared) -> Self {
        let what = match (compared.was_there, compared.is_there) {
            (_, false) => Difference::Deleted,
            (false, true) => Difference::Created(compared.fields),
            (true, true) => Difference::Edited(compared.fields),
        };
        Self {
            kind: compared.kind,
            id: compared.id,
            name: compared.name,
            what,
        }
    }
}

/// What differs of these things alone, or of everything, by the names that whoever reads may know.
pub(crate) fn compared(
    before: &State,
    after: &State,
    names: Names<'_>,
    only: Option<&[Target]>,
) -> Vec<Compared> {
    let sides = Sides {
        before,
        after,
        names,
        with_gone: true,
    };
    match only {
        Some(targets) => targets
            .iter()
            .filter_map(|target| sides.one(*target))
            .collect(),
        None => sides.all(),
    }
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

/// The same with the names of what the reader may know by what holds in `now`, which neither side has to be.
#[must_use]
pub fn difference_known_now(
    before: &State,
    after: &State,
    reader: &Caller,
    now: &State,
) -> Vec<Change> {
    let names = Names::of_both(before, after).known_now_to(reader, now);
    told_by(before, after, names)
}

// One name on both sides: what something else is called is no change of the thing that refers to it.
fn told_by(before: &State, after: &State, names: Names<'_>) -> Vec<Change> {
    let sides = Sides {
        before,
        after,
        names,
        with_gone: false,
    };
    sides.all().into_iter().map(Change::from).collect()
}

struct Sides<'a> {
    before: &'a State,
    after: &'a State,
    names: Names<'a>,
    /// Whether the fields of what goes are wanted.
    with_gone: bool,
}

impl Sides<'_> {
    fn all(&self) -> Vec<Compared> {
        let (before, after) = (self.before, self.after);
        let mut changes = Vec::new();
        changes.extend(self.organization());
        self.add(self.connections(), &mut changes);
        self.add(before.changed_workspaces(after), &mut changes);
        self.add(before.changed_clusters(after), &mut changes);
        self.add(before.changed_deployments(after), &mut changes);
        self.add(before.changed_deploys(after), &mut changes);
        self.add(before.changed_agent_tokens(after), &mut changes);
        self.add(before.changed_notification_channels(after), &mut changes);
        self.add(before.changed_alerts(after), &mut changes);
        self.add(before.changed_environment_objects(after), &mut changes);
        self.add(before.changed_users(after), &mut changes);
        self.add(before.changed_teams(after), &mut changes);
        self.add(before.changed_custom_roles(after), &mut changes);
        self.add(before.changed_api_tokens(after), &mut changes);
        self.add(before.changed_acceptances(after), &mut changes);
        changes
    }

    /// One thing, wherever it stands; nothing where it does not differ.
    fn one(&self, target: Target) -> Option<Compared> {
        macro_rules! sides {
            ($look:ident, $id:expr) => {
                self.change(&Changed {
                    before: self.before.$look($id),
                    after: self.after.$look($id),
                })
            };
        }
        match target {
            Target::Organization => self.organization(),
            Target::SsoConnection(id) => {
                let of = |state: &'_ State| {
                    let organization = state.organization()?;
                    organization.sso_connections.get(&id).cloned()
                };
                self.change(&Changed {
                    before: of(self.before).as_ref(),
                    after: of(self.after).as_ref(),
                })
            }
            Target::Workspace(id) => sides!(workspace, id),
            Target::Cluster(id) => sides!(cluster, id),
            Target::Deployment(id) => sides!(deployment, id),
            Target::Deploy(id) => sides!(deploy, id),
            Target::AgentToken(id) => sides!(agent_token, id),
            Target::NotificationChannel(id) => sides!(notification_channel, id),
            Target::Alert(id) => sides!(alert, id),
            Target::EnvironmentObject(id) => sides!(environment_object, id),
            Target::User(id) => sides!(user, id),
            Target::Team(id) => sides!(team, id),
            Target::CustomRole(id) => sides!(custom_role, id),
            Target::ApiToken(id) => sides!(api_token, id),
        }
    }

    fn organization(&self) -> Option<Compared> {
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

    fn add<T: Record>(&self, changed: Vec<Changed<'_, T>>, changes: &mut Vec<Compared>) {
        changes.extend(changed.iter().filter_map(|one| self.change(one)));
    }

    /// `None` when what differs is nothing a person decides on, such as when it last changed.
    fn change<T: Record>(&self, changed: &Changed<'_, T>) -> Option<Compared> {
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
        let (was_there, is_there) = (changed.before.is_some(), changed.after.is_some());
        let fields = if is_there || self.with_gone {
            compare(&fields(changed.before), &fields(changed.after))
        } else {
            Vec::new()
        };
        if was_there && is_there && fields.is_empty() {
            return None;
        }
        Some(Compared {
            kind: T::KIND,
            id: thing.id(),
            name: thing.name(names),
            was_there,
            is_there,
            fields,
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
                let is = if field.is_secret {
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
            was_secret: before.is_some_and(|before| before.is_secret),
            is_secret: field.is_secret,
        })
    });
    let gone = gone.map(|field| FieldChange {
        field: field.name.clone(),
        before: Some(field.text.clone()),
        after: None,
        was_secret: field.is_secret,
        is_secret: false,
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
