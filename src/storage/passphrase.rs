//! A key made of a passphrase: slowly, so that guessing takes long, and never to be read again.

use super::sealing::{ALGORITHM, KEY_BITS, crypto, random, settle};
use super::{Sealer, StorageError};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{AesDerivedKeyParams, CryptoKey, Pbkdf2Params};

/// The name of the one derivation there is.
pub const DERIVATION: &str = "PBKDF2-SHA-256";

/// How many rounds a new passphrase takes.
pub const ROUNDS: u32 = 600_000;

/// What a file may ask for: fewer rounds are no protection, more than these would hold the page for minutes.
const ROUNDS_TAKEN: std::ops::RangeInclusive<u32> = 100_000..=10_000_000;

/// How a key is made of a passphrase. None of it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// How many rounds it takes.
    pub rounds: u32,
    /// What it mixes in.
    pub salt: Vec<u8>,
}

impl Derivation {
    /// A new one, with a salt that nobody has.
    pub fn random() -> Result<Self, StorageError> {
        Ok(Self {
            rounds: ROUNDS,
            salt: random::<16>()?.to_vec(),
        })
    }

    /// One that somebody else wrote down, if this build knows and takes it.
    #[must_use]
    pub fn known(name: &str, rounds: u32, salt: Vec<u8>) -> Option<Self> {
        (name == DERIVATION && ROUNDS_TAKEN.contains(&rounds)).then_some(Self { rounds, salt })
    }

    /// Seals and opens with the key that this passphrase gives. Whether it is the right one shows at the first
    /// secret.
    pub async fn sealer(&self, passphrase: &str) -> Result<Sealer, StorageError> {
        let subtle = crypto()?.subtle();
        let words = Uint8Array::from(passphrase.as_bytes());
        let started = subtle.import_key_with_str(
            "raw",
            &words,
            "PBKDF2",
            false,
            &Array::of1(&"deriveKey".into()),
        );
        let base: CryptoKey = settle(started, StorageError::NoCrypto)
            .await?
            .unchecked_into();
        words.fill(0, 0, words.length());
        let salt = Uint8Array::from(self.salt.as_slice());
        let how = Pbkdf2Params::new_with_str("PBKDF2", "SHA-256", self.rounds, &salt);
        let kind = AesDerivedKeyParams::new(ALGORITHM, u32::from(KEY_BITS));
        let started = subtle.derive_key_with_object_and_object(
            &how,
            &base,
            &kind,
            false,
            &Array::of2(&"encrypt".into(), &"decrypt".into()),
        );
        let key = settle(started, StorageError::NoCrypto).await?;
        Ok(Sealer::with(key.unchecked_into()))
    }
}
