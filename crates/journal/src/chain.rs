//! The hash chain: whether frames follow one another from where a log stood.
//!
//! The hash of a single frame is checked when it is decoded; here it is only compared with its
//! neighbours. A damaged log is reported with its place and never repaired.

use crate::frame::{Frame, FrameError, Head};

/// What is wrong with a log, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("commit {at}: {what}")]
pub struct Damage {
    /// The sequence number of the first frame that cannot be trusted.
    pub at: u64,
    /// What is wrong there.
    #[source]
    pub what: FrameError,
}

impl Damage {
    /// A stable name for programs and bug reports.
    pub const fn code(&self) -> &'static str {
        self.what.code()
    }
}

/// Checks a log frame by frame. After an error it stays where it was.
#[derive(Clone, Debug)]
pub struct ChainVerifier {
    head: Head,
}

impl ChainVerifier {
    /// Starts where a log stands; [`Head::genesis`] for a whole log.
    pub const fn new(head: Head) -> Self {
        Self { head }
    }

    /// Where the log stands after the frames accepted so far.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Accepts the next frame.
    pub fn push(&mut self, frame: &Frame) -> Result<Head, Damage> {
        let expected = self.head.next_sequence();
        let found = frame.sequence();
        if found != expected {
            return Err(self.damage(FrameError::WrongSequence { expected, found }));
        }
        if *frame.previous() != self.head.hash {
            return Err(self.damage(FrameError::WrongPrevious));
        }
        self.head = frame.head();
        Ok(self.head)
    }

    /// Decodes the next frame and accepts it.
    pub fn decode(&mut self, bytes: &[u8]) -> Result<Frame, Damage> {
        let frame = Frame::decode(bytes).map_err(|what| self.damage(what))?;
        self.push(&frame)?;
        Ok(frame)
    }

    fn damage(&self, what: FrameError) -> Damage {
        Damage {
            at: self.head.next_sequence(),
            what,
        }
    }
}

/// Checks a whole log and returns where it stands.
pub fn verify<'a>(frames: impl IntoIterator<Item = &'a Frame>) -> Result<Head, Damage> {
    let mut chain = ChainVerifier::new(Head::genesis());
    for frame in frames {
        chain.push(frame)?;
    }
    Ok(chain.head())
}
