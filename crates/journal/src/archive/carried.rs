//! Secrets as a file carries them: sealed by a passphrase that only people know. This moves bytes; nobody here can
//! open them.
//!
//! ```text
//! 0 | or: 1 | name of the derivation | rounds | salt | count | (id | iv 12 | ciphertext)*
//! ```
//! Names, salt, ids and ciphertexts have their length in front.

use super::ArchiveError;
use super::numbers::{push_counted, push_number, take_number, take_piece, take_text};
use crate::bytes::take;

/// How a key was made of a passphrase, and what it seals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedSecrets {
    /// The name of the derivation, such as `PBKDF2-SHA-256`.
    pub derivation: String,
    /// How many rounds it took.
    pub rounds: u32,
    /// What it mixed in, which is no secret.
    pub salt: Vec<u8>,
    /// The secrets, in the order of their ids.
    pub secrets: Vec<CarriedSecret>,
}

/// One sealed secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedSecret {
    /// The reference by which the log knows it.
    pub id: String,
    /// The random start of its encryption.
    pub iv: [u8; 12],
    /// What was sealed, and the proof that nobody changed it.
    pub ciphertext: Vec<u8>,
}

pub(super) fn push(bytes: &mut Vec<u8>, carried: Option<&CarriedSecrets>) {
    let Some(carried) = carried else {
        push_number(bytes, 0);
        return;
    };
    push_number(bytes, 1);
    push_counted(bytes, carried.derivation.as_bytes());
    push_number(bytes, u64::from(carried.rounds));
    push_counted(bytes, &carried.salt);
    push_number(bytes, carried.secrets.len() as u64);
    for secret in &carried.secrets {
        push_counted(bytes, secret.id.as_bytes());
        bytes.extend_from_slice(&secret.iv);
        push_counted(bytes, &secret.ciphertext);
    }
}

pub(super) fn take_carried(rest: &mut &[u8]) -> Result<Option<CarriedSecrets>, ArchiveError> {
    match take_number(rest)? {
        0 => return Ok(None),
        1 => {}
        _ => return Err(ArchiveError::Damaged),
    }
    let derivation = take_text(rest)?;
    let rounds = u32::try_from(take_number(rest)?).map_err(|_| ArchiveError::Damaged)?;
    let salt = take_piece(rest)?.to_vec();
    let count = take_number(rest)?;
    // Grows with what is there, not with what the count claims.
    let mut secrets = Vec::new();
    for _ in 0..count {
        secrets.push(CarriedSecret {
            id: take_text(rest)?,
            iv: take(rest)?,
            ciphertext: take_piece(rest)?.to_vec(),
        });
    }
    Ok(Some(CarriedSecrets {
        derivation,
        rounds,
        salt,
        secrets,
    }))
}
