//! How a file stands to the copies of its Organization that are on this device: the chain tells whether one goes on where
//! the other ends, or they went apart.

use planisphere_journal::{Frame, Head};

use super::super::{Backstage, Failure, OrganizationEntry, Work};
use crate::storage::{Storage, StorageError};

/// How a file stands to a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Both end with the same commit.
    Same,
    /// The copy has all of the file, and so many commits more.
    FileIsOlder(u64),
    /// The file has all of the copy, and so many commits more.
    FileIsNewer(u64),
    /// They are the same up to a commit, and each went on by itself.
    Apart {
        /// The last commit that both have.
        after: u64,
        /// So many commits are the file's own.
        file: u64,
        /// So many are the copy's own.
        here: u64,
    },
    /// The copy cannot be read to its end, and is the same as far as it can.
    Unread {
        /// The newest commit that can be read.
        readable: u64,
    },
}

/// A copy of the Organization in a file that is on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyHere {
    /// Its summary.
    pub entry: OrganizationEntry,
    /// How the file stands to it.
    pub standing: Standing,
}

impl Standing {
    /// Compares two chains from their first commit on; `known` is the newest commit that the copy should have.
    fn of(file: &[Frame], here: &[Frame], known: u64) -> Self {
        let both: Vec<(&Frame, &Frame)> = file.iter().zip(here).collect();
        // A hash stands for all that comes before it.
        let shared = both.partition_point(|(one, other)| one.head() == other.head());
        let (in_file, in_copy) = (file.len() - shared, here.len() - shared);
        let stored = known.max(here.len() as u64);
        let of_copy = stored - shared as u64;
        if in_file > 0 && in_copy > 0 {
            return Self::Apart {
                after: shared as u64,
                file: in_file as u64,
                here: of_copy,
            };
        }
        match (in_file as u64, of_copy) {
            (0, 0) => Self::Same,
            (0, more) => Self::FileIsOlder(more),
            (more, 0) => Self::FileIsNewer(more),
            (_, _) => Self::Unread {
                readable: shared as u64,
            },
        }
    }
}

/// The copies of an Organization on this device, each with how a file with these commits stands to it.
pub(super) async fn copies_here(
    own: &Backstage,
    organization: &str,
    file: &[Frame],
    work: Work,
) -> Result<Vec<CopyHere>, Failure> {
    let mut copies = Vec::new();
    for entry in own.storage.organizations().await? {
        if entry.organization_id != organization {
            continue;
        }
        work.begin("Comparing it with what is on this device");
        work.pause(None, None).await?;
        let standing = match own.storage.read(&entry.handle, 0).await {
            Ok(log) => {
                let (here, _) = log.follow(Head::genesis(), entry.head);
                Standing::of(file, &here, entry.head)
            }
            // Another tab removed it meanwhile.
            Err(StorageError::NotFound) => continue,
            // Whoever brings back a backup may do so because of that.
            Err(_) => Standing::Unread { readable: 0 },
        };
        copies.push(CopyHere { entry, standing });
    }
    Ok(copies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn chain(texts: &[&str]) -> Vec<Frame> {
        let mut head = Head::genesis();
        let seal = |text: &&str| {
            let frame = Frame::seal(&head, text.as_bytes().to_vec());
            head = frame.head();
            frame
        };
        texts.iter().map(seal).collect()
    }

    #[test]
    fn a_file_is_older_newer_the_same_or_went_apart() {
        let standing = |file: &[&str], here: &[&str]| {
            let here = chain(here);
            Standing::of(&chain(file), &here, here.len() as u64)
        };
        assert_eq!(standing(&["a", "b"], &["a", "b"]), Standing::Same);
        assert_eq!(standing(&["a"], &["a", "b", "c"]), Standing::FileIsOlder(2));
        assert_eq!(standing(&["a", "b"], &["a"]), Standing::FileIsNewer(1));
        let apart = Standing::Apart {
            after: 1,
            file: 1,
            here: 2,
        };
        assert_eq!(standing(&["a", "x"], &["a", "b", "c"]), apart);
        // The same text after another history is another commit.
        let foreign = Standing::Apart {
            after: 0,
            file: 2,
            here: 2,
        };
        assert_eq!(standing(&["x", "b"], &["a", "b"]), foreign);
    }

    #[test]
    fn of_a_copy_that_cannot_be_read_to_its_end_it_says_how_far() {
        let (file, here) = (chain(&["a", "b", "c"]), chain(&["a"]));
        assert_eq!(
            Standing::of(&file, &here, 5),
            Standing::Unread { readable: 1 }
        );
        assert_eq!(Standing::of(&here, &here, 5), Standing::FileIsOlder(4));
    }
}
