//! Which reminders of a backup were put away, and when: a person who said no is left alone for a while.

use super::Handle;
use super::device::local_storage;

/// A reminder that was put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PutAway {
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// The newest commit then.
    pub head: u64,
}

fn key(handle: &Handle) -> String {
    format!("planisphere.reminder.{handle}")
}

/// When the reminder for this Organization was put away last.
#[must_use]
pub fn put_away(handle: &Handle) -> Option<PutAway> {
    let kept = local_storage()?.get_item(&key(handle)).ok().flatten()?;
    let (at_ms, head) = kept.split_once(' ')?;
    Some(PutAway {
        at_ms: at_ms.parse().ok()?,
        head: head.parse().ok()?,
    })
}

/// Puts the reminder away. Where the browser keeps nothing, it comes back with the next load.
pub fn put_reminder_away(handle: &Handle, now: PutAway) {
    if let Some(storage) = local_storage() {
        let _ = storage.set_item(&key(handle), &format!("{} {}", now.at_ms, now.head));
    }
}

/// Forgets what was put away of an Organization that is gone.
pub fn forget_reminder(handle: &Handle) {
    if let Some(storage) = local_storage() {
        let _ = storage.remove_item(&key(handle));
    }
}
