//! Starting up, opening the Organization that the address names, and following other tabs.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use planisphere_domain::UserId;
use planisphere_journal::Fault;

use super::engine;
use super::integrity::Found;
use super::log::{self, Reading, Replayed};
use super::viewing::Lens;
use super::{
    Backstage, CatalogueSource, DATABASE, Failure, Integrity, Opened, Phase, Replica, Saving,
    Settings, SortKey, Viewer, sorted_by,
};
use crate::storage::{
    Fallback, Handle, KeptCatalogue, News, OrganizationEntry, Storage, StorageMode, Tabs,
    keep_reader, kept_view,
};

/// An Organization that was read, the view in which it shows, and what is known of its log.
pub(super) type ReadLog = (Opened, Option<Lens>, Found);

impl Replica {
    /// Makes the engine, gives it to the context and starts reading what is on this device.
    pub fn provide() -> Self {
        let replica = Self {
            backstage: StoredValue::new_local(None),
            organizations: RwSignal::new(None),
            opened: RwSignal::new(None),
            lens: RwSignal::new(None),
            turn: StoredValue::new_local(0),
            phase: RwSignal::new(Phase::Opening),
            saving: RwSignal::new(Saving::Saved),
            asked: RwSignal::new_local(None),
            keyring: super::keyring::Keyring::default(),
            persistence: super::storage_page::Persistence::default(),
            publication: super::published::Publication::of_address(),
            mode: RwSignal::new(StorageMode::Durable),
            settings: Settings::load(),
            catalogue_source: RwSignal::new(CatalogueSource::default()),
            refusals: StoredValue::new_local(super::refusals::Refusals::default()),
            planning: StoredValue::new(None),
            integrity: RwSignal::new(Integrity::default()),
            found_at_opening: StoredValue::new(Integrity::default()),
            unfolded: StoredValue::new_local(0),
            looking_back: StoredValue::new(None),
        };
        provide_context(replica);
        spawn_local(replica.start());
        replica
    }

    async fn start(self) {
        if let Some(source) = self.source() {
            self.start_published(source).await;
            return;
        }
        let storage = Fallback::open(DATABASE).await;
        self.mode.set(storage.mode());
        storage.on_mode(move |mode| {
            self.mode.try_set(mode);
        });
        let tabs = Tabs::open(move |news| spawn_local(self.hear(news)));
        self.backstage
            .try_set_value(Some(Rc::new(Backstage { storage, tabs })));
        // A tab that was frozen missed what the others said; it lives as long as the page.
        for woken in ["focus", "pageshow"] {
            window_event_listener_untyped(woken, move |_| spawn_local(self.wake()));
        }
        window_event_listener_untyped("storage", move |event| {
            if KeptCatalogue::is_news(&event) {
                spawn_local(self.follow_the_catalogue());
            }
        });
        if let Err(failure) = self.list().await {
            self.saving.try_set(Saving::Failed {
                message: failure.sentence(),
            });
            self.organizations.try_set(Some(Vec::new()));
        }
    }

    /// Reads what other tabs wrote while this one was not listening.
    async fn wake(self) {
        // A failure here is no loss: the next write finds out and catches up.
        let _ = self.list().await;
        let _ = self.catch_up().await;
        self.follow_the_catalogue().await;
    }

    /// Takes the catalogue into use that another tab chose. With nothing open nobody asks; opening looks itself.
    async fn follow_the_catalogue(self) {
        let is_open = self.opened.try_with_untracked(Option::is_some);
        if is_open == Some(true) {
            // A failure here is no loss: the next time the tab is looked at it reads again.
            let _ = engine::follow_catalogue(self).await;
        }
    }

    /// Reads the summaries of all Organizations again.
    pub(super) async fn list(self) -> Result<(), Failure> {
        let backstage = self.backstage()?;
        let entries = backstage.storage.organizations().await?;
        self.organizations.try_set(Some(listed(entries)));
        Ok(())
    }

    /// What another tab told.
    async fn hear(self, news: News) {
        if news == News::Key {
            // The key that this tab was given opens nothing any more.
            self.lock();
            return;
        }
        // A failure here is no loss: the next write finds out and catches up.
        let _ = self.list().await;
        let open = self
            .opened
            .try_with_untracked(|opened| opened.as_ref().map(|opened| opened.handle.clone()))
            .flatten();
        match news {
            News::Committed { handle, .. } if open.as_ref() == Some(&handle) => {
                let _ = self.catch_up().await;
            }
            News::Removed { handle } if open.as_ref() == Some(&handle) => {
                self.close(Phase::Unknown)
            }
            News::Described { handle } if open.as_ref() == Some(&handle) => {
                let _ = engine::follow_viewer(self).await;
            }
            News::Committed { .. } | News::Removed { .. } | News::Described { .. } | News::Key => {}
        }
    }

