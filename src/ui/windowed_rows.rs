//! The body of a long table: only the rows near the window are in the page, two empty rows hold the room of the others.
//! All rows have the same height, which is measured from the first one rendered.
use std::ops::Range;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::listen::on_window;

/// Rows rendered beyond each edge of the window, so that fast scrolling meets no gap.
const BEYOND: usize = 12;
/// The height of a row until one has been measured.
const ASSUMED: f64 = 44.0;

/// Which rows are near a window of `height`, when the first row's top lies at `top` in it.
fn near(top: f64, height: f64, row: f64, count: usize) -> Range<usize> {
    let index = |at: f64| {
        // A float to integer cast saturates: above or below everything becomes an end of the list.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let index = (at / row).floor() as usize;
        index
    };
    let first = index(-top).saturating_sub(BEYOND).min(count);
    let last = index(height - top).saturating_add(BEYOND + 1).min(count);
    first..last.max(first)
}

/// The body of a long table. Takes the place of `<tbody>` in a [`Table`](super::Table).
///
/// The row is asked for by its index and makes one `<tr>`; it is kept while it stays near the window, so what it shows
/// must follow its list by itself.
///
/// ```ignore
/// let row = move |index: usize| view! { <tr>{move || rows.with(|rows| rows.get(index).map(cells))}</tr> }.into_any();
/// view! { <WindowedRows count=move || rows.with(Vec::len) columns=4 row=row/> }
/// ```
#[component]
pub fn WindowedRows(
    /// How many rows there are.
    #[prop(into)]
    count: Signal<usize>,
    /// How many columns, for the empty rows.
    columns: usize,
    /// Makes the row of an index.
    #[prop(into)]
    row: Callback<usize, AnyView>,
) -> impl IntoView {
    let body = NodeRef::<html::Tbody>::new();
    let height = RwSignal::new(ASSUMED);
    let shown = RwSignal::new(0..BEYOND * 2);
    let waiting = StoredValue::new(false);

    let measure = move || {
        let _ = waiting.try_set_value(false);
        let Some(body) = body.try_get_untracked().flatten() else {
            return;
        };
        let own = body
            .query_selector("tr:not(.pad-row)")
            .ok()
            .flatten()
            .and_then(|row| row.dyn_into::<HtmlElement>().ok())
            .map_or(0.0, |row| row.get_bounding_client_rect().height());
        if own > 0.0 && (own - height.get_untracked()).abs() > 0.5 {
            height.set(own);
        }
        let room = window()
            .inner_height()
            .ok()
            .and_then(|room| room.as_f64())
            .unwrap_or(0.0);
        let top = body.get_bounding_client_rect().top();
        let next = near(top, room, height.get_untracked(), count.get_untracked());
        if shown.with_untracked(|shown| *shown != next) {
            shown.set(next);
        }
    };
    let soon = move || {
        if waiting.try_get_value() == Some(false) {
            waiting.set_value(true);
            request_animation_frame(measure);
        }
    };
    on_window(&["scroll", "resize"], move |_| soon());
    Effect::new(move |_| {
        count.track();
        if body.get().is_some() {
            soon();
        }
    });

    let range = Memo::new(move |_| {
        let count = count.get();
        shown.with(|shown| shown.start.min(count)..shown.end.min(count))
    });
    let pad = move |rows: usize| {
        #[allow(clippy::cast_precision_loss)]
        let room = rows as f64 * height.get();
        (rows > 0).then(|| {
            view! {
                <tr class="pad-row" aria-hidden="true">
                    <td colspan=columns.to_string() style:height=format!("{room}px")></td>
                </tr>
            }
        })
    };
    view! {
        <tbody node_ref=body>
            {move || pad(range.with(|range| range.start))}
            <For each=move || range.get() key=|index| *index let:index>
                {row.run(index)}
            </For>
            {move || pad(count.get().saturating_sub(range.with(|range| range.end)))}
        </tbody>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::near;

    #[test]
    fn renders_what_is_near() {
        assert_eq!(near(100.0, 800.0, 44.0, 10_000), 0..28);
        assert_eq!(near(-44_000.0, 880.0, 44.0, 10_000), 988..1033);
    }

    #[test]
    fn short_or_far_lists_stay_in_bounds() {
        assert_eq!(near(100.0, 800.0, 44.0, 5), 0..5);
        assert_eq!(near(-900_000.0, 800.0, 44.0, 100), 100..100);
        assert_eq!(near(5_000.0, 800.0, 44.0, 100), 0..13);
    }
}
