//! Makes element ids that are unique within the page, for the `aria-*` attributes that name other elements.
use std::cell::Cell;

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// A new id: the prefix and a number nobody else has.
pub fn unique(prefix: &str) -> String {
    let number = LAST.with(|last| {
        last.set(last.get().wrapping_add(1));
        last.get()
    });
    format!("{prefix}-{number}")
}
