//! A hash table that is flat to read and cheap to fork: a shared base, and beside it what a fork changed.
//!
//! A persistent map would fork as cheaply but reads slower the more it holds (architecture rule 4).

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

/// Changes beyond this many, plus a quarter of the base, are folded into a base of their own.
const OVERLAY: usize = 256;

/// The table.
#[derive(Clone, Debug)]
pub(crate) struct Flat<K, V> {
    base: Arc<HashMap<K, V, FxBuildHasher>>,
    /// Entries that differ from the base; `None` stands for a removed one.
    overlay: imbl::GenericHashMap<K, Option<V>, FxBuildHasher, imbl::shared_ptr::DefaultSharedPtr>,
}

impl<K, V> Default for Flat<K, V> {
    fn default() -> Self {
        Self {
            base: Arc::default(),
            overlay: imbl::GenericHashMap::default(),
        }
    }
}

impl<K: Copy + Eq + Hash, V: Clone + PartialEq> Flat<K, V> {
    /// The value of a key.
    #[inline]
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        if !self.overlay.is_empty()
            && let Some(changed) = self.overlay.get(key)
        {
            return changed.as_ref();
        }
        self.base.get(key)
    }

    /// Sets a value, or removes it.
    pub(crate) fn set(&mut self, key: K, value: Option<V>) {
        if self.get(&key) == value.as_ref() {
            return;
        }
        // Nobody else reads the base: write straight into it.
        if let Some(base) = Arc::get_mut(&mut self.base) {
            for (key, value) in std::mem::take(&mut self.overlay) {
                put(base, key, value);
            }
            put(base, key, value);
            return;
        }
        self.overlay.insert(key, value);
        if self.overlay.len() > OVERLAY + self.base.len() / 4 {
            let mut base = self.base.as_ref().clone();
            for (key, value) in std::mem::take(&mut self.overlay) {
                put(&mut base, key, value);
            }
            self.base = Arc::new(base);
        }
    }

    /// Every entry, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        let changed = self
            .overlay
            .iter()
            .filter_map(|(key, value)| Some((key, value.as_ref()?)));
        self.base
            .iter()
            .filter(|(key, _)| !self.overlay.contains_key(key))
            .chain(changed)
    }
}

fn put<K: Eq + Hash, V>(base: &mut HashMap<K, V, FxBuildHasher>, key: K, value: Option<V>) {
    match value {
        Some(value) => base.insert(key, value),
        None => base.remove(&key),
    };
}

/// Two tables are equal when they hold the same, however it is spread over base and overlay.
impl<K: Copy + Eq + Hash, V: Clone + PartialEq> PartialEq for Flat<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let holds = |there: &Self, (key, value): (&K, &V)| there.get(key) == Some(value);
        self.iter().all(|entry| holds(other, entry)) && other.iter().all(|entry| holds(self, entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fork_reads_its_own_changes_and_leaves_the_other_alone() {
        let mut first: Flat<u32, u32> = Flat::default();
        for key in 0..10 {
            first.set(key, Some(key));
        }
        let mut fork = first.clone();
        fork.set(3, None);
        fork.set(4, Some(40));
        fork.set(11, Some(11));
        assert_eq!(first.get(&3), Some(&3));
        assert_eq!(fork.get(&3), None);
        assert_eq!(fork.get(&4), Some(&40));
        assert_eq!(fork.get(&11), Some(&11));
        assert_eq!(fork.iter().count(), 10);
        drop(first);
        fork.set(5, None);
        assert!(fork.overlay.is_empty(), "the base is its own again");
        assert_eq!(fork.get(&4), Some(&40));
        assert_eq!(fork.get(&3), None);
    }

    #[test]
    fn many_changes_make_a_base_of_their_own() {
        let mut first: Flat<usize, usize> = Flat::default();
        for key in 0..100 {
            first.set(key, Some(key));
        }
        let mut fork = first.clone();
        for key in 0..2 * OVERLAY {
            fork.set(key, Some(key + 1));
        }
        assert!(fork.overlay.len() <= OVERLAY + 25);
        let mut straight: Flat<usize, usize> = Flat::default();
        for key in 0..2 * OVERLAY {
            straight.set(key, Some(key + 1));
        }
        assert!(fork == straight);
        assert!(first != straight);
    }
}
