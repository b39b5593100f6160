//! What closes an Organization to every change, whoever asks: it is shown as it was, its log is damaged, or this tab
//! may not write. What roles close is the domain's business.

use leptos::prelude::*;

use super::{Failure, Integrity, Replica, StorageMode};

impl Replica {
    /// Why nothing at all may be changed; `None` as long as it is up to roles.
    #[must_use]
    pub fn closed(self) -> Option<Failure> {
        if self.looks_back() {
            return Some(Failure::LookingBack);
        }
        if let Integrity::Damaged {
            is_cut_short: true,
            readable,
            ..
        } = self.integrity.get()
        {
            return Some(Failure::CutShort { readable });
        }
        match self.mode.get() {
            StorageMode::ReadOnly { reason } => Some(Failure::Storage(reason)),
            StorageMode::Durable | StorageMode::Memory { .. } => None,
        }
    }

    /// Refuses a change that would be stored or staged.
    ///
    /// # Errors
    /// Where it is closed, or the product is viewed as somebody else.
    pub fn refuse_while_closed(self) -> Result<(), Failure> {
        self.refuse_while_viewing()?;
        untrack(|| self.closed()).map_or(Ok(()), Err)
    }
}
