//! Keeps what an interrupted write left behind from ruining the database.
//!
//! Chromium keeps IndexedDB in LevelDB, whose newest changes are records at the end of a log. A browser that dies while it
//! writes one leaves a part of it there. The next start passes over that part, but goes on writing behind it, and the start
//! after that takes the two for one damaged record: the browser then throws away every database of the site, without a
//! word (<https://github.com/google/leveldb/issues/1287>, met by `cargo xtask torture`).
//!
//! Deleting a database makes the browser compact, and so begin another log and drop the one with the torn end. Other
//! browsers keep their databases otherwise; there it is a small database that comes and goes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{IdbDatabase, IdbFactory};

/// The name of the database that is made to be deleted.
const NAME: &str = "planisphere renewal";

/// Begins another log while the tab goes on. Runs after every opening, since a write that failed for lack of room may also
/// have left a part. The browser does what several tabs ask for one after the other. Where it fails, the database is as it
/// was.
pub(super) fn begin() {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let _ = factory.map(renew);
}

fn renew(factory: IdbFactory) -> Option<()> {
    let opening = factory.open(NAME).ok()?;
    let opened = opening.clone();
    let delete = Closure::once_into_js(move || {
        if let Ok(made) = opened.result() {
            made.unchecked_into::<IdbDatabase>().close();
            let _ = factory.delete_database(NAME);
        }
    });
    opening.set_onsuccess(Some(delete.unchecked_ref()));
    Some(())
}
