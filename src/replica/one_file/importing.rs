//! A file into this device: read to its end and proved first, kept when the person has seen what is inside.

use std::rc::Rc;

use js_sys::Uint8Array;
use planisphere_domain::user::only_owner;
use planisphere_domain::{Timestamp, UserId};
use planisphere_journal::Frame;
use planisphere_journal::archive::{
    ArchiveError, CarriedSecrets, Manifest, Reader, Secrets, begins_as_one,
};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::super::gzip::{GZIP, unpack};
use super::super::log;
use super::super::organizations::as_stored;
use super::super::storage_page::backup_of;
use super::super::{Failure, OrganizationEntry, Origin, Replica, Work, engine};
use super::beside::{CopyHere, copies_here};
use super::plain::{is_plain_form, not_importable};
use super::reading::Reading;
use super::{MOST_BYTES, NamedSecret, Told};
use crate::storage::{Derivation, Handle, SealedBlob, Sealer, StorageError, StoredOrganization};

/// What became of the secrets of an Organization in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretsInside {
    /// It has none.
    None,
    /// These were left out.
    LeftOut(Vec<NamedSecret>),
    /// So many are in the file, sealed by a passphrase.
    Carried(usize),
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsideView {
    /// The Organization's name.
    pub name: String,
    /// Its own id.
    pub organization: String,
    /// The file's format.
    pub format: u32,
    /// How many commits its log has.
    pub commits: u64,
    /// How many events these hold.
    pub events: u64,
    /// When the newest one was made.
    pub newest: Option<Timestamp>,
    /// When the file was written; format 1 does not say.
    pub exported_at: Option<Timestamp>,
    /// Its secrets.
    pub secrets: SecretsInside,
    /// The copies of it that are on this device already.
    pub here: Vec<CopyHere>,
}

/// A file that was read to its end and is what was written.
pub struct ReadIn {
    /// What it holds.
    pub view: InsideView,
    frames: Vec<Frame>,
    reading: Reading,
    carried: Option<CarriedSecrets>,
}

/// How somebody wants to take a file in.
#[derive(Clone)]
pub enum ImportWish {
    /// Without the secrets.
    WithoutSecrets,
    /// With the secrets that this passphrase opens.
    WithSecrets(String),
}

impl Replica {
    /// Reads a file to its end and says what is inside; nothing is stored.
    ///
    /// # Errors
    /// When it is no Organization, damaged, or made to fill the memory, or the work is cancelled.
    pub async fn read_in(self, content: Blob, work: Work) -> Result<Rc<ReadIn>, Failure> {
        let outcome = engine::read_in(self, content, work).await;
        work.end();
        outcome
    }

    /// Keeps what was read, beside the copies that are here already.
    ///
    /// # Errors
    /// When the passphrase does not open the secrets, or storage fails.
    pub async fn import(
        self,
        read: Rc<ReadIn>,
        wish: ImportWish,
        work: Work,
    ) -> Result<OrganizationEntry, Failure> {
        let outcome = engine::import(self, read, wish, work).await;
        work.end();
        outcome
    }

    pub(in crate::replica) async fn read_file_in(
        self,
        content: Blob,
        work: Work,
    ) -> Result<Rc<ReadIn>, Failure> {
        work.begin("Reading the file");
        if content.size() > f64::from(MOST_BYTES) {
            return Err(Failure::Archive(
                "this file is larger than 512 MiB, and an Organization is not; choose another"
                    .to_owned(),
            ));
        }
        let buffer = JsFuture::from(content.array_buffer()).await.map_err(|_| {
            Failure::Archive(
                "the browser can no longer read this file; it was moved or deleted, so choose it again"
                    .to_owned(),
            )
        })?;
        let mut read = self
            .read_bytes(Uint8Array::new(&buffer).to_vec(), work)
            .await?;
        let own = self.own_backstage().await?;
        self.can_keep(&own)?;
        read.view.here = copies_here(&own, &read.view.organization, &read.frames, work).await?;
        Ok(Rc::new(read))
    }

    /// Reads the bytes of a file to their end.
    pub(in crate::replica) async fn read_bytes(
        self,
        bytes: Vec<u8>,
        work: Work,
    ) -> Result<ReadIn, Failure> {
        work.begin("Unpacking");
        let bytes = unpack(bytes, looks_right, work).await?;
        work.begin("Checking every commit");
        let mut reader = Reader::open(&bytes)?;
        let mut reading = Reading::default();
        let mut frames = Vec::new();
        while let Some(frame) = reader.next_commit()? {
            // What is no commit may be a file that was changed: the end says so, in better words.
            if let Err(failure) = reading.take(&frame) {
                reader.finish()?;
                return Err(failure);
            }
            frames.push(frame);
            work.at(reader.progress()).await?;
        }
        let format = reader.version();
        let manifest = reader.manifest().cloned();
        let (_, carried) = reader.finish()?;
        let told = reading.told().ok_or_else(|| {
            Failure::Archive("the file holds no Organization; choose another".to_owned())
        })?;
        agree(manifest.as_ref(), &told)?;
        let secrets = match (&carried, manifest.as_ref().map(|it| &it.secrets)) {
            (Some(carried), _) => SecretsInside::Carried(carried.secrets.len()),
            (None, Some(Secrets::LeftOut(ids))) if ids.is_empty() => SecretsInside::None,
            (None, _) if told.secrets.is_empty() => SecretsInside::None,
            (None, _) => SecretsInside::LeftOut(told.secrets),
        };
        Ok(ReadIn {
            view: InsideView {
                name: told.name,
                organization: told.organization,
                format,
                commits: told.commits,
                events: told.events,
                newest: told.newest,
                exported_at: manifest.map(|it| it.exported_at),
                secrets,
                here: Vec::new(),
            },
            frames,
            reading,
            carried,
        })
    }

