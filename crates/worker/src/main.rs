//! The second wasm: reading files in a Web Worker, away from the page.
//!
//! What is said here is written down in `planisphere_as_code::protocol`; `public/worker.js` starts it
//! and hands over every message that arrived before. It keeps nothing between requests and stores nothing.

mod queue;

use std::cell::{Cell, RefCell};
use std::panic;

use js_sys::{Array, Uint8Array, global};
use planisphere_as_code::protocol::{Answer, Request, decode, encode};
use queue::Queue;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

thread_local! {
    static QUEUE: RefCell<Queue> = RefCell::default();
    static PLANNED: Cell<bool> = const { Cell::new(false) };
    static STEP: Closure<dyn FnMut()> = Closure::new(step);
}

fn main() {
    panic::set_hook(Box::new(|info| {
        // The place only: the text of a panic may quote the file, and files hold secrets.
        let place = info
            .location()
            .map(|place| format!(" at {}:{}", place.file(), place.line()));
        let message = format!("the reader stopped{}", place.unwrap_or_default());
        post(&Answer::Failed { id: None, message });
    }));
    let listen =
        Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| receive(&event.data()));
    scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    // The listener lives as long as the worker.
    listen.forget();
    post(&Answer::Ready {
        version: env!("CARGO_PKG_VERSION").to_owned(),
    });
}

fn scope() -> DedicatedWorkerGlobalScope {
    global().unchecked_into()
}

fn receive(message: &JsValue) {
    let parts = Array::from(message);
    let request = parts
        .get(0)
        .dyn_into::<Uint8Array>()
        .ok()
        .and_then(|bytes| decode::<Request>(&bytes.to_vec()));
    let Some(request) = request else {
        let message = "a message is not a request of this version".to_owned();
        return post(&Answer::Failed { id: None, message });
    };
    let bytes = (1..parts.length())
        .map(|part| Uint8Array::new(&parts.get(part)).to_vec())
        .collect();
    if let Some(answer) = QUEUE.with_borrow_mut(|queue| queue.take(request, bytes)) {
        post(&answer);
    }
    step_soon();
}

/// Reads one file, then lets the event loop look at what has arrived.
fn step() {
    PLANNED.set(false);
    for answer in QUEUE.with_borrow_mut(Queue::step) {
        post(&answer);
    }
    step_soon();
}

/// Plans the next step, if something waits and none is planned.
fn step_soon() {
    if QUEUE.with_borrow(Queue::is_empty) || PLANNED.replace(true) {
        return;
    }
    STEP.with(|step| {
        let planned = scope().set_timeout_with_callback(step.as_ref().unchecked_ref());
        if planned.is_err() {
            post(&Answer::Failed {
                id: None,
                message: "the browser refused a timer".to_owned(),
            });
        }
    });
}

fn post(answer: &Answer) {
    let bytes = Uint8Array::from(encode(answer).as_slice());
    // Nobody is left to be told when the page is gone.
    drop(scope().post_message(&bytes));
}
