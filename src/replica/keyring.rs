//! The key of this device as the app uses it: it seals at once, or somebody is asked for the passphrase first, at the
//! moment when a secret is sealed or opened. Everything else goes on while secrets are locked.

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{Failure, Replica, Work, engine};
use crate::storage::{Handle, KeyRecord, News, SealedBlob, Sealer, Storage, StorageError};

/// How secrets are sealed on this device, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealedBy {
    /// By a key of the device's own.
    Device,
    /// By a passphrase, which this tab was not given yet.
    Locked,
    /// By a passphrase, which this tab was given.
    Unlocked,
}

/// Who waits for a passphrase, and the key that was made of it.
#[derive(Clone, Copy)]
pub(super) struct Keyring {
    waiting: RwSignal<Vec<Function>, LocalStorage>,
    open: RwSignal<Option<Sealer>, LocalStorage>,
}

impl Default for Keyring {
    fn default() -> Self {
        Self {
            waiting: RwSignal::new_local(Vec::new()),
            open: RwSignal::new_local(None),
        }
    }
}

impl Replica {
    /// Whether somebody is asked for the passphrase of this device.
    #[must_use]
    pub fn asks_for_passphrase(self) -> bool {
        self.keyring.waiting.with(|waiting| !waiting.is_empty())
    }

    /// Tries a passphrase; whoever waits goes on with the right one.
    ///
    /// # Errors
    /// When it is not the one.
    pub async fn unlock(self, passphrase: String) -> Result<(), Failure> {
        engine::unlock(self, passphrase).await
    }

    pub(super) async fn try_passphrase(self, passphrase: String) -> Result<(), Failure> {
        let record = self.own_backstage().await?.storage.key_record().await?;
        let sealer = record.unlock(&passphrase).await.map_err(wrong)?;
        if !untrack(|| self.asks_for_passphrase()) {
            // Whoever was asked left without giving it.
            return Err(Failure::Cancelled);
        }
        self.keyring.open.try_set(Some(sealer));
        self.let_go();
        Ok(())
    }

    /// Asks for the passphrase of this device, where nothing but unlocking is wanted.
    ///
    /// # Errors
    /// When nobody gives it, which is no news to who left, or the disk cannot be read.
    pub async fn ask_to_unlock(self) -> Result<(), Failure> {
        engine::ask_to_unlock(self).await
    }

    pub(super) async fn wait_for_key(self) -> Result<(), Failure> {
        match self.sealer().await {
            Ok(_) => Ok(()),
            Err(Failure::Locked) => Err(Failure::Cancelled),
            Err(failure) => Err(failure),
        }
    }

    /// Gives no passphrase: what waits for one does not happen.
    pub fn leave_locked(self) {
        self.let_go();
    }

    /// Forgets the key that a passphrase gave to this tab.
    pub fn lock(self) {
        self.keyring.open.try_set(None);
    }

    /// Lets everybody who waits look again.
    fn let_go(self) {
        let waiting = self.keyring.waiting.try_update(std::mem::take);
        for go_on in waiting.into_iter().flatten() {
            // A promise is never too late to be kept.
            let _ = go_on.call0(&JsValue::NULL);
        }
    }

    /// What seals and opens secrets now; asks for the passphrase where one is needed and was not given.
    pub(super) async fn sealer(self) -> Result<Sealer, Failure> {
        let record = self.own_backstage().await?.storage.key_record().await?;
        if let Some(sealer) = record.sealer() {
            return Ok(sealer);
        }
        if let Some(sealer) = self.opened_with(&record) {
            return Ok(sealer);
        }
        let promise = Promise::new(&mut |go_on, _| {
            self.keyring
                .waiting
                .try_update(|waiting| waiting.push(go_on));
        });
        let _ = JsFuture::from(promise).await;
        self.opened_with(&record).ok_or(Failure::Locked)
    }

    /// The key that this tab was given, if it is still the one of the device.
    fn opened_with(self, record: &KeyRecord) -> Option<Sealer> {
        let open = self.keyring.open.try_get_untracked().flatten();
        open.filter(|sealer| sealer.key_id() == record.id())
    }

    /// How secrets are sealed on this device.
    pub(super) async fn sealed_by(self) -> Result<SealedBy, Failure> {
        let record = self.backstage()?.storage.key_record().await?;
        Ok(if !record.wants_passphrase() {
            SealedBy::Device
        } else if self.opened_with(&record).is_some() {
            SealedBy::Unlocked
        } else {
            SealedBy::Locked
        })
    }

    /// Seals every secret of this device anew: by this passphrase, or by a key of the device's own.
    ///
    /// # Errors
    /// When the current passphrase is not the one, or storage fails; then everything stays as it was.
    pub async fn seal_by(
        self,
        current: String,
        passphrase: Option<String>,
        work: Work,
    ) -> Result<(), Failure> {
        let outcome = engine::seal_by(self, current, passphrase, work).await;
        work.end();
        outcome
    }

    pub(super) async fn seal_all_by(
        self,
        current: String,
        passphrase: Option<String>,
        work: Work,
    ) -> Result<(), Failure> {
        work.begin("Sealing the secrets anew");
        let backstage = self.backstage()?;
        let storage = &backstage.storage;
        let before = storage.key_record().await?;
        let opener = before.unlock(&current).await.map_err(wrong)?;
        let (record, sealer) = match passphrase {
            Some(passphrase) => KeyRecord::of_passphrase(&passphrase).await?,
            None => {
                let record = KeyRecord::of_device().await?;
                let sealer = record.sealer().ok_or(StorageError::NoCrypto)?;
                (record, sealer)
            }
        };
        let mut all: Vec<(Handle, SealedBlob)> = Vec::new();
        for entry in storage.organizations().await? {
            for blob in storage.blobs(&entry.handle).await? {
                all.push((entry.handle.clone(), blob));
            }
        }
        let total = all.len().max(1) as f64;
        let mut anew = Vec::with_capacity(all.len());
        for (place, (handle, blob)) in all.into_iter().enumerate() {
            anew.push(match opener.open(&blob).await {
                Ok(text) => (handle, sealer.seal(&blob.id, text).await?),
                // One that nobody can open stays as it is: nothing is lost by that.
                Err(StorageError::Unsealable) => (handle, blob),
                Err(error) => return Err(error.into()),
            });
            work.at(place as f64 / total).await?;
        }
        // Without secrets there was no slice to stop at.
        work.pause(None, None).await?;
        storage.reseal(before.id(), record.clone(), anew).await?;
        let given = record.wants_passphrase().then_some(sealer);
        self.keyring.open.try_set(given);
        backstage.tabs.announce(News::Key);
        Ok(())
    }
}

fn wrong(error: StorageError) -> Failure {
    match error {
        StorageError::Unsealable => Failure::WrongPassphrase,
        other => other.into(),
    }
}
