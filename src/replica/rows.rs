//! Everything that is stored of a log as one file for repair: the rows as they are, damaged or not. Sealed secrets stay
//! behind, because nobody elsewhere could open them. Reading such a file again is work for a person.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;

use super::organizations::file_of;
use super::{Failure, Handle, Replica};
use crate::storage::{OrganizationEntry, Storage, StorageError, download};

/// What the file says it is.
const FORMAT: &str = "planisphere rows 1";

/// The file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RowsFile<'a> {
    format: &'static str,
    summary: &'a OrganizationEntry,
    /// By the commit that each was taken after.
    snapshots: BTreeMap<u64, String>,
    /// By the last commit of each.
    chunks: BTreeMap<u64, String>,
    commits: BTreeMap<u64, String>,
}

impl Replica {
    /// Offers everything that is stored of a log as a file, so that somebody can mend it elsewhere.
    ///
    /// # Errors
    /// When storage cannot be read or the browser refuses the download.
    pub async fn download_rows(self, handle: Handle) -> Result<(), Failure> {
        super::engine::hand_out_rows(self, handle).await
    }

    pub(super) async fn write_rows(self, handle: Handle) -> Result<(), Failure> {
        let whole = self.backstage()?.storage.whole(&handle).await?;
        let whole = whole.ok_or(StorageError::NotFound)?;
        let file = RowsFile {
            format: FORMAT,
            summary: &whole.entry,
            snapshots: encoded(&whole.log.snapshots),
            chunks: encoded(&whole.log.chunks),
            commits: encoded(&whole.log.commits),
        };
        let bytes = serde_json::to_vec_pretty(&file).map_err(|error| Failure::Unwritable {
            message: error.to_string(),
        })?;
        let name = file_of(&whole.entry.name, "", "rows.json");
        Ok(download(&name, "application/json", &bytes)?)
    }
}

fn encoded(rows: &BTreeMap<u64, Vec<u8>>) -> BTreeMap<u64, String> {
    let rows = rows.iter();
    rows.map(|(at, bytes)| (*at, BASE64_STANDARD.encode(bytes)))
        .collect()
}
