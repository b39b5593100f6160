//! Letting the browser do its own work between two pieces of ours.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What is not shown may wait so long, in milliseconds.
const MOST_WAITING: i32 = 2_000;

/// Goes on after what the browser has to do now: input, drawing.
pub(super) async fn breathe() {
    wait(|window, go_on| {
        // A page that goes away takes what waits along.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(go_on, 0);
    })
    .await;
}

/// Goes on when the browser has nothing to do, or after a while.
pub(super) async fn idle() {
    wait(|window, go_on| {
        let request = Reflect::get(window, &"requestIdleCallback".into());
        let request = request.ok().and_then(|it| it.dyn_into::<Function>().ok());
        let options = js_sys::Object::new();
        let _ = Reflect::set(&options, &"timeout".into(), &MOST_WAITING.into());
        if let Some(request) = request
            && request.call2(window, go_on, &options).is_ok()
        {
            return;
        }
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(go_on, 200);
    })
    .await;
}

/// Goes on after a moment that nobody can foretell, of up to so many milliseconds: whoever waits for the same thing goes on
/// at another one.
pub(super) async fn stand_back(most: u32) {
    let moment = js_sys::Math::random() * f64::from(most);
    wait(|window, go_on| {
        let moment = moment as i32;
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(go_on, moment);
    })
    .await;
}

async fn wait(ask: impl FnOnce(&web_sys::Window, &Function)) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let mut ask = Some(ask);
    let promise = Promise::new(&mut |go_on, _| {
        if let Some(ask) = ask.take() {
            ask(&window, &go_on);
        }
    });
    // It is never refused.
    let _: Result<JsValue, JsValue> = JsFuture::from(promise).await;
}
