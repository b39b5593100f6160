//! Listens on the window in the capture phase, so that scrolling of any box is heard, and stops with its owner.
//! Events of one element belong in the view (`on:`), not here.
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Calls `heard` for each of the named events anywhere in the window until the current owner is cleaned up.
pub fn on_window(names: &'static [&'static str], heard: impl FnMut(web_sys::Event) + 'static) {
    let closure: Closure<dyn FnMut(web_sys::Event)> = Closure::new(heard);
    let function: js_sys::Function = closure.into_js_value().unchecked_into();
    for name in names {
        // Only an unknown option object makes this fail; there is none.
        let _ = window().add_event_listener_with_callback_and_bool(name, &function, true);
    }
    let function = StoredValue::new_local(function);
    on_cleanup(move || {
        let _ = function.try_with_value(|function| {
            for name in names {
                let _ = window().remove_event_listener_with_callback_and_bool(name, function, true);
            }
        });
    });
}
