//! What the browser says about the room of this site: how much is in use, and whether it may clear it away by itself.
//! The quota that it tells is not true, so nobody asks for it.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

fn manager() -> Option<StorageManager> {
    let manager = web_sys::window()?.navigator().storage();
    // Without https there is none, whatever the type says.
    let manager: JsValue = manager.into();
    (!manager.is_undefined() && !manager.is_null()).then(|| manager.unchecked_into())
}

/// So many bytes of this site are on the device; `None` where the browser does not say.
pub async fn usage() -> Option<f64> {
    let asked = manager()?.estimate().ok()?;
    let estimate: StorageEstimate = JsFuture::from(asked).await.ok()?.unchecked_into();
    estimate.get_usage()
}

/// Whether the browser keeps the data of this site until somebody clears it; `None` where it does not say.
pub async fn is_persistent() -> Option<bool> {
    let asked = manager()?.persisted().ok()?;
    JsFuture::from(asked).await.ok()?.as_bool()
}

/// Asks the browser to keep the data of this site, and gives its answer. Some browsers ask the person.
pub async fn ask_to_persist() -> Option<bool> {
    let asked = manager()?.persist().ok()?;
    JsFuture::from(asked).await.ok()?.as_bool()
}
