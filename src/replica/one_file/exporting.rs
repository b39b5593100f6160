//! An Organization out of this device: as the one file with its history, or its current state as plain JSON.

use std::collections::BTreeSet;

use planisphere_domain::Timestamp;
use planisphere_journal::archive::{
    CarriedSecret, CarriedSecrets, EXTENSION, Manifest, Secrets, Writer,
};

use super::super::gzip::pack;
use super::super::organizations::file_of;
use super::super::{Failure, Handle, Replica, Work, engine, now};
use super::plain::plain_form;
use super::reading::Whole;
use super::{NamedSecret, Told, names_of, secrets_of};
use crate::storage::{DERIVATION, Derivation, SealedBlob, Sealer, StorageError, download};

/// What a download would hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportView {
    /// The Organization's name.
    pub name: String,
    /// How many commits it has.
    pub commits: u64,
    /// How many events these hold.
    pub events: u64,
    /// When the newest one was made.
    pub newest: Option<Timestamp>,
    /// Its secrets.
    pub secrets: Vec<NamedSecret>,
    /// How many secrets are sealed on this device, those that were replaced included.
    pub sealed: usize,
}

/// How somebody wants it.
#[derive(Clone)]
pub enum ExportWish {
    /// With its history, its secrets left out.
    WithoutSecrets,
    /// With its history, its secrets sealed by this passphrase.
    WithSecrets(String),
    /// The current state as plain JSON.
    Plain,
}

impl Replica {
    /// What a download of this Organization would hold.
    ///
    /// # Errors
    /// When it cannot be read to its end, or the work is cancelled.
    pub async fn export_view(self, handle: Handle, work: Work) -> Result<ExportView, Failure> {
        let outcome = engine::export_view(self, handle, work).await;
        work.end();
        outcome
    }

    /// Hands an Organization out as a file. Resolves with what the secrets are called that the file should carry and that
    /// nobody can open on this device.
    ///
    /// # Errors
    /// When it cannot be read or written, or the work is cancelled.
    pub async fn export(
        self,
        handle: Handle,
        wish: ExportWish,
        work: Work,
    ) -> Result<Vec<String>, Failure> {
        let outcome = engine::export(self, handle, wish, work).await;
        work.end();
        outcome
    }

    pub(in crate::replica) async fn read_for_export(
        self,
        handle: Handle,
        work: Work,
    ) -> Result<ExportView, Failure> {
        work.begin("Reading the Organization");
        let whole = self.whole(&handle).await?;
        let told = whole.read(work).await?.told();
        let Told {
            name,
            commits,
            events,
            newest,
            secrets,
            ..
        } = told.ok_or_else(no_organization)?;
        Ok(ExportView {
            name,
            commits,
            events,
            newest,
            secrets,
            sealed: whole.blobs.len(),
        })
    }

    pub(in crate::replica) async fn write_file(
        self,
        handle: Handle,
        wish: ExportWish,
        work: Work,
    ) -> Result<Vec<String>, Failure> {
        work.begin("Reading the Organization");
        let whole = self.whole(&handle).await?;
        let reading = whole.read(work).await?;
        let told = reading.told().ok_or_else(no_organization)?;
        let mut unopened = Vec::new();
        let carried = match &wish {
            ExportWish::Plain => {
                let bytes = plain_form(&told, reading.state().records())?;
                let name = file_of(&whole.log.entry.name, "", "json");
                work.go_on()?;
                download(&name, "application/json", &bytes)?;
                return Ok(unopened);
            }
            ExportWish::WithoutSecrets => None,
            ExportWish::WithSecrets(passphrase) => {
                work.begin("Sealing the secrets");
                let opener = self.sealer().await?;
                let (carried, left) = carry(&whole.blobs, &opener, passphrase, work).await?;
                unopened = names_of(&left, reading.state());
                Some(carried).filter(|carried| !carried.secrets.is_empty())
            }
        };
        let secrets = match &carried {
            Some(carried) => Secrets::Carried(carried.secrets.len() as u64),
            None => {
                let sealed = whole.blobs.iter().map(|blob| blob.id.clone());
                let named = secrets_of(reading.state()).into_iter();
                let all: BTreeSet<String> =
                    sealed.chain(named.map(|it| it.id.to_string())).collect();
                Secrets::LeftOut(all.into_iter().collect())
            }
        };
        let manifest = Manifest {
            organization: told.organization.clone(),
            name: told.name.clone(),
            commits: told.commits,
            events: told.events,
            exported_at: now(),
            secrets,
        };
        let bytes = written(&whole, &manifest, carried.as_ref(), work).await?;
        work.begin("Compressing");
        let bytes = pack(bytes, work).await?;
        // Of a damaged log, what can be read is a log of its own, and no backup of the whole.
        let mut part = String::new();
        if whole.log.fault.is_some() {
            part = format!("to commit {}", told.commits);
        }
        let name = file_of(&whole.log.entry.name, &part, EXTENSION);
        work.go_on()?;
        download(&name, "application/octet-stream", &bytes)?;
        if whole.log.fault.is_none() {
            self.note_backup(&handle, told.commits).await;
        }
        Ok(unopened)
    }
}

fn no_organization() -> Failure {
    Failure::Damaged("the log holds no Organization".to_owned())
}

fn unwritable(error: &serde_json::Error) -> Failure {
    Failure::Unwritable {
        message: error.to_string(),
    }
}

async fn written(
    whole: &Whole,
    manifest: &Manifest,
    carried: Option<&CarriedSecrets>,
    work: Work,
) -> Result<Vec<u8>, Failure> {
    work.begin("Writing the file");
    let mut writer = Writer::begin(manifest).map_err(|error| unwritable(&error))?;
    let total = whole.log.frames.len().max(1) as f64;
    for (place, frame) in whole.log.frames.iter().enumerate() {
        writer.push(frame)?;
        work.at(place as f64 / total).await?;
    }
    Ok(writer.finish(carried)?)
}

/// Opens what this device sealed and seals it by a passphrase. Also the ids of what nobody can open: it stays as it is.
async fn carry(
    blobs: &[SealedBlob],
    opener: &Sealer,
    passphrase: &str,
    work: Work,
) -> Result<(CarriedSecrets, Vec<String>), Failure> {
    let derivation = Derivation::random()?;
    let sealer = derivation.sealer(passphrase).await?;
    let total = blobs.len().max(1) as f64;
    let mut secrets = Vec::with_capacity(blobs.len());
    let mut unopened = Vec::new();
    for (place, blob) in blobs.iter().enumerate() {
        let opened = match opener.open(blob).await {
            Err(StorageError::Unsealable) => {
                unopened.push(blob.id.clone());
                continue;
            }
            opened => opened?,
        };
        let sealed = sealer.seal(&blob.id, opened).await?;
        let SealedBlob {
            id, iv, ciphertext, ..
        } = sealed;
        secrets.push(CarriedSecret { id, iv, ciphertext });
        work.at(place as f64 / total).await?;
    }
    let carried = CarriedSecrets {
        derivation: DERIVATION.to_owned(),
        rounds: derivation.rounds,
        salt: derivation.salt,
        secrets,
    };
    Ok((carried, unopened))
}
