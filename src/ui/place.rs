//! Puts a floating element beside its anchor, inside the window. Knows nothing about what floats.
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

/// Where the floating element goes when there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Below, with the starting edges in line.
    BelowStart,
    /// Below, with the ending edges in line.
    BelowEnd,
    /// Above, centred.
    Above,
}

/// The smallest distance to the window's edge, and the gap to the anchor.
const EDGE: f64 = 8.0;
const GAP: f64 = 4.0;

/// One axis of the computation: where something of `size` starts so that it stays inside `room`.
fn keep_inside(start: f64, size: f64, room: f64) -> f64 {
    start.min(room - size - EDGE).max(EDGE)
}

/// The top edge of a box of `height` beside an anchor that spans `top..bottom` in a window of `room`.
fn beside(top: f64, bottom: f64, height: f64, room: f64, above: bool) -> f64 {
    let over = top - height - GAP;
    let under = bottom + GAP;
    let fits_over = over >= EDGE;
    let fits_under = under + height <= room - EDGE;
    let wanted = match (above, fits_over, fits_under) {
        (true, true, _) | (false, true, false) => over,
        _ => under,
    };
    keep_inside(wanted, height, room)
}

/// Moves `floating` (fixed, already shown) beside `anchor`.
pub fn put(anchor: &Element, floating: &HtmlElement, place: Place) {
    let window = window();
    let size = |value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| {
        value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0)
    };
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let from = anchor.get_bounding_client_rect();
    let own = floating.get_bounding_client_rect();
    let rtl = window
        .get_computed_style(anchor)
        .ok()
        .flatten()
        .and_then(|style| style.get_property_value("direction").ok())
        .is_some_and(|direction| direction == "rtl");
    let left = match (place, rtl) {
        (Place::BelowStart, false) | (Place::BelowEnd, true) => from.left(),
        (Place::BelowEnd, false) | (Place::BelowStart, true) => from.right() - own.width(),
        (Place::Above, _) => from.left() + (from.width() - own.width()) / 2.0,
    };
    let top = beside(
        from.top(),
        from.bottom(),
        own.height(),
        height,
        place == Place::Above,
    );
    let style = floating.style();
    // A property name that CSSOM knows cannot fail.
    let _ = style.set_property(
        "left",
        &format!("{:.0}px", keep_inside(left, own.width(), width)),
    );
    let _ = style.set_property("top", &format!("{top:.0}px"));
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::{beside, keep_inside};

    #[test]
    fn stays_inside_the_window() {
        assert_eq!(keep_inside(500.0, 200.0, 600.0), 392.0);
        assert_eq!(keep_inside(-20.0, 200.0, 600.0), 8.0);
    }

    #[test]
    fn flips_when_there_is_no_room() {
        assert_eq!(beside(100.0, 130.0, 200.0, 800.0, false), 134.0);
        assert_eq!(beside(700.0, 730.0, 200.0, 800.0, false), 496.0);
        assert_eq!(beside(10.0, 40.0, 30.0, 800.0, true), 44.0);
    }
}
