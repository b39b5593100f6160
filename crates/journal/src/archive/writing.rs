//! Writing a file a commit at a time, so that a page can show how far it is and stay alive.

use sha2::{Digest, Sha256};

use super::numbers::{push_counted, push_number};
use super::{ARCHIVE_VERSION, CarriedSecrets, LABEL, Manifest, carried};
use crate::chain::{ChainVerifier, Damage};
use crate::frame::{Frame, FrameError, Head};

/// A file on its way.
pub struct Writer {
    bytes: Vec<u8>,
    chain: ChainVerifier,
    commits: u64,
    digest: Sha256,
    digested: usize,
}

impl Writer {
    /// Begins a file with its first page.
    ///
    /// # Errors
    /// When the first page does not serialise.
    pub fn begin(manifest: &Manifest) -> Result<Self, serde_json::Error> {
        let mut bytes = LABEL.to_vec();
        bytes.extend_from_slice(ARCHIVE_VERSION.to_string().as_bytes());
        bytes.push(b'\n');
        push_counted(&mut bytes, &serde_json::to_vec(manifest)?);
        Ok(Self {
            bytes,
            chain: ChainVerifier::new(Head::genesis()),
            commits: manifest.commits,
            digest: Sha256::new(),
            digested: 0,
        })
    }

    /// Takes what was written since the last time into the digest.
    fn digest_on(&mut self) {
        let new = self.bytes.get(self.digested..).unwrap_or_default();
        self.digest.update(new);
        self.digested = self.bytes.len();
    }

    /// Adds the next commit.
    ///
    /// # Errors
    /// When it does not continue the chain: nobody could read the file again.
    pub fn push(&mut self, frame: &Frame) -> Result<(), Damage> {
        self.chain.push(frame)?;
        push_number(&mut self.bytes, frame.payload().len() as u64 + 1);
        self.bytes.extend_from_slice(frame.payload());
        self.digest_on();
        Ok(())
    }

    /// The whole file.
    ///
    /// # Errors
    /// When there are more or fewer commits than the first page says.
    pub fn finish(mut self, secrets: Option<&CarriedSecrets>) -> Result<Vec<u8>, Damage> {
        let head = self.chain.head();
        if head.sequence != self.commits {
            let what = FrameError::WrongSequence {
                expected: self.commits,
                found: head.sequence,
            };
            return Err(Damage {
                at: head.next_sequence(),
                what,
            });
        }
        push_number(&mut self.bytes, 0);
        carried::push(&mut self.bytes, secrets);
        push_number(&mut self.bytes, head.sequence);
        self.bytes.extend_from_slice(&head.hash);
        self.digest_on();
        self.bytes.extend_from_slice(&self.digest.finalize());
        Ok(self.bytes)
    }
}
