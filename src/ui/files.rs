//! Reads what somebody dropped or picked into memory.
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The content of a file; `None` when the browser can no longer read it, as when it was moved or deleted.
pub async fn read_file(file: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
