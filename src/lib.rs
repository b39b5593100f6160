//! The app: Leptos, client side only. See `docs/ARCHITECTURE.md` for who may use whom.

pub mod app;
pub mod components;
pub mod forms;
pub mod layouts;
pub mod pages;
pub mod paths;
pub mod replica;
pub mod routes;
pub mod storage;
pub mod table;
pub mod ui;

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
