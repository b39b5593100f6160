//! Unpacks what a server or a person compressed with gzip, and packs files and links, through the browser's own
//! streams: in slices, so that the page stays alive, and with an end to what is unpacked.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ReadableStream, ReadableStreamDefaultReader, WritableStream, WritableStreamDefaultWriter,
};

use super::one_file::MOST_BYTES;
use super::{Failure, Work};

/// The two bytes that a gzip file starts with.
pub(super) const GZIP: [u8; 2] = [0x1f, 0x8b];
/// So much is handed over at once.
const SLICE: usize = 256 * 1024;
/// A log unpacks to some thirty times its size. What unpacks to more than this much was made to fill the memory.
const MOST_TIMES: usize = 200;
/// Small files may unpack to more.
const ALWAYS_ALLOWED: usize = 16 * 1024 * 1024;
/// However large the file: what is not compressed may be no larger either. A tab holds it twice over while it is read.
const MOST_UNPACKED: usize = MOST_BYTES as usize;

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

/// The plain bytes of what may be compressed. `looks_right` is asked as bytes come, to stop at the first that cannot
/// be what was hoped for.
pub(super) async fn unpack(
    bytes: Vec<u8>,
    looks_right: fn(&[u8]) -> Result<(), Failure>,
    work: Work,
) -> Result<Vec<u8>, Failure> {
    if !bytes.starts_with(&GZIP) {
        looks_right(&bytes)?;
        return Ok(bytes);
    }
    let most = most_of(bytes.len());
    let stream = DecompressionStream::new("gzip").map_err(|_| Failure::Archive(NO_STREAMS.into()));
    let check = move |so_far: &[u8]| {
        looks_right(so_far)?;
        if so_far.len() > most {
            return Err(Failure::Archive(
                "this file unpacks to far more than a log does; get it from somebody whom you trust"
                    .to_owned(),
            ));
        }
        Ok(())
    };
    through(bytes, stream?.as_ref(), check, work).await
}

/// How much so many compressed bytes may unpack to.
fn most_of(packed: usize) -> usize {
    packed
        .saturating_mul(MOST_TIMES)
        .saturating_add(ALWAYS_ALLOWED)
        .min(MOST_UNPACKED)
}

/// The bytes compressed.
pub(super) async fn pack(bytes: Vec<u8>, work: Work) -> Result<Vec<u8>, Failure> {
    let stream = CompressionStream::new("gzip").map_err(|_| Failure::Unwritable {
        message: NO_STREAMS.to_owned(),
    });
    through(bytes, stream?.as_ref(), |_| Ok(()), work).await
}

const NO_STREAMS: &str = "this browser compresses nothing; use a current one";

async fn through(
    bytes: Vec<u8>,
    stream: &JsValue,
    check: impl Fn(&[u8]) -> Result<(), Failure>,
    work: Work,
) -> Result<Vec<u8>, Failure> {
    let broken =
        |_: JsValue| Failure::Archive("the compressed file is damaged; get it again".into());
    let (reader, writer) = ends_of(stream).map_err(broken)?;
    let total = bytes.len().max(1);
    let fed = Rc::new(Cell::new(0));
    spawn_local(feed(bytes, writer, Rc::clone(&fed)));
    let mut made = Vec::new();
    loop {
        let step = JsFuture::from(reader.read()).await.map_err(broken)?;
        let Some(chunk) = chunk_of(&step) else {
            return Ok(made);
        };
        let start = made.len();
        made.resize(start + chunk.length() as usize, 0);
        if let Some(room) = made.get_mut(start..) {
            chunk.copy_to(room);
        }
        let part = fed.get() as f64 / total as f64;
        let goes_on = match check(&made) {
            Ok(()) => work.at(part).await,
            Err(failure) => Err(failure),
        };
        if let Err(failure) = goes_on {
            // What feeds it notices; how the end went helps nobody.
            drop(reader.cancel());
            return Err(failure);
        }
    }
}

fn ends_of(
    stream: &JsValue,
) -> Result<(ReadableStreamDefaultReader, WritableStreamDefaultWriter), JsValue> {
    let readable: ReadableStream = Reflect::get(stream, &"readable".into())?.dyn_into()?;
    let writable: WritableStream = Reflect::get(stream, &"writable".into())?.dyn_into()?;
    Ok((
        ReadableStreamDefaultReader::new(&readable)?,
        writable.get_writer()?,
    ))
}

/// What one step of a reader brought; `None` at the end.
pub(super) fn chunk_of(step: &JsValue) -> Option<Uint8Array> {
    let is_over = Reflect::get(step, &"done".into()).ok()?.is_truthy();
    if is_over {
        return None;
    }
    Reflect::get(step, &"value".into()).ok()?.dyn_into().ok()
}

/// Hands bytes over a slice at a time, as fast as they are taken. Whoever reads hears of an error.
async fn feed(bytes: Vec<u8>, writer: WritableStreamDefaultWriter, fed: Rc<Cell<usize>>) {
    for slice in bytes.chunks(SLICE) {
        let written = JsFuture::from(writer.write_with_chunk(&Uint8Array::from(slice))).await;
        if written.is_err() {
            return;
        }
        fed.set(fed.get() + slice.len());
    }
    let _ = JsFuture::from(writer.close()).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_unpacks_has_an_end_however_large_the_file() {
        assert_eq!(most_of(0), ALWAYS_ALLOWED);
        assert_eq!(most_of(1024), ALWAYS_ALLOWED + 200 * 1024);
        for packed in [3 << 20, 512 << 20, usize::MAX] {
            assert_eq!(most_of(packed), MOST_UNPACKED);
        }
    }
}
