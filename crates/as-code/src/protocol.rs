//! What the page and the worker say to each other.
//!
//! The page starts the worker as a module and posts requests at any time; what comes before the wasm is
//! there is kept. **Page to worker**: a JavaScript array whose first element is a [`Request`] as a
//! `Uint8Array`, followed, for [`Request::Read`], by one `Uint8Array` (or `ArrayBuffer`) per listed file,
//! in the order of the list; transfer their buffers to save a copy. **Worker to page**: an [`Answer`] as a
//! `Uint8Array`. Both are written by [`encode`] and read by [`decode`], in a form that only the two halves
//! of one build understand: it weighs a third of what JSON costs the bundle.
//!
//! - [`Answer::Ready`] comes once, before everything else.
//! - A `Read` is answered by `Progress` with `done` 0, then per file by one `Report` and one `Progress`,
//!   in the order of the files, and by `Finished` at the end. Requests wait for one another.
//! - The worker returns to its event loop between two files, so a `Cancel` is seen there: the answer is
//!   `Finished` with `cancelled`, and no `Report` of that id follows. Cancelling an id that is finished or
//!   was never there is answered by nothing.
//! - `Failed` with an id means that this request was incomplete; the worker goes on. `Failed` without an
//!   id means that the worker stopped or is of another build, and nothing that waits will be answered:
//!   terminate it and start another before the next request.
//!
//! Reports carry the clear values of variables, secrets included. They are for memory only: seal them
//! before anything is stored, and drop the text of the message.

use planisphere_domain::catalogue::Machine;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::reading::Reading;
use crate::{Action, check, read_for};

/// The bytes of a message.
#[must_use]
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Fails only for types of unknown length, and no message has one.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// The message of these bytes; `None` when they come from another build.
#[must_use]
pub fn decode<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Read these files; their bytes follow in the same message.
    Read {
        /// Chosen by the page, different for every request.
        id: u32,
        /// The names of the files.
        files: Vec<String>,
        /// The worker machines on offer, of the catalogue that the page uses.
        machines: Vec<Machine>,
    },
    /// Leave the rest of a request undone.
    Cancel {
        /// The request.
        id: u32,
    },
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The worker listens.
    Ready {
        /// The product's version, to notice a worker from another build.
        version: String,
    },
    /// How far a request is.
    Progress {
        /// The request.
        id: u32,
        /// Files read.
        done: u32,
        /// Files in all.
        total: u32,
    },
    /// What became of one file.
    Report {
        /// The request.
        id: u32,
        /// Which of its files, from 0.
        index: u32,
        /// What became of it.
        report: Box<FileReport>,
    },
    /// Nothing more comes for a request.
    Finished {
        /// The request.
        id: u32,
        /// Files read.
        done: u32,
        /// Whether it was cancelled.
        cancelled: bool,
    },
    /// Something went wrong that is no problem of a file.
    Failed {
        /// The request; none when the worker can no longer be used.
        id: Option<u32>,
        /// What went wrong.
        message: String,
    },
}

/// A file, read and checked for both things that can be done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReport {
    /// The reading.
    pub reading: Reading,
    /// What speaks against creating a Deployment from it, beside the problems of the reading.
    pub create: Vec<Problem>,
    /// What speaks against updating a Deployment from it, beside the problems of the reading.
    pub update: Vec<Problem>,
}

impl FileReport {
    /// Reads and checks a file where these worker machines are on offer.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8], machines: &[Machine]) -> Self {
        let reading = read_for(name, bytes, machines);
        let checked = |action| {
            reading
                .file
                .as_ref()
                .map(|file| check(file, action, machines))
                .unwrap_or_default()
        };
        let (create, update) = (checked(Action::Create), checked(Action::Update));
        Self {
            reading,
            create,
            update,
        }
    }

    /// Everything that is wrong when this is done with the file, by line.
    #[must_use]
    pub fn problems(&self, action: Action) -> Vec<&Problem> {
        let of_action = match action {
            Action::Create => &self.create,
            Action::Update => &self.update,
        };
        let mut problems: Vec<&Problem> = self.reading.problems.iter().chain(of_action).collect();
        problems.sort_by_key(|problem| problem.line.unwrap_or(0));
        problems
    }

    /// Whether this can be done with the file as far as the file can tell.
    #[must_use]
    pub fn allows(&self, action: Action) -> bool {
        self.reading.file.is_some() && !self.problems(action).into_iter().any(Problem::is_error)
    }
}
