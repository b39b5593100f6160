//! The time zones that the browser knows.
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::JsCast;

/// IANA names in the browser's order; none where it cannot list them.
pub fn time_zones() -> Vec<String> {
    supported().unwrap_or_default()
}

fn supported() -> Option<Vec<String>> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let list: Function = Reflect::get(&intl, &"supportedValuesOf".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let zones: Array = list
        .call1(&intl, &"timeZone".into())
        .ok()?
        .dyn_into()
        .ok()?;
    Some(zones.iter().filter_map(|zone| zone.as_string()).collect())
}
