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
pub mod chain;
pub mod commit;
pub mod frame;

pub use archive::ArchiveError;
pub use chain::{ChainVerifier, Damage, verify};
pub use frame::{Frame, FrameError, Head};
