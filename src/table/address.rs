//! Ties a list's query to the address, so that a link shows what its sender saw.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::{Order, TableQuery};
use crate::ui::Sort;

/// The query of the list that the current page shows.
#[derive(Clone, Copy)]
pub struct AddressQuery {
    query: Memo<TableQuery>,
    write: Callback<TableQuery>,
}

impl AddressQuery {
    /// Reads the address now and whenever it changes.
    #[must_use]
    pub fn new() -> Self {
        let location = use_location();
        // Not `use_query_map`: that one stays as it was when only the page within the app's one route changes.
        let parameters = location.query;
        let navigate = use_navigate();
        let query = Memo::new(move |_| {
            parameters.with(|map| TableQuery::parse(map.get("q"), map.get("sort")))
        });
        let write = Callback::new(move |query: TableQuery| {
            // What else stands in the address, such as a facet of the list, is somebody else's and stays.
            let mut parts: Vec<(String, String)> = query
                .parameters()
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect();
            parameters.with_untracked(|map| {
                for (key, value) in map.clone() {
                    if !TableQuery::KEYS.contains(&key.as_ref()) {
                        parts.push((key.into_owned(), value));
                    }
                }
            });
            let written: Vec<String> = parts
                .into_iter()
                .map(|(key, value)| {
                    format!(
                        "{key}={}",
                        String::from(js_sys::encode_uri_component(&value))
                    )
                })
                .collect();
            let path = location.pathname.get_untracked();
            let address = if written.is_empty() {
                path
            } else {
                format!("{path}?{}", written.join("&"))
            };
            // Typing is no step to go back through.
            navigate(
                &address,
                NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                },
            );
        });
        Self { query, write }
    }

    /// What the address says.
    #[must_use]
    pub fn get(self) -> TableQuery {
        self.query.get()
    }

    /// The filter.
    #[must_use]
    pub fn filter(self) -> Signal<String> {
        Signal::derive(move || self.query.with(|query| query.filter.clone()))
    }

    /// Changes the filter.
    pub fn set_filter(self, filter: String) {
        let query = TableQuery {
            filter,
            ..self.query.get_untracked()
        };
        self.write.run(query);
    }

    /// The order among the columns of these keys.
    #[must_use]
    pub fn sort(self, columns: impl Into<Vec<&'static str>>) -> Signal<Option<Sort>> {
        let columns = columns.into();
        Signal::derive(move || {
            self.query.with(|query| {
                let order = query.order.as_ref()?;
                let key = columns.iter().find(|key| **key == order.column)?;
                Some(Sort {
                    key,
                    descending: order.descending,
                })
            })
        })
    }

    /// Changes the order.
    pub fn set_sort(self, sort: Sort) {
        let order = Some(Order {
            column: sort.key.to_owned(),
            descending: sort.descending,
        });
        self.write.run(TableQuery {
            order,
            ..self.query.get_untracked()
        });
    }
}

impl Default for AddressQuery {
    fn default() -> Self {
        Self::new()
    }
}