    /// Shows no Organization.
    pub(super) fn close(self, phase: Phase) {
        self.turn.try_update_value(|turn| *turn += 1);
        self.end_view();
        self.integrity.try_set(Integrity::default());
        self.found_at_opening.try_set_value(Integrity::default());
        self.opened.try_set(None);
        self.phase.try_set(phase);
    }

    /// Acts as whom another tab chose.
    pub(super) async fn follow_viewer(self) -> Result<(), Failure> {
        let chosen = self.organizations.try_with_untracked(|entries| {
            let handle = self.own_untracked(|opened| opened.handle.clone())?;
            let mut entries = entries.as_deref().unwrap_or_default().iter();
            let entry = entries.find(|entry| entry.handle == handle)?;
            entry.viewer.as_deref()?.parse().ok()
        });
        if let Some(Some(user)) = chosen {
            self.become_viewer(user);
        }
        Ok(())
    }

    /// Shows the open Organization to this person from now on.
    fn become_viewer(self, user: UserId) {
        self.opened.try_update(|opened| {
            if let Some(opened) = opened {
                opened.viewer = Some(Viewer::user(user));
            }
        });
        self.refresh_lens();
    }

    /// The key in addresses: the Organization's own id, or the local handle where two copies of it are
    /// on this device.
    #[must_use]
    pub fn address_key(entries: &[OrganizationEntry], entry: &OrganizationEntry) -> String {
        let copies = entries
            .iter()
            .filter(|other| other.organization_id == entry.organization_id)
            .count();
        if copies > 1 {
            entry.handle.to_string()
        } else {
            entry.organization_id.clone()
        }
    }

    /// What is known of an Organization before it is read; nothing where nobody was chosen yet, or it is shown as
    /// somebody else sees it.
    #[must_use]
    pub fn summary(self, key: &str) -> Option<OrganizationEntry> {
        let entry = self
            .organizations
            .with(|entries| named(entries.as_deref()?, key))?;
        (entry.viewer.is_some() && kept_view(&entry.handle).is_none()).then_some(entry)
    }

    /// Opens the Organization that an address names, if it is not open already.
    pub async fn open(self, key: String) {
        let entry = self
            .organizations
            .with_untracked(|entries| named(entries.as_deref()?, &key));
        let Some(entry) = entry else {
            self.close(Phase::Unknown);
            return;
        };
        if self.own_untracked(|opened| opened.handle == entry.handle) == Some(true) {
            self.phase.set(Phase::Ready);
            return;
        }
        self.close(Phase::Opening);
        let turn = self.turn.try_get_value();
        let loaded = engine::load(self, entry.handle).await;
        if self.turn.try_get_value() != turn {
            // The address went on meanwhile; whoever came later decides what shows.
            return;
        }
        match loaded {
            Ok(Some((opened, lens, found))) => {
                let handle = opened.handle.clone();
                self.begin_integrity(found);
                self.lens.try_set(lens);
                self.opened.try_set(Some(opened));
                self.phase.try_set(Phase::Ready);
                self.look_after(handle);
            }
            Ok(None) => self.close(Phase::Unknown),
            Err(Failure::NotLoaded) => self.close(Phase::Unreachable),
            Err(failure) => self.close(Phase::Damaged {
                message: failure.sentence(),
            }),
        }
    }

    /// The summary of an Organization and the newest state that can be read of it; `None` when it is not here.
    pub(super) async fn read_stored(
        self,
        handle: &Handle,
    ) -> Result<Option<(OrganizationEntry, Reading)>, Failure> {
        let backstage = self.backstage()?;
        let Some(stored) = backstage.storage.load(handle).await? else {
            return Ok(None);
        };
        let reading = Reading::of(&stored.log, stored.entry.head);
        if reading.faults.is_empty() {
            return Ok(Some((stored.entry, reading)));
        }
        // What opening reads is not good: see what all there is leads to.
        let whole = backstage.storage.whole(handle).await?;
        Ok(whole.map(|whole| {
            let reading = Reading::of(&whole.log, whole.entry.head);
            (whole.entry, reading)
        }))
    }

