//! What can go wrong with storage, in words for the person in front of it.

/// Why storage did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// There is no IndexedDB, or the browser refuses it to this site.
    #[error(
        "this browser keeps no data for this site; allow site data in its settings, then reload"
    )]
    Unavailable,
    /// A connection of an older build stands in the way of an upgrade.
    #[error("another tab runs an older Planisphere; close that tab, then reload this one")]
    Blocked,
    /// The data was written by a newer build.
    #[error("a newer Planisphere wrote the data on this device; reload to get it")]
    Newer,
    /// A newer build wants to upgrade the data.
    #[error("a newer Planisphere was opened in another tab; reload this one")]
    VersionChanged,
    /// The browser closed the database.
    #[error("the browser closed the data of this site; reload to open it again")]
    Closed,
    /// There is no room left.
    #[error(
        "this device has no room left for this site; download the Organization, then free space"
    )]
    Quota,
    /// Another tab wrote this sequence number first.
    #[error("another tab wrote first; try again")]
    Conflict {
        /// The newest sequence number stored.
        head: u64,
    },
    /// The commit does not follow the newest one stored.
    #[error("commit {sequence} cannot follow commit {head}; reload, then try again")]
    Gap {
        /// The newest sequence number stored.
        head: u64,
        /// The number offered.
        sequence: u64,
    },
    /// The Organization is not on this device.
    #[error("this Organization is no longer on this device; import it again")]
    NotFound,
    /// The key is taken.
    #[error("this is already on this device; reload, then try again")]
    Exists,
    /// A row does not have the form it should have.
    #[error(
        "the list of Organizations on this device cannot be read; export what you can, then import it again"
    )]
    Unreadable,
    /// The page has no WebCrypto.
    #[error("this page cannot seal secrets; open it over https")]
    NoCrypto,
    /// A secret was sealed with another key or changed since.
    #[error("this secret cannot be opened on this device; enter it again")]
    Unsealable,
    /// What shows is a published copy.
    #[error(
        "this is a published copy, which nobody changes here; keep a copy on this device to change that one"
    )]
    Published,
    /// The key takes a passphrase that nobody gave.
    #[error("the secrets of this device are locked; give the passphrase to go on")]
    Locked,
    /// Another tab sealed the secrets of this device anew.
    #[error("another tab changed how secrets are sealed on this device; try again")]
    KeyChanged,
    /// Anything else that the browser reports.
    #[error("the browser could not store this: {message}; download the Organization, then reload")]
    Failed {
        /// The browser's own words.
        message: String,
    },
}

impl StorageError {
    /// A stable name for programs and bug reports.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unavailable => "storage_unavailable",
            Self::Blocked => "storage_blocked",
            Self::Newer => "storage_newer",
            Self::VersionChanged => "storage_version_changed",
            Self::Closed => "storage_closed",
            Self::Quota => "storage_quota",
            Self::Conflict { .. } => "storage_conflict",
            Self::Gap { .. } => "storage_gap",
            Self::NotFound => "storage_not_found",
            Self::Exists => "storage_exists",
            Self::Unreadable => "storage_unreadable",
            Self::NoCrypto => "storage_no_crypto",
            Self::Unsealable => "storage_unsealable",
            Self::Published => "storage_published",
            Self::Locked => "storage_locked",
            Self::KeyChanged => "storage_key_changed",
            Self::Failed { .. } => "storage_failed",
        }
    }

    /// Whether the storage itself is at fault, so that trying the next thing there is in vain.
    pub(super) const fn ends_durability(&self) -> bool {
        matches!(
            self,
            Self::Unavailable
                | Self::Blocked
                | Self::Newer
                | Self::Published
                | Self::VersionChanged
                | Self::Closed
                | Self::Quota
                | Self::Failed { .. }
        )
    }
}
