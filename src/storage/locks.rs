//! Work that one tab at a time may do, under the browser's Web Locks. A tab that dies lets go of its lock.

use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

#[wasm_bindgen]
extern "C" {
    /// The browser's lock manager; web-sys still counts it as unstable.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        callback: &Function,
    ) -> Result<Promise, JsValue>;
}

/// Does the work while no other tab does work of this name; `None` when one does, or where the browser has no locks and
/// so cannot tell.
pub async fn alone<T: 'static>(name: &str, work: impl Future<Output = T> + 'static) -> Option<T> {
    let navigator = web_sys::window()?.navigator();
    let manager: LockManager = Reflect::get(&navigator, &"locks".into())
        .ok()
        .filter(JsValue::is_object)?
        .unchecked_into();
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).ok()?;
    let done = Rc::new(RefCell::new(None));
    let answer = Rc::clone(&done);
    let granted = Closure::once(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            return JsValue::UNDEFINED;
        }
        future_to_promise(async move {
            answer.replace(Some(work.await));
            Ok(JsValue::UNDEFINED)
        })
        .into()
    });
    let requested = manager
        .request(name, &options, granted.as_ref().unchecked_ref())
        .ok()?;
    JsFuture::from(requested).await.ok()?;
    done.take()
}
