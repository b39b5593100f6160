//! The event log on disk: how commits become bytes, how those bytes form a chain, and the one file
//! that holds a whole Organization. Pure: bytes in, bytes out; where they are kept is no business
//! of this crate.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod archive;
mod bytes;
pub mod chain;
pub mod chunk;
pub mod commit;
pub mod envelope;
pub mod frame;
pub mod snapshot;
pub mod stored;

pub use archive::ArchiveError;
pub use chain::{ChainVerifier, Damage, verify};
pub use chunk::Chunk;
pub use envelope::EnvelopeError;
pub use frame::{Frame, FrameError, Head};
pub use snapshot::Snapshot;
pub use stored::{Fault, Part, Proof, Readable, Stored};
