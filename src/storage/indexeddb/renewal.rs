//! Keeps what an interrupted write left behind from ruining the database.
//!
//! Chromium keeps IndexedDB in LevelDB, whose newest changes are records at the end of a log. A browser that dies while it
//! writes one leaves a part of it there. The next start passes over that part, but goes on writing behind it, and the start
//! after that takes the two for one damaged record: the browser then throws away every database of the site, without a
//! word (<https://github.com/google/leveldb/issues/1287>, met by `cargo xtask torture`).
//!
//! Deleting a database makes the browser compact, and so begin another log and drop the one with the torn end. Other
//! browsers keep their databases otherwise; there it is a small database that comes and goes.

use crate::storage::locks::alone;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The name of the database that is made to be deleted, and of the lock under which one tab at a time does so.
const NAME: &str = "planisphere renewal";

/// Begins another log while the tab goes on. Runs after every opening, since a write that failed for lack of room may also
/// have left a part. Where it fails, or the browser has no Web Locks, the database is as it was.
pub(super) fn begin() {
    spawn_local(async {
        let _ = alone(NAME, renew()).await;
    });
}

async fn renew() -> Option<()> {
    let made = Database::open(NAME).build().ok()?.await.ok()?;
    made.close();
    Database::delete_by_name(NAME).ok()?.await.ok()
}
