//! Secrets under AES-GCM with a key that scripts can use and never read.
//!
//! Sealing awaits WebCrypto, so it happens before a transaction opens. A secret is bound to its id:
//! a blob moved under another id does not open.

use super::{SealedBlob, Storage, StorageError};
use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, Crypto, CryptoKey};

pub(super) const ALGORITHM: &str = "AES-GCM";
pub(super) const KEY_BITS: u16 = 256;

/// Seals and opens secrets with the key of this device.
#[derive(Clone, Debug)]
pub struct Sealer {
    key: CryptoKey,
    /// The name of the key, which every secret that it seals carries.
    id: String,
}

impl Sealer {
    /// Takes the key from `storage`, which makes it on first use. [`StorageError::Locked`] where it takes a passphrase.
    pub async fn new(storage: &impl Storage) -> Result<Self, StorageError> {
        storage
            .key_record()
            .await?
            .sealer()
            .ok_or(StorageError::Locked)
    }

    /// Takes a key that was made elsewhere.
    pub(super) const fn with(key: CryptoKey) -> Self {
        Self {
            key,
            id: String::new(),
        }
    }

    /// The same under the name of its key.
    pub(super) fn named(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// The name of the key.
    pub fn key_id(&self) -> &str {
        &self.id
    }

    /// Seals a secret and clears the plain text.
    pub async fn seal(&self, id: &str, mut plaintext: Vec<u8>) -> Result<SealedBlob, StorageError> {
        let iv = random()?;
        // WebCrypto copies the bytes before the call returns.
        let started = crypto()?.subtle().encrypt_with_object_and_u8_array(
            &parameters(id, iv),
            &self.key,
            &plaintext,
        );
        plaintext.fill(0);
        // Keeps the compiler from dropping the write to a buffer that nobody reads again.
        std::hint::black_box(&plaintext);
        let sealed = settle(started, StorageError::NoCrypto).await?;
        Ok(SealedBlob {
            id: id.to_owned(),
            key: self.id.clone(),
            iv,
            ciphertext: Uint8Array::new(&sealed).to_vec(),
        })
    }

    /// Opens a secret. The caller holds the only copy.
    pub async fn open(&self, blob: &SealedBlob) -> Result<Vec<u8>, StorageError> {
        let started = crypto()?.subtle().decrypt_with_object_and_u8_array(
            &parameters(&blob.id, blob.iv),
            &self.key,
            &blob.ciphertext,
        );
        let opened = settle(started, StorageError::Unsealable).await?;
        let view = Uint8Array::new(&opened);
        let plaintext = view.to_vec();
        view.fill(0, 0, view.length());
        Ok(plaintext)
    }
}

/// A new key that scripts cannot export.
pub(super) async fn generate_key() -> Result<CryptoKey, StorageError> {
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let started = crypto()?.subtle().generate_key_with_object(
        &AesKeyGenParams::new(ALGORITHM, KEY_BITS),
        false,
        &usages,
    );
    settle(started, StorageError::NoCrypto)
        .await
        .map(JsCast::unchecked_into)
}

/// Bytes as hexadecimal digits.
pub(super) fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Random bytes.
pub(super) fn random<const N: usize>() -> Result<[u8; N], StorageError> {
    let mut bytes = [0; N];
    crypto()?
        .get_random_values_with_u8_array(&mut bytes)
        .map_err(|_| StorageError::NoCrypto)?;
    Ok(bytes)
}

pub(super) fn crypto() -> Result<Crypto, StorageError> {
    web_sys::window()
        .and_then(|window| window.crypto().ok())
        .ok_or(StorageError::NoCrypto)
}

fn parameters(id: &str, iv: [u8; 12]) -> Object {
    let parameters = AesGcmParams::new_with_u8_array(ALGORITHM, &Uint8Array::from(iv.as_slice()));
    parameters.set_additional_data_u8_array(&Uint8Array::from(id.as_bytes()));
    parameters.unchecked_into()
}

/// Waits for WebCrypto, whose own words never help the reader.
pub(super) async fn settle(
    started: Result<js_sys::Promise, JsValue>,
    failure: StorageError,
) -> Result<JsValue, StorageError> {
    match started {
        Ok(promise) => JsFuture::from(promise).await.map_err(|_| failure),
        Err(_) => Err(StorageError::NoCrypto),
    }
}
