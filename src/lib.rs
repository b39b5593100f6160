//! The app: Leptos, client side only.
pub mod app;
pub mod storage;
