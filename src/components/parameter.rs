//! One part of the address's query as a signal, so that a link shows what its sender saw.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// One named part of the query; the other parts stay as they are when it changes.
#[derive(Clone, Copy)]
pub struct Parameter {
    value: Memo<String>,
    write: Callback<String>,
}

impl Parameter {
    /// Follows the part of this name.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        let location = use_location();
        let parameters = location.query;
        let navigate = use_navigate();
        let value = Memo::new(move |_| parameters.with(|map| map.get(name).unwrap_or_default()));
        let write = Callback::new(move |value: String| {
            let mut parts = Vec::new();
            parameters.with_untracked(|map| {
                for (key, there) in map.clone() {
                    if key != name {
                        parts.push((key.into_owned(), there));
                    }
                }
            });
            if !value.is_empty() {
                parts.push((name.to_owned(), value));
            }
            let written: Vec<String> = parts
                .into_iter()
                .map(|(key, value)| {
                    let value = String::from(js_sys::encode_uri_component(&value));
                    format!("{key}={value}")
                })
                .collect();
            let path = location.pathname.get_untracked();
            let address = if written.is_empty() {
                path
            } else {
                format!("{path}?{}", written.join("&"))
            };
            navigate(
                &address,
                NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                },
            );
        });
        Self { value, write }
    }

    /// Its value; empty when the address does not have it.
    #[must_use]
    pub fn get(self) -> String {
        self.value.get()
    }

    /// The same as a signal.
    #[must_use]
    pub fn signal(self) -> Signal<String> {
        self.value.into()
    }

    /// Puts a value into the address; an empty one takes the part out.
    pub fn set(self, value: String) {
        self.write.run(value);
    }
}
