//! How the secrets of this device are sealed: by a key of its own that nobody can read, or by one that is made of a
//! passphrase each time somebody gives it. There is one for all Organizations.

use super::passphrase::Derivation;
use super::{Handle, SealedBlob, Sealer, StorageError, sealing};
use web_sys::CryptoKey;

/// What a passphrase is tried on.
const CHECK: &str = "check";
const CHECK_TEXT: &[u8] = b"planisphere";

/// The key of this device, or how to make it.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyRecord {
    /// Tells one key from another; empty for the first key of a device that had its key before keys had names.
    pub(super) id: String,
    pub(super) kind: KeyKind,
}

/// Where the key comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum KeyKind {
    /// It lies on the device, and scripts can use it and not read it.
    Device(CryptoKey),
    /// A passphrase gives it.
    Passphrase {
        derivation: Derivation,
        /// Something that only the right passphrase opens.
        check: SealedBlob,
    },
}

impl KeyRecord {
    /// The first key of a device, which needs no name to be told from others.
    pub(super) async fn first() -> Result<Self, StorageError> {
        Ok(Self {
            id: String::new(),
            kind: KeyKind::Device(sealing::generate_key().await?),
        })
    }

    /// A new key of the device's own.
    pub async fn of_device() -> Result<Self, StorageError> {
        Ok(Self {
            id: new_id()?,
            kind: KeyKind::Device(sealing::generate_key().await?),
        })
    }

    /// A new key that this passphrase gives, and what seals with it.
    pub async fn of_passphrase(passphrase: &str) -> Result<(Self, Sealer), StorageError> {
        let id = new_id()?;
        let derivation = Derivation::random()?;
        let sealer = derivation.sealer(passphrase).await?.named(&id);
        let check = sealer.seal(CHECK, CHECK_TEXT.to_vec()).await?;
        let kind = KeyKind::Passphrase { derivation, check };
        Ok((Self { id, kind }, sealer))
    }

    /// What tells it from other keys.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether somebody has to give a passphrase.
    pub const fn wants_passphrase(&self) -> bool {
        matches!(self.kind, KeyKind::Passphrase { .. })
    }

    /// The key that lies on the device.
    pub fn device_key(&self) -> Option<CryptoKey> {
        match &self.kind {
            KeyKind::Device(key) => Some(key.clone()),
            KeyKind::Passphrase { .. } => None,
        }
    }

    /// Seals and opens, where that takes no passphrase.
    pub fn sealer(&self) -> Option<Sealer> {
        let key = self.device_key()?;
        Some(Sealer::with(key).named(&self.id))
    }

    /// Seals and opens with the key that a passphrase gives. [`StorageError::Unsealable`] when it is not the one.
    pub async fn unlock(&self, passphrase: &str) -> Result<Sealer, StorageError> {
        let (derivation, check) = match &self.kind {
            KeyKind::Device(key) => return Ok(Sealer::with(key.clone()).named(&self.id)),
            KeyKind::Passphrase { derivation, check } => (derivation, check),
        };
        let sealer = derivation.sealer(passphrase).await?.named(&self.id);
        sealer.open(check).await?;
        Ok(sealer)
    }
}

/// Where secrets lie, in order: by id alone, two copies of one Organization have the same.
pub(super) fn places_of<'a>(
    secrets: impl Iterator<Item = (&'a Handle, &'a SealedBlob)>,
) -> Vec<(String, String)> {
    let mut places: Vec<_> = secrets
        .map(|(handle, blob)| (handle.to_string(), blob.id.clone()))
        .collect();
    places.sort();
    places
}

fn new_id() -> Result<String, StorageError> {
    Ok(sealing::in_hex(&sealing::random::<8>()?))
}
