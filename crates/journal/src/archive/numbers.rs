//! Numbers and counted pieces in a file: unsigned LEB128 in its one shortest form, so that no two files mean the
//! same.

use super::ArchiveError;
use crate::bytes::{Short, take_counted};

impl From<Short> for ArchiveError {
    fn from(_: Short) -> Self {
        Self::Truncated
    }
}

pub(super) fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

pub(super) fn push_counted(bytes: &mut Vec<u8>, piece: &[u8]) {
    push_number(bytes, piece.len() as u64);
    bytes.extend_from_slice(piece);
}

pub(super) fn take_number(rest: &mut &[u8]) -> Result<u64, ArchiveError> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let (byte, left) = rest.split_first().ok_or(ArchiveError::Truncated)?;
        *rest = left;
        let bits = u64::from(byte & 0x7f);
        if shift == 63 && bits > 1 {
            return Err(ArchiveError::Damaged);
        }
        number |= bits << shift;
        if byte & 0x80 == 0 {
            let shortest = shift == 0 || bits != 0;
            return if shortest {
                Ok(number)
            } else {
                Err(ArchiveError::Damaged)
            };
        }
    }
    Err(ArchiveError::Damaged)
}

/// A piece with its length in front. The length may say anything; the piece is never longer than what is there.
pub(super) fn take_piece<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], ArchiveError> {
    let count = take_number(rest)?;
    Ok(take_counted(rest, count)?)
}

pub(super) fn take_text(rest: &mut &[u8]) -> Result<String, ArchiveError> {
    let piece = take_piece(rest)?;
    String::from_utf8(piece.to_vec()).map_err(|_| ArchiveError::Damaged)
}
