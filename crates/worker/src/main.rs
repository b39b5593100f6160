//! The second wasm: heavy parsing in a Web Worker.
fn main() {}
