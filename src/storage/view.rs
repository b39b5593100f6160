//! As whom this tab shows an Organization, kept over a reload and forgotten with the tab. What the text says is the
//! replica's business.

use super::Handle;

const KEY: &str = "planisphere.view";

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

/// Keeps none.
pub fn forget_view() {
    if let Some(storage) = session_storage() {
        let _ = storage.remove_item(KEY);
    }
}

fn session_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
