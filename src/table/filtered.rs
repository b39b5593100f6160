//! A list that the address filters and sorts: the bar above it, and the table with what it says when it is empty.

use std::borrow::Cow;

use leptos::prelude::*;

use super::AddressQuery;
use crate::components::{ShowMore, grouped};
use crate::replica::{SortKey, sorted_by};
use crate::ui::{Card, Chip, Column, SearchInput, Table, TableState, WindowedRows};

/// So many rows that differ in height are drawn at first, and so many more at each press.
const UNEVEN_ROWS: usize = 100;

/// The bar and the table.
#[component]
pub fn FilteredTable<R>(
    /// The table's name, for screen readers.
    label: &'static str,
    /// The filter's name.
    filter: &'static str,
    /// What the filter looks at.
    placeholder: &'static str,
    /// Classes of the table.
    #[prop(default = "")]
    class: &'static str,
    /// The columns.
    #[prop(into)]
    columns: Vec<Column>,
    /// Every row that the person may see and a facet leaves.
    #[prop(into)]
    rows: Signal<Vec<R>>,
    /// How many there are without the facet, where there is one.
    #[prop(optional, into)]
    total: Option<Signal<usize>>,
    /// The text of a row in lower case, in which every word of the filter is looked for.
    search: fn(&R) -> Cow<'_, str>,
    /// What a row is sorted by in the column of this key.
    key: fn(&R, &str) -> SortKey,
    /// Draws the cells of a row.
    #[prop(into)]
    cells: Callback<R, AnyView>,
    /// Why the person may not see the list.
    #[prop(optional, into)]
    closed: Signal<Option<String>>,
    /// The facet, beside the filter.
    #[prop(optional, into)]
    facet: ViewFn,
    /// Called when the filter is cleared, for the facet.
    #[prop(optional, into)]
    on_clear: Option<Callback<()>>,
    /// Whether its rows differ in height. They cannot be windowed then, and are drawn so many at a time.
    #[prop(optional)]
    uneven: bool,
    /// What an empty list says.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView
where
    R: Clone + PartialEq + Send + Sync + 'static,
{
    let query = AddressQuery::new();
    let keys: Vec<&'static str> = columns
        .iter()
        .filter(|column| column.sortable)
        .map(|column| column.key)
        .collect();
    let width = columns.len();
    let shown = Memo::new(move |_| {
        let query = query.get();
        let words = query.words();
        let kept: Vec<R> = rows.with(|rows| {
            rows.iter()
                .filter(|row| {
                    let text = search(row);
                    words.iter().all(|word| text.contains(word))
                })
                .cloned()
                .collect()
        });
        match query.order {
            None => kept,
            Some(order) => sorted_by(kept, order.descending, |row| key(row, &order.column)),
        }
    });
    let count = Signal::derive(move || shown.with(Vec::len));
    let total = move || total.map_or_else(|| rows.with(Vec::len), |total| total.get());
    let state = move || match (total(), count.get(), closed.get()) {
        (0, _, Some(reason)) => TableState::NotAllowed(reason),
        (0, ..) => TableState::Empty,
        (_, 0, _) => TableState::NoMatch,
        _ => TableState::Ready,
    };
    let row = move |index: usize| {
        let row = Memo::new(move |_| shown.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| cells.run(row))}</tr> }.into_any()
    };
    let drawn = RwSignal::new(UNEVEN_ROWS);
    let clear = move || {
        query.set_filter(String::new());
        if let Some(on_clear) = on_clear {
            on_clear.run(());
        }
    };
    view! {
        <div class="bar">
            <SearchInput
                value=query.filter() on_input=move |text| query.set_filter(text)
                label=filter placeholder
            />
            {facet.run()}
            <span class="end"><Chip label=Signal::derive(move || format!("{} of {}", grouped(count.get()), grouped(total())))/></span>
        </div>
        <Card>
            <Table
                class label columns
                sort=query.sort(keys)
                on_sort=move |sort| query.set_sort(sort)
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count.get()))
                on_clear=clear
                empty
            >
                {if uneven {
                    let first = move || 0..count.get().min(drawn.get());
                    view! { <tbody><For each=first key=|index| *index children=row/></tbody> }.into_any()
                } else {
                    view! { <WindowedRows count columns=width row/> }.into_any()
                }}
            </Table>
            {uneven.then(|| view! { <ShowMore all=count shown=drawn step=UNEVEN_ROWS of=" of them"/> })}
        </Card>
    }
    .into_any()
}

/// The texts of a row as one to search in.
#[must_use]
pub fn searched(texts: &[&str]) -> Cow<'static, str> {
    // No word of a filter holds a line break.
    Cow::Owned(texts.join("\n").to_lowercase())
}
