//! What belongs to the Organization, a Workspace or a Deployment, and ends with it: channels, alerts,
//! environment objects, deploys, agent tokens. Who may touch them is decided elsewhere.

use std::fmt::Debug;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};

use crate::policy::{ResourceRef, Scope};
use crate::{DeploymentId, WorkspaceId};

/// The thing that something belongs to; it never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Home {
    /// The Organization.
    Organization,
    /// One Workspace.
    Workspace(WorkspaceId),
    /// One Deployment.
    Deployment(DeploymentId),
}

impl Home {
    /// The level of the hierarchy.
    #[must_use]
    pub const fn level(self) -> Scope {
        match self {
            Self::Organization => Scope::Organization,
            Self::Workspace(_) => Scope::Workspace,
            Self::Deployment(_) => Scope::Deployment,
        }
    }

    /// The thing itself.
    #[must_use]
    pub const fn resource(self) -> ResourceRef {
        match self {
            Self::Organization => ResourceRef::Organization,
            Self::Workspace(id) => ResourceRef::Workspace(id),
            Self::Deployment(id) => ResourceRef::Deployment(id),
        }
    }
}

/// Something that has a home.
pub(crate) trait Belonging: Clone {
    /// Its id.
    type Id: Copy + Ord + Debug;
    /// An id that no other comes before.
    const LEAST: Self::Id;

    /// Names it.
    fn id(&self) -> Self::Id;

    /// What it belongs to.
    fn home(&self) -> Home;
}

/// All things of one kind, by id and by home.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Belongings<T: Belonging> {
    records: OrdMap<T::Id, Arc<T>>,
    /// INVARIANT: holds exactly the things of `records`, by their home.
    homes: OrdSet<(Home, T::Id)>,
}

impl<T: Belonging> Default for Belongings<T> {
    fn default() -> Self {
        Self {
            records: OrdMap::new(),
            homes: OrdSet::new(),
        }
    }
}

impl<T: Belonging> Belongings<T> {
    pub(crate) fn get(&self, id: T::Id) -> Option<&T> {
        self.records.get(&id).map(Arc::as_ref)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &T> {
        self.records.values().map(Arc::as_ref)
    }

    pub(crate) const fn records(&self) -> &OrdMap<T::Id, Arc<T>> {
        &self.records
    }

    /// All of them at once, for a state that is made of its records.
    pub(crate) fn of_records(records: Vec<Arc<T>>) -> Self {
        Self {
            homes: records.iter().map(|it| (it.home(), it.id())).collect(),
            records: records.into_iter().map(|it| (it.id(), it)).collect(),
        }
    }

    pub(crate) fn of(&self, home: Home) -> impl Iterator<Item = &T> {
        self.homes
            .range((home, T::LEAST)..)
            .take_while(move |(of, _)| *of == home)
            .filter_map(|(_, id)| self.get(*id))
    }

    pub(crate) fn put(&mut self, thing: T) {
        // A log that creates one twice is damaged; the index holds all the same.
        self.remove(thing.id());
        self.homes.insert((thing.home(), thing.id()));
        self.records.insert(thing.id(), Arc::new(thing));
    }

    /// Changes a thing, which stays where it belongs.
    pub(crate) fn edit(&mut self, id: T::Id, edit: impl FnOnce(&mut T)) {
        if let Some(thing) = self.records.get_mut(&id) {
            edit(Arc::make_mut(thing));
        }
    }

    pub(crate) fn remove(&mut self, id: T::Id) {
        if let Some(thing) = self.records.remove(&id) {
            self.homes.remove(&(thing.home(), id));
        }
    }

    /// Removes whatever belongs there.
    pub(crate) fn remove_of(&mut self, home: Home) {
        let ids: Vec<T::Id> = self.of(home).map(Belonging::id).collect();
        for id in ids {
            self.remove(id);
        }
    }
}
