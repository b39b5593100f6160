//! Builds again when a source changes. A broken build is reported, and the last good one stays served.
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::report::{Steps, say};
use crate::setup::Tools;
use crate::{places, web};

const WATCHED: [&str; 8] = [
    "src",
    "crates",
    "style",
    "public",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
];
const PAUSE: Duration = Duration::from_millis(400);

/// Newest change and number of files: enough to see an edit, a new file and a removed one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sources {
    newest: Option<SystemTime>,
    files: usize,
}

/// Builds again whenever the sources are not those that were built `last`; never ends.
///
/// Looks at the times of the files, which needs no library and works on every file system.
pub fn rebuild_on_change(tools: &Tools, release: bool, mut last: Sources) {
    say(&format!("Watching {}", WATCHED.join(", ")));
    loop {
        thread::sleep(PAUSE);
        let mut now = state();
        if now == last {
            continue;
        }
        // An editor or a checkout writes several files; wait until it has finished.
        loop {
            thread::sleep(PAUSE);
            let next = state();
            if next == now {
                break;
            }
            now = next;
        }
        last = now;
        let built = Steps::new(1).step(web::name(release), || web::build(tools, release));
        match built {
            Ok(()) => say("Reload the page to see the change."),
            Err(failure) => say(&format!("{failure}\nThe last good build stays served.")),
        }
    }
}

/// The sources as they are now.
pub fn state() -> Sources {
    let root = places::root();
    let mut state = Sources {
        newest: None,
        files: 0,
    };
    for name in WATCHED {
        visit(&root.join(name), &mut state);
    }
    state
}

fn visit(path: &Path, state: &mut Sources) {
    // A file that vanished between listing and looking changes the number the next time.
    let Ok(data) = fs::metadata(path) else { return };
    if data.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            visit(&entry.path(), state);
        }
    } else {
        state.newest = state.newest.max(data.modified().ok());
        state.files += 1;
    }
}
