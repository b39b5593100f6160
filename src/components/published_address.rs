//! Keeps `?source=` in the address while a published copy shows: in every link before it is followed, and after every
//! other way to another page. A way out of the copy is a load of its own, since only that opens what is on this device.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::paths::OrganizationPaths;
use crate::replica::{Published, Replica, SOURCE};
use crate::ui::on_window;

/// Where the pages of an Organization are.
const INSIDE: &str = "/o/";

/// What follows the source in the address.
fn word(source: &str) -> String {
    format!(
        "{SOURCE}={}",
        String::from(js_sys::encode_uri_component(source))
    )
}

/// Amends links before the router hears of them; called before the router is there. Does nothing where the page shows
/// what is on this device.
pub fn keep_source_in_links() {
    let Some(source) = Replica::get().source() else {
        return;
    };
    let word = word(&source);
    on_window(
        &["pointerdown", "focusin", "click", "auxclick"],
        move |event: web_sys::Event| {
            let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            let link = target.and_then(|it| it.closest("a[href]").ok().flatten());
            if let Some(link) = link {
                amend(&link, &word);
            }
        },
    );
}

fn amend(link: &Element, word: &str) {
    let href = link.get_attribute("href").unwrap_or_default();
    // Both calls fail only for names that are no attribute names. What begins with a `?` is on the page that shows.
    if href.starts_with(INSIDE) || href.starts_with('?') {
        if !names_source(&href) {
            let _ = link.set_attribute("href", &with_word(&href, word));
        }
    } else if href.starts_with('/') {
        let _ = link.set_attribute("rel", "external");
    }
}

/// Whether an address names a source.
fn names_source(address: &str) -> bool {
    let address = address.split('#').next().unwrap_or_default();
    let words = address.split_once('?').map_or("", |(_, words)| words);
    words
        .split('&')
        .any(|word| word.split('=').next() == Some(SOURCE))
}

/// An address with one more word in it, before what follows a `#`.
fn with_word(address: &str, word: &str) -> String {
    let (address, fragment) = match address.split_once('#') {
        Some((address, fragment)) => (address, format!("#{fragment}")),
        None => (address, String::new()),
    };
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{word}{fragment}")
}

/// Follows the address inside the router.
pub fn keep_source_in_address() {
    let replica = Replica::get();
    let Some(source) = replica.source() else {
        return;
    };
    let word = word(&source);
    let location = use_location();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let (path, search) = (location.pathname.get(), location.search.get());
        if replica.published().get() != Published::Open {
            return;
        }
        let here = |path: &str| {
            let search = search.trim_start_matches('?');
            let joint = if search.is_empty() { "" } else { "?" };
            format!("{path}{joint}{search}{}", location.hash.get_untracked())
        };
        let has_source = names_source(&here(""));
        let to = if path.starts_with(INSIDE) {
            (!has_source).then(|| with_word(&here(&path), &word))
        } else if has_source {
            let entries = replica.organizations().get_untracked().unwrap_or_default();
            entries.first().map(|entry| {
                // What else the address says holds there too, such as a moment.
                here(&OrganizationPaths::new(&entry.organization_id).overview())
            })
        } else {
            // What the browser refuses to load stays as it is.
            let _ = window().location().assign(&here(&path));
            None
        };
        if let Some(to) = to {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&to, options);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_source_is_one_word_of_the_address() {
        for named in ["?source=a", "/o/x?q=1&source=a#top", "?source"] {
            assert!(names_source(named), "{named}");
        }
        for other in [
            "",
            "?",
            "/o/source=a",
            "?sources=a",
            "?q=source=a",
            "/o/x#?source=a",
        ] {
            assert!(!names_source(other), "{other}");
        }
        assert_eq!(with_word("?row=3", "source=a"), "?row=3&source=a");
        assert_eq!(with_word("/o/x#top", "source=a"), "/o/x?source=a#top");
    }
}
