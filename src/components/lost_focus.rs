//! Where the keyboard goes on when what had the focus is gone.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Puts the focus on an element, where it fell to the body with what was taken away.
pub fn catch_focus(on: Option<Element>) {
    let is_lost = document()
        .active_element()
        .is_none_or(|element| element.tag_name() == "BODY");
    let Some(element) = on.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    if !is_lost {
        return;
    }
    if element.tab_index() < 0 {
        element.set_tab_index(-1);
    }
    // Fails only for what cannot take the focus, and now it can.
    let _ = element.focus();
}
