//! As whom this tab shows an Organization, kept over a reload and forgotten with the tab; and of a published copy, who
//! looks at it. What the text says is the replica's business.

use super::Handle;

const KEY: &str = "planisphere.view";
const READER: &str = "planisphere.reader";

/// Keeps the view of an Organization; one at a time.
pub fn keep_view(handle: &Handle, text: &str) {
    if let Some(storage) = session_storage() {
        // Where the browser keeps nothing, a reload ends the view.
        let _ = storage.set_item(KEY, &format!("{handle} {text}"));
    }
}

/// The view that is kept of this Organization.
#[must_use]
pub fn kept_view(handle: &Handle) -> Option<String> {
    let kept = session_storage()?.get_item(KEY).ok().flatten()?;
    let (of, text) = kept.split_once(' ')?;
    (of == handle.as_str()).then(|| text.to_owned())
}

/// Keeps who looks at the published copy of this address; one at a time. Of such a copy nothing stays on the device, and
/// this goes with the tab.
pub fn keep_reader(source: &str, text: &str) {
    if let Some(storage) = session_storage() {
        // Where the browser keeps nothing, a reload asks again.
        let _ = storage.set_item(READER, &format!("{text} {source}"));
    }
}

/// Who looks at the published copy of this address.
#[must_use]
pub fn kept_reader(source: &str) -> Option<String> {
    let kept = session_storage()?.get_item(READER).ok().flatten()?;
    let (text, of) = kept.split_once(' ')?;
    (of == source).then(|| text.to_owned())
}

/// Keeps none.
pub fn forget_view() {
    if let Some(storage) = session_storage() {
        let _ = storage.remove_item(KEY);
    }
}

fn session_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
