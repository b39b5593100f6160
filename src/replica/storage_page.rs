//! The room that Organizations take on this device, whether the browser keeps it, and when somebody should make a
//! backup.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keyring::SealedBy;
use super::{Failure, Handle, OrganizationEntry, Origin, Replica, StorageMode, engine, now};
use crate::storage::{
    Backup, PutAway, Storage, ask_to_persist, is_persistent, put_away, put_reminder_away, usage,
};

/// A backup is asked for after so many changes,
const MANY_CHANGES: u64 = 50;
/// or after so long, in milliseconds.
const LONG_AGO: i64 = 7 * 24 * 3_600 * 1_000;

/// What this device keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct StorageView {
    /// So many bytes, as the browser counts them; `None` where it does not say.
    pub usage: Option<f64>,
    /// The Organizations with their sizes.
    pub organizations: Vec<SizeView>,
    /// How secrets are sealed.
    pub sealed_by: SealedBy,
}

/// How much room an Organization takes.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeView {
    /// The Organization.
    pub entry: OrganizationEntry,
    /// Bytes of its log, with snapshots.
    pub bytes: usize,
    /// How many secrets are sealed for it here.
    pub secrets: usize,
}

/// That a backup is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Of which Organization.
    pub handle: Handle,
    /// So many commits are in no backup.
    pub changes: u64,
    /// When the last backup was made, in milliseconds since 1970.
    pub last: Option<i64>,
}

/// Whether the browser keeps what is here.
#[derive(Clone, Copy)]
pub(super) struct Persistence {
    /// Its answer; `None` while nobody knows.
    is_persistent: RwSignal<Option<bool>>,
    /// Whether the browser was heard at all.
    was_heard: RwSignal<bool>,
    was_asked: StoredValue<bool>,
    /// The reminder that was put away in this tab.
    put_away: RwSignal<Option<Handle>>,
}

impl Default for Persistence {
    fn default() -> Self {
        Self {
            is_persistent: RwSignal::new(None),
            was_heard: RwSignal::new(false),
            was_asked: StoredValue::new(false),
            put_away: RwSignal::new(None),
        }
    }
}

impl Replica {
    /// What this device keeps. An Organization of which nothing changed since it was `known` is not read again.
    ///
    /// # Errors
    /// When storage cannot be read.
    pub async fn storage_view(self, known: Vec<SizeView>) -> Result<StorageView, Failure> {
        engine::storage_view(self, known).await
    }

    pub(super) async fn measure_storage(
        self,
        known: Vec<SizeView>,
    ) -> Result<StorageView, Failure> {
        let storage = &self.backstage()?.storage;
        let mut organizations = Vec::new();
        for entry in storage.organizations().await? {
            if let Some(same) = known.iter().find(|view| view.entry == entry) {
                organizations.push(same.clone());
                continue;
            }
            // One that goes meanwhile takes no room.
            if let Some((bytes, secrets)) = storage.measure(&entry.handle).await? {
                organizations.push(SizeView {
                    entry,
                    bytes,
                    secrets,
                });
            }
        }
        organizations.sort_by(|one, other| {
            let names =
                |view: &SizeView| (view.entry.name.to_lowercase(), view.entry.handle.clone());
            names(one).cmp(&names(other))
        });
        self.persistence
            .is_persistent
            .try_set(is_persistent().await);
        Ok(StorageView {
            usage: usage().await,
            organizations,
            sealed_by: self.sealed_by().await?,
        })
    }

    /// Whether the browser keeps the data until somebody clears it; `None` where it does not say.
    #[must_use]
    pub fn is_persistent(self) -> Option<bool> {
        self.persistence.is_persistent.get()
    }

    /// Asks the browser to keep the data.
    pub async fn ask_to_persist(self) -> Result<bool, Failure> {
        let answer = ask_to_persist().await;
        self.persistence.is_persistent.try_set(answer);
        Ok(answer.unwrap_or(false))
    }

