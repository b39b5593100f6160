//! Many commits of one log as one row: what rows are folded into, because a thousand rows read twenty times
//! slower than the same bytes in one.
//!
//! Headers and hashes of frames follow from where the chunk begins and from the payloads, so only those are
//! kept. Reading checks the checksum alone, which is what opening an Organization can afford; [`Chunk::verify`]
//! seals every frame again and so proves the part of the chain that is in the chunk.
//!
//! ```text
//! sequence before 8 | hash before 32 | hash after 32 | count 4 | (length 4 | payload)*
//! ```
//! Numbers are big-endian; an envelope is around it.

use crate::bytes::{take, take_counted};
use crate::chain::{ChainVerifier, Damage};
use crate::envelope::{Envelope, EnvelopeError};
use crate::frame::{Frame, FrameError, Head};

/// The newest chunk format this build reads, and the one it writes.
pub const CHUNK_VERSION: u16 = 1;

const ENVELOPE: Envelope = Envelope {
    magic: *b"PLNC",
    version: CHUNK_VERSION,
};

/// Consecutive commits of one log.
// INVARIANT: `after` is as many commits after `before` as there are payloads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    before: Head,
    after: Head,
    payloads: Vec<Vec<u8>>,
}

impl Chunk {
    /// Folds the frames that follow `before`. An empty run makes an empty chunk, which is nothing to store.
    ///
    /// # Errors
    /// When a frame does not continue the chain: what is damaged is never folded.
    pub fn fold(before: Head, frames: &[Frame]) -> Result<Self, Damage> {
        let mut chain = ChainVerifier::new(before);
        for frame in frames {
            chain.push(frame)?;
        }
        Ok(Self {
            before,
            after: chain.head(),
            payloads: frames.iter().map(|it| it.payload().to_vec()).collect(),
        })
    }

    /// The bytes to store.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let size = self.payloads.iter().map(|it| it.len() + 4).sum::<usize>() + 76;
        ENVELOPE.seal(size, |content| {
            content.extend_from_slice(&self.before.sequence.to_be_bytes());
            content.extend_from_slice(&self.before.hash);
            content.extend_from_slice(&self.after.hash);
            content.extend_from_slice(&short(self.payloads.len()));
            for payload in &self.payloads {
                content.extend_from_slice(&short(payload.len()));
                content.extend_from_slice(payload);
            }
        })
    }

    /// Reads one chunk from exactly these bytes and checks that they are as written.
    ///
    /// # Errors
    /// When they are not.
    pub fn decode(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let (_, mut rest) = ENVELOPE.open(bytes)?;
        let before = Head {
            sequence: u64::from_be_bytes(take(&mut rest)?),
            hash: take(&mut rest)?,
        };
        let hash = take(&mut rest)?;
        let count = u32::from_be_bytes(take(&mut rest)?);
        let mut payloads = Vec::new();
        for _ in 0..count {
            let length = u32::from_be_bytes(take(&mut rest)?);
            payloads.push(take_counted(&mut rest, u64::from(length))?.to_vec());
        }
        if !rest.is_empty() {
            return Err(EnvelopeError::TrailingBytes { extra: rest.len() });
        }
        Ok(Self {
            before,
            after: Head {
                sequence: before.sequence.saturating_add(u64::from(count)),
                hash,
            },
            payloads,
        })
    }

    /// Where the log stood before the first commit.
    #[must_use]
    pub const fn before(&self) -> Head {
        self.before
    }

    /// Where the log stands after the last commit, as the chunk says.
    #[must_use]
    pub const fn after(&self) -> Head {
        self.after
    }

    /// The commits as first written, with the sequence number of each.
    pub fn payloads(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let first = self.before.next_sequence();
        (first..).zip(self.payloads.iter().map(Vec::as_slice))
    }

    /// Seals every commit again and compares with the head that the chunk says it leads to.
    ///
    /// # Errors
    /// When it leads elsewhere: somebody changed a commit and mended the checksum.
    pub fn verify(&self) -> Result<(), Damage> {
        let mut head = self.before;
        for payload in &self.payloads {
            head = Frame::seal(&head, payload.clone()).head();
        }
        if head == self.after {
            return Ok(());
        }
        Err(Damage {
            at: self.before.next_sequence(),
            what: FrameError::HashMismatch,
        })
    }
}

/// A count or a length; a commit of 4 GiB fits no browser, so none is cut.
fn short(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}
