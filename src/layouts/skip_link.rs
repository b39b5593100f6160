//! The first stop of the Tab key: past the bars, to the page.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A link that shows when it has the focus and gives it to `main`. The router would take the address and leave the
/// focus where it is.
#[component]
pub fn SkipLink() -> impl IntoView {
    let skip = |event: MouseEvent| {
        event.prevent_default();
        let main = document()
            .get_element_by_id("main")
            .and_then(|main| main.dyn_into::<HtmlElement>().ok());
        if let Some(main) = main {
            let _ = main.focus();
        }
    };
    view! { <a class="skip" href="#main" on:click=skip>"Skip to content"</a> }.into_any()
}
