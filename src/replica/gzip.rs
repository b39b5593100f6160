//! Opens files that a server or a person compressed with gzip, and compresses what goes into a link, through the
//! browser's own streams.

use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, Response};

use super::Failure;

/// The two bytes that a gzip file starts with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

#[wasm_bindgen]
extern "C" {
    /// The browser's decompressor; web-sys still counts it as unstable.
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;

    /// The browser's compressor.
    type CompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
}

/// The plain bytes of a file that may be compressed.
pub(super) async fn inflate(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    if !bytes.starts_with(&GZIP) {
        return Ok(bytes.to_vec());
    }
    let broken = |_| Failure::Archive("the compressed file is damaged; get it again".to_owned());
    decompress(bytes).await.map_err(broken)
}

/// The bytes compressed.
pub(super) async fn deflate(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let failed = |_| Failure::Unwritable {
        message: "this browser compresses nothing".to_owned(),
    };
    compress(bytes).await.map_err(failed)
}

async fn decompress(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    through(bytes, DecompressionStream::new("gzip")?.as_ref()).await
}

async fn compress(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    through(bytes, CompressionStream::new("gzip")?.as_ref()).await
}

async fn through(bytes: &[u8], stream: &JsValue) -> Result<Vec<u8>, JsValue> {
    let parts = js_sys::Array::of1(&Uint8Array::from(bytes));
    let source = Blob::new_with_u8_array_sequence(&parts)?.stream();
    // `pipeThrough` takes any pair of streams; calling it by name spares the unstable type of the pair.
    let pipe: Function = Reflect::get(&source, &"pipeThrough".into())?.dyn_into()?;
    let changed: ReadableStream = pipe.call1(&source, stream)?.dyn_into()?;
    let response = Response::new_with_opt_readable_stream(Some(&changed))?;
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
