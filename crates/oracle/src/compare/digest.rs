//! A short number that stands for a sequence of answers (FNV-1a); equal sequences have equal digests everywhere.
use std::fmt;

/// The number so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// Adds one answer.
    pub fn add(&mut self, allowed: bool) {
        self.byte(u8::from(allowed));
    }

    /// Adds the digest of the next part.
    pub fn join(&mut self, part: Self) {
        for byte in part.0.to_be_bytes() {
            self.byte(byte);
        }
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn order_counts() {
        let of = |answers: &[bool]| {
            let mut digest = Digest::default();
            answers.iter().for_each(|answer| digest.add(*answer));
            digest
        };
        assert_ne!(of(&[true, false]), of(&[false, true]));
        assert_eq!(of(&[true]).to_string(), "af63bc4c8601b62c");
    }
}
