//! Reading a log to its end in slices.

use planisphere_domain::{State, Timestamp};
use planisphere_journal::{Frame, commit};

use super::super::integrity::WholeLog;
use super::super::log::Replayed;
use super::super::{Failure, Handle, Replica, Work};
use super::Told;
use crate::storage::{SealedBlob, Storage};

/// A whole Organization as it is on this device.
pub(super) struct Whole {
    pub(super) log: WholeLog,
    pub(super) blobs: Vec<SealedBlob>,
}

/// A log on its way: each commit is applied as it comes, so that bytes that are no log are found at once.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) replayed: Replayed,
    commits: u64,
    events: u64,
    newest: Option<Timestamp>,
}

impl Reading {
    pub(super) fn take(&mut self, frame: &Frame) -> Result<(), Failure> {
        let commit = commit::from_payload(frame.payload())
            .map_err(|error| Failure::Damaged(error.to_string()))?;
        self.replayed.activity.note(&self.replayed.state, &commit);
        self.replayed.state.commit(&commit);
        self.replayed.head = frame.head();
        self.commits += 1;
        self.events += commit.events.len() as u64;
        self.newest = self.newest.max(Some(commit.at));
        Ok(())
    }

    pub(super) const fn state(&self) -> &State {
        &self.replayed.state
    }

    pub(super) fn told(&self) -> Option<Told> {
        Told::of(self.state(), self.commits, self.events, self.newest)
    }
}

impl Replica {
    /// Everything that this device holds of an Organization.
    pub(super) async fn whole(self, handle: &Handle) -> Result<Whole, Failure> {
        Ok(Whole {
            log: self.whole_log(handle).await?,
            blobs: self.backstage()?.storage.blobs(handle).await?,
        })
    }
}

impl Whole {
    /// Reads it to its end.
    pub(super) async fn read(&self, work: Work) -> Result<Reading, Failure> {
        let mut reading = Reading::default();
        let total = self.log.frames.len().max(1) as f64;
        for (place, frame) in self.log.frames.iter().enumerate() {
            reading.take(frame)?;
            work.at(place as f64 / total).await?;
        }
        Ok(reading)
    }
}