    pub(in crate::replica) async fn keep_read(
        self,
        read: Rc<ReadIn>,
        wish: ImportWish,
        work: Work,
    ) -> Result<OrganizationEntry, Failure> {
        work.begin("Keeping it on this device");
        let blobs = match (&read.carried, wish) {
            (Some(carried), ImportWish::WithSecrets(passphrase)) => {
                let sealer = self.sealer().await?;
                reseal(carried, &passphrase, &sealer, work).await?
            }
            _ => Vec::new(),
        };
        self.keep_as(&read, Origin::Imported, blobs, work).await
    }

    /// Keeps a log that was read to its end, under a handle of its own.
    pub(in crate::replica) async fn keep_as(
        self,
        read: &ReadIn,
        origin: Origin,
        blobs: Vec<SealedBlob>,
        work: Work,
    ) -> Result<OrganizationEntry, Failure> {
        let handle = Handle::random()?;
        let replayed = &read.reading.replayed;
        let mut entry = log::summary(&handle, &origin, None, &replayed.state, &replayed.head);
        if let Some(newest) = read.view.newest {
            entry.updated_at_ms = newest.seconds() * 1_000;
        }
        // The file that it came from is a backup.
        entry.backup = Some(backup_of(entry.head, false));
        let entry = self
            .store_whole(entry, &read.frames, replayed, blobs, work)
            .await?;
        if origin == Origin::Imported {
            self.has_something_to_lose();
        }
        Ok(entry)
    }
}

impl ReadIn {
    /// As whom it shows where nobody was asked: its only owner, where it has exactly one.
    pub(in crate::replica) fn obvious_reader(&self) -> Option<UserId> {
        only_owner(&self.reading.replayed.state)
    }

    /// As it lies in storage, for one that is opened and not kept.
    pub(in crate::replica) fn as_stored(
        &self,
        origin: &Origin,
    ) -> Result<StoredOrganization, Failure> {
        let handle = Handle::random()?;
        let replayed = &self.reading.replayed;
        Ok(StoredOrganization {
            entry: log::summary(&handle, origin, None, &replayed.state, &replayed.head),
            log: as_stored(&self.frames, replayed)?,
            blobs: Vec::new(),
        })
    }
}

/// Whether bytes may be the beginning of a file, compressed or not.
pub(in crate::replica) fn looks_like_a_file(so_far: &[u8]) -> bool {
    so_far.starts_with(&GZIP) || GZIP.starts_with(so_far) || begins_as_one(so_far)
}

/// Stops before a page of a web server, an image or zeros are unpacked to their end.
fn looks_right(so_far: &[u8]) -> Result<(), Failure> {
    if begins_as_one(so_far) {
        Ok(())
    } else if is_plain_form(so_far) {
        Err(not_importable())
    } else {
        Err(ArchiveError::NotAnArchive.into())
    }
}

/// Whether the first page of a file tells the truth.
fn agree(manifest: Option<&Manifest>, told: &Told) -> Result<(), Failure> {
    let Some(manifest) = manifest else {
        return Ok(());
    };
    let same = manifest.organization == told.organization
        && manifest.name == told.name
        && manifest.commits == told.commits
        && manifest.events == told.events;
    if same {
        Ok(())
    } else {
        Err(Failure::Archive(
            "what this file says of itself does not fit its log; get it again from whoever wrote it"
                .to_owned(),
        ))
    }
}

/// Opens what a passphrase sealed and seals it for this device.
async fn reseal(
    carried: &CarriedSecrets,
    passphrase: &str,
    sealer: &Sealer,
    work: Work,
) -> Result<Vec<SealedBlob>, Failure> {
    let CarriedSecrets {
        derivation,
        rounds,
        salt,
        secrets,
    } = carried;
    let derivation = Derivation::known(derivation, *rounds, salt.clone()).ok_or_else(|| {
        Failure::Archive(format!(
            "the secrets are sealed in a way that this Planisphere does not take ({derivation}, {rounds} rounds); import without them"
        ))
    })?;
    let opener = derivation.sealer(passphrase).await?;
    let total = secrets.len().max(1) as f64;
    let mut blobs = Vec::with_capacity(secrets.len());
    for (place, secret) in secrets.iter().enumerate() {
        let sealed = SealedBlob {
            id: secret.id.clone(),
            key: String::new(),
            iv: secret.iv,
            ciphertext: secret.ciphertext.clone(),
        };
        let opened = opener.open(&sealed).await.map_err(|error| match error {
            StorageError::Unsealable => Failure::WrongPassphrase,
            other => other.into(),
        })?;
        blobs.push(sealer.seal(&secret.id, opened).await?);
        work.at(place as f64 / total).await?;
    }
    Ok(blobs)
}
