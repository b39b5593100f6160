//! The app: Leptos, client side only.
pub mod app;
pub mod replica;
pub mod storage;
pub mod ui;
