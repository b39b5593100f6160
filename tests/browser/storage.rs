//! In-browser tests of storage.
#![cfg(target_arch = "wasm32")]
