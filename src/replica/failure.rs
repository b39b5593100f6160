//! Why something that was asked of the engine did not happen.

use leptos::wasm_split::SplitLoaderError;
use planisphere_domain::Rejection;
use planisphere_journal::{ArchiveError, Damage};
use thiserror::Error;

use super::{capital, in_words};
use crate::storage::StorageError;

/// Why nothing happened, in words for the person who asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Failure {
    /// The domain refused.
    #[error("{0}")]
    Rejected(Rejection),
    /// Storage could not keep it.
    #[error("{0}")]
    Storage(#[from] StorageError),
    /// The app is still opening.
    #[error("the Organization is still being opened; try again")]
    NotReady,
    /// Another Organization is open than the one that this belongs to.
    #[error(
        "another Organization is open now; go back to the one that this belongs to, then try again"
    )]
    Elsewhere,
    /// Nobody was chosen to act as.
    #[error("nobody is chosen to act as; choose who you are first")]
    NoViewer,
    /// The product is shown as somebody else sees it.
    #[error(
        "you are viewing as `{name}`, which changes nothing; leave the view, then do it as yourself"
    )]
    ViewingOnly {
        /// As whom.
        name: String,
    },
    /// The product is shown as it was.
    #[error("you are looking at the past, where nothing can be changed; go back to now first")]
    LookingBack,
    /// The browser gives no random numbers.
    #[error("this browser gives no random numbers; open the page over https")]
    NoRandomness,
    /// A commit could not be written as bytes.
    #[error(
        "the change could not be written: {message}; download the Organization and report this"
    )]
    Unwritable {
        /// What went wrong.
        message: String,
    },
    /// The log is damaged.
    #[error("the log is damaged: {0}; everything before it can be exported")]
    Damaged(String),
    /// The log goes on after what can be read, so nothing may be added.
    #[error(
        "the log of this Organization is damaged after commit {readable}, so nothing is changed here; download it for repair, or restore it from an export"
    )]
    CutShort {
        /// The newest commit that can be read.
        readable: u64,
    },
    /// A file is no Organization.
    #[error("{0}")]
    Archive(String),
    /// A static file could not be fetched.
    #[error("the file could not be fetched: {message}; check the connection, then try again")]
    Fetch {
        /// What went wrong.
        message: String,
    },
    /// A part of the app could not be loaded.
    #[error("a part of the app could not be loaded; check the connection, then reload")]
    NotLoaded,
    /// The worker that reads files failed.
    #[error("reading the files failed: {message}; reload, then try again")]
    Worker {
        /// What went wrong.
        message: String,
    },
    /// A plan refers to secrets whose texts nobody supplied.
    #[error("{count} secrets of the plan are missing; supply them on the plan's page")]
    SecretsMissing {
        /// How many.
        count: usize,
    },
    /// The person stopped it.
    #[error("it was cancelled, and nothing was changed")]
    Cancelled,
    /// A passphrase is not the one that sealed.
    #[error("this passphrase does not open the secrets; type it again")]
    WrongPassphrase,
    /// Secrets are locked, and nobody gave the passphrase.
    #[error(
        "the secrets of this device are locked, so this was not done; try again and give the passphrase"
    )]
    Locked,
    /// Other tabs were faster time and again.
    #[error("other tabs kept writing first; try again")]
    Crowded,
}

impl Failure {
    /// What the person can do, where the sentence itself does not say it.
    #[must_use]
    pub fn way_out(&self) -> String {
        match self {
            Self::Rejected(rejection) => in_words(&rejection.way_out()),
            _ => String::new(),
        }
    }

    /// The sentence, with a capital letter, a period, and what to do.
    #[must_use]
    pub fn sentence(&self) -> String {
        let text = match self {
            Self::Rejected(rejection) => in_words(&rejection.to_string()),
            other => other.to_string(),
        };
        format!("{}. {}", capital(&text), self.way_out())
            .trim_end()
            .to_owned()
    }

    /// The domain's refusal, if it was one.
    #[must_use]
    pub fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Rejected(rejection) => Some(rejection),
            _ => None,
        }
    }
}

impl From<Damage> for Failure {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage.to_string())
    }
}

impl From<SplitLoaderError> for Failure {
    fn from(_: SplitLoaderError) -> Self {
        Self::NotLoaded
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        Self::Archive(error.to_string())
    }
}