    /// Reads a log, and the view in which this tab last showed it. What it says of the log goes with it: another
    /// Organization may be on its way by the time it is read.
    pub(super) async fn read_log(self, handle: Handle) -> Result<Option<ReadLog>, Failure> {
        let Some((entry, reading)) = self.read_stored(&handle).await? else {
            return Ok(None);
        };
        self.use_kept_catalogue();
        if reading.replayed.state.organization().is_none() {
            let fault = reading.faults.first().map(told);
            return Err(Failure::Damaged(fault.unwrap_or_default()));
        }
        let found = Found::of(&reading);
        let replayed = reading.replayed;
        let opened = Opened {
            handle,
            origin: entry.origin,
            viewer: entry
                .viewer
                .and_then(|viewer| viewer.parse().ok())
                .map(Viewer::user),
            state: replayed.state,
            head: replayed.head,
            activity: replayed.activity,
            stand_in: None,
            moment: None,
            until: None,
        };
        let lens = super::viewing::kept(&opened);
        Ok(Some((opened, lens, found)))
    }

    /// Reads what other tabs wrote after the commits that this one knows.
    pub(super) async fn catch_up(self) -> Result<(), Failure> {
        self.open_handle()?;
        engine::follow(self).await
    }

    pub(super) async fn follow_others(self) -> Result<(), Failure> {
        let opened = self.own_untracked(Opened::clone).ok_or(Failure::NotReady)?;
        let (handle, head) = (opened.handle, opened.head);
        let log = self
            .backstage()?
            .storage
            .read(&handle, head.sequence)
            .await?;
        let mut replayed = Replayed {
            state: opened.state,
            head,
            activity: opened.activity,
        };
        replayed.catch_up(&log)?;
        self.count_unfolded(log.commits.len(), log.size());
        self.advance(&handle, replayed);
        Ok(())
    }

    /// Shows a later state, unless a still later one is shown already.
    pub(super) fn advance(self, handle: &Handle, replayed: Replayed) {
        self.opened.try_update(|opened| {
            if let Some(opened) = opened
                && opened.handle == *handle
                && opened.head.sequence < replayed.head.sequence
            {
                opened.state = replayed.state;
                opened.head = replayed.head;
                opened.activity = replayed.activity;
            }
        });
        self.refresh_lens();
        self.follow_history();
    }

    /// Tells other tabs of a commit, unless it went to memory, where they cannot read it.
    pub(super) fn announce(self, backstage: &Backstage, handle: &Handle, sequence: u64) {
        if backstage.storage.mode() == StorageMode::Durable {
            backstage.tabs.announce(News::Committed {
                handle: handle.clone(),
                sequence,
            });
        }
    }

    /// Chooses the user as whom this device acts in the open Organization.
    pub async fn act_as(self, user: UserId) -> Result<(), Failure> {
        let opened = self.own_untracked(Opened::clone).ok_or(Failure::NotReady)?;
        let handle = opened.handle.clone();
        let viewer = Viewer::user(user);
        let backstage = self.backstage()?;
        let entry = log::summary(
            &handle,
            &opened.origin,
            Some(viewer),
            &opened.state,
            &opened.head,
        );
        // Of a published copy nothing is kept on the device; the tab remembers who looks.
        if let Some(source) = self.source() {
            keep_reader(&source, entry.viewer.as_deref().unwrap_or_default());
        } else {
            backstage
                .storage
                .set_viewer(&handle, entry.viewer.as_deref(), &entry.workspaces)
                .await?;
        }
        backstage.tabs.announce(News::Described {
            handle: handle.clone(),
        });
        if self.own_untracked(|opened| opened.handle == handle) == Some(true) {
            self.leave_view();
            self.become_viewer(user);
        }
        self.list().await
    }

    /// The summary of an open Organization after a commit.
    pub(super) fn summary_of(opened: &Opened, after: &Replayed) -> OrganizationEntry {
        log::summary(
            &opened.handle,
            &opened.origin,
            opened.viewer,
            &after.state,
            &after.head,
        )
    }
}

/// Organizations as the dashboard lists them.
pub(super) fn listed(entries: Vec<OrganizationEntry>) -> Vec<OrganizationEntry> {
    sorted_by(entries, false, |entry| SortKey::text(&entry.name))
}

/// The Organization that a key in an address means.
fn named(entries: &[OrganizationEntry], key: &str) -> Option<OrganizationEntry> {
    let is_meant =
        |entry: &&OrganizationEntry| entry.handle.as_str() == key || entry.organization_id == key;
    entries.iter().find(is_meant).cloned()
}

/// What is wrong and what can be done about it, without the last period.
fn told(fault: &Fault) -> String {
    match fault.way_out() {
        Some(way_out) => format!("{fault}; {way_out}"),
        None => fault.to_string(),
    }
}
