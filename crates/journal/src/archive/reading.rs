//! Reading a file a commit at a time: nothing is believed before the end fits, and nothing grows beyond the bytes
//! that are there, whatever the numbers in it claim.

use sha2::{Digest, Sha256};

use super::numbers::{take_number, take_piece};
use super::{ArchiveError, CarriedSecrets, LABEL, Manifest, Secrets, carried};
use crate::bytes::{take, take_counted};
use crate::frame::{Frame, Head};

/// A first page is short; a longer one is none.
const LONGEST_MANIFEST: usize = 8 * 1024 * 1024;
const LONGEST_VERSION: usize = 9;
const DIGEST: usize = 32;

/// A file on its way in.
pub struct Reader<'a> {
    whole: &'a [u8],
    rest: &'a [u8],
    head: Head,
    version: u32,
    manifest: Option<Manifest>,
    is_over: bool,
    /// Of what was read so far, in step with the reading: at the end of a large file nothing waits.
    digest: Sha256,
    digested: usize,
}

impl<'a> Reader<'a> {
    /// Reads the first page. Whether it is true shows at the end.
    ///
    /// # Errors
    /// When it is no file of an Organization, or not as it was written.
    pub fn open(whole: &'a [u8]) -> Result<Self, ArchiveError> {
        let (version, mut rest) = after_label(whole)?;
        let mut manifest = None;
        if version > 1 {
            let first_page = take_piece(&mut rest)?;
            if first_page.len() > LONGEST_MANIFEST {
                return Err(ArchiveError::Damaged);
            }
            manifest = Some(serde_json::from_slice(first_page).map_err(|error| {
                ArchiveError::UnreadableManifest {
                    why: error.to_string(),
                }
            })?);
        }
        Ok(Self {
            whole,
            rest,
            head: Head::genesis(),
            version,
            manifest,
            is_over: false,
            digest: Sha256::new(),
            digested: 0,
        })
    }

    /// Takes what was read since the last time into the digest.
    fn digest_on(&mut self) {
        let here = self.whole.len() - self.rest.len();
        let new = self.whole.get(self.digested..here).unwrap_or_default();
        self.digest.update(new);
        self.digested = here;
    }

    /// The format of the file.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// What the file says of itself; nothing in format 1.
    #[must_use]
    pub const fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// How much of the file was read, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let whole = self.whole.len().max(1) as f64;
        1.0 - self.rest.len() as f64 / whole
    }

    /// The next commit, sealed again; `None` after the last one.
    ///
    /// # Errors
    /// When the file ends before it.
    pub fn next_commit(&mut self) -> Result<Option<Frame>, ArchiveError> {
        if self.is_over {
            return Ok(None);
        }
        let Some(length) = take_number(&mut self.rest)?.checked_sub(1) else {
            self.is_over = true;
            return Ok(None);
        };
        let payload = take_counted(&mut self.rest, length)?;
        let frame = Frame::seal(&self.head, payload.to_vec());
        self.head = frame.head();
        self.digest_on();
        Ok(Some(frame))
    }

    /// What comes after the commits, once all of them were read: the secrets that the file carries, and the proof
    /// that all of it is what was written.
    ///
    /// # Errors
    /// When it is not.
    pub fn finish(mut self) -> Result<(Head, Option<CarriedSecrets>), ArchiveError> {
        while self.next_commit()?.is_some() {}
        let mut carried = None;
        if self.version > 1 {
            carried = carried::take_carried(&mut self.rest)?;
        }
        let count = take_number(&mut self.rest)?;
        let hash: [u8; DIGEST] = take(&mut self.rest)?;
        if self.version > 1 {
            self.digest_on();
            let check: [u8; DIGEST] = take(&mut self.rest)?;
            if *self.digest.finalize() != check {
                return Err(ArchiveError::Damaged);
            }
        }
        if !self.rest.is_empty() {
            return Err(ArchiveError::TrailingBytes {
                extra: self.rest.len(),
            });
        }
        let says_so = self.manifest.as_ref().is_none_or(|manifest| {
            let secrets = match (&manifest.secrets, &carried) {
                (Secrets::LeftOut(_), None) => true,
                (Secrets::Carried(count), Some(carried)) => *count == carried.secrets.len() as u64,
                _ => false,
            };
            manifest.commits == count && secrets
        });
        if count != self.head.sequence || hash != self.head.hash || !says_so {
            return Err(ArchiveError::Damaged);
        }
        Ok((self.head, carried))
    }
}

/// Checks the first line and returns the format with what follows.
fn after_label(bytes: &[u8]) -> Result<(u32, &[u8]), ArchiveError> {
    let Some(rest) = bytes.strip_prefix(LABEL) else {
        // A file cut inside its first line is still known for what it is.
        let cut = !bytes.is_empty() && LABEL.starts_with(bytes);
        return Err(if cut {
            ArchiveError::Truncated
        } else {
            ArchiveError::NotAnArchive
        });
    };
    let (found, count) = rest
        .iter()
        .take(LONGEST_VERSION)
        .take_while(|byte| byte.is_ascii_digit())
        .fold((0u32, 0usize), |(number, count), byte| {
            (number * 10 + u32::from(byte - b'0'), count + 1)
        });
    match rest.get(count) {
        None => Err(ArchiveError::Truncated),
        Some(b'\n') if count > 0 && (1..=super::ARCHIVE_VERSION).contains(&found) => {
            Ok((found, rest.get(count + 1..).unwrap_or_default()))
        }
        Some(b'\n') if count > 0 => Err(ArchiveError::UnknownVersion { found }),
        Some(_) => Err(ArchiveError::NotAnArchive),
    }
}

/// Whether bytes begin as a file of an Organization does, as far as they go. For whoever unpacks or fetches a large
/// file and wants to stop early.
#[must_use]
pub fn begins_as_one(bytes: &[u8]) -> bool {
    let length = bytes.len().min(LABEL.len());
    bytes.get(..length) == LABEL.get(..length)
}
