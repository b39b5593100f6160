//! What the primitives need once, around the whole app: the toasts and the tip.
use leptos::context::Provider;
use leptos::prelude::*;

use super::toast::{ToastRegion, Toaster};
use super::tooltip::TipLayer;

/// Wraps the app. Provides the [`Toaster`] to everything inside.
///
/// ```ignore
/// view! { <UiRoot><Router>…</Router></UiRoot> }
/// ```
#[component]
pub fn UiRoot(children: Children) -> impl IntoView {
    let toaster = Toaster::new();
    view! {
        <Provider value=toaster>{children()}</Provider>
        <ToastRegion toaster/>
        <TipLayer/>
    }
    .into_any()
}
