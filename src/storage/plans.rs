//! What is staged in each Organization, kept over reloads until it is applied or discarded. What the text says is the
//! replica's business; it never holds the text of a secret.

use super::Handle;

/// Keeps the plan of an Organization, and says whether that worked: a browser may keep nothing, or have no room. An
/// older plan is not left in its place.
#[must_use]
pub fn keep_plan(handle: &Handle, text: &str) -> bool {
    let kept = local_storage().is_some_and(|it| it.set_item(&key(handle), text).is_ok());
    if !kept {
        forget_plan(handle);
    }
    kept
}

/// The plan that is kept of this Organization.
#[must_use]
pub fn kept_plan(handle: &Handle) -> Option<String> {
    local_storage()?.get_item(&key(handle)).ok().flatten()
}

/// Keeps none of this Organization.
pub fn forget_plan(handle: &Handle) {
    if let Some(storage) = local_storage() {
        let _ = storage.remove_item(&key(handle));
    }
}

fn key(handle: &Handle) -> String {
    format!("planisphere.plan.{handle}")
}

fn local_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