    /// Asks the browser to keep the data, once a tab, now that there is something to lose.
    pub(super) fn has_something_to_lose(self) {
        let is_durable = self.mode.try_get_untracked() == Some(StorageMode::Durable);
        let was_asked = self
            .persistence
            .was_asked
            .try_update_value(|asked| std::mem::replace(asked, true));
        if !is_durable || was_asked != Some(false) {
            return;
        }
        spawn_local(async move {
            let answer = match is_persistent().await {
                Some(false) => ask_to_persist().await,
                answer => answer,
            };
            self.persistence.is_persistent.try_set(answer);
        });
    }

    /// Takes note that a file with so many commits went out.
    pub(super) async fn note_backup(self, handle: &Handle, commits: u64) {
        let Ok(backstage) = self.backstage() else {
            return;
        };
        // The file is out; a note that was not taken reminds too early, no more.
        let noted = backstage
            .storage
            .set_backup(handle, backup_of(commits, true))
            .await;
        if noted.is_ok() {
            let _ = self.list().await;
        }
    }

    /// That a backup of the open Organization is due: the browser may clear it away, and much or old is in no backup.
    #[must_use]
    pub fn reminder(self) -> Option<Reminder> {
        // Where the browser does not say, it may.
        let is_kept = self.persistence.is_persistent.get() == Some(true);
        if self.mode.get() != StorageMode::Durable || is_kept || !self.persistence.was_heard.get() {
            return None;
        }
        let (handle, head, founded) = self.own(|opened| {
            let organization = opened.state.organization()?;
            Some((
                opened.handle.clone(),
                opened.head.sequence,
                organization.created_at.seconds() * 1_000,
            ))
        })??;
        if self.persistence.put_away.get().as_ref() == Some(&handle) {
            return None;
        }
        let entries = self.organizations.get()?;
        let entry = entries.iter().find(|entry| entry.handle == handle)?;
        let backup = entry.backup;
        if backup.is_none() && matches!(entry.origin, Origin::Sample(_)) {
            return None;
        }
        let changes = head.saturating_sub(backup.map_or(0, |it| it.head));
        // Who put it away is left alone as long as after a backup.
        let rest = put_away(&handle);
        let counted = rest.map_or(changes, |rest| changes.min(head.saturating_sub(rest.head)));
        let since = backup
            .map_or(founded, |it| it.at_ms)
            .max(rest.map_or(i64::MIN, |it| it.at_ms));
        let is_due = counted >= MANY_CHANGES || (changes > 0 && millis_now() - since > LONG_AGO);
        is_due.then(|| Reminder {
            handle,
            changes,
            last: backup.map(|it| it.at_ms),
        })
    }

    /// Puts the reminder away for a while.
    pub fn put_reminder_away(self, reminder: &Reminder) {
        let head = self
            .own_untracked(|opened| opened.head.sequence)
            .unwrap_or(0);
        let now = PutAway {
            at_ms: millis_now(),
            head,
        };
        put_reminder_away(&reminder.handle, now);
        self.persistence
            .put_away
            .try_set(Some(reminder.handle.clone()));
    }

    /// Finds out whether the browser keeps the data, for the reminder.
    pub fn look_whether_persistent(self) {
        spawn_local(async move {
            self.persistence
                .is_persistent
                .try_set(is_persistent().await);
            self.persistence.was_heard.try_set(true);
        });
    }

    /// Reads what is open itself, and is told of changes.
    fn own<T>(self, read: impl FnOnce(&super::Opened) -> T) -> Option<T> {
        self.opened.with(|opened| opened.as_ref().map(read))
    }
}

fn millis_now() -> i64 {
    now().seconds() * 1_000
}

/// A file with so many commits exists from now on.
pub(super) fn backup_of(commits: u64, was_downloaded: bool) -> Backup {
    Backup {
        at_ms: millis_now(),
        head: commits,
        was_downloaded,
    }
}
