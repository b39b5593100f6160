//! The shell of a table: head, sorting, selection of all, and what stands there when there are no rows.
//! Rows are the page's own `<tr>`s, or `WindowedRows`. Filtering and the order of rows are decided elsewhere.
use leptos::prelude::*;

use super::button::{Button, LinkButton};
use super::checkbox::Checkbox;
use super::empty_state::EmptyState;
use super::icon::{Glyph, Icon};
use super::skeleton::{Skeleton, SkeletonSize};
use super::tooltip::explained;

/// One column. Its classes go on the head cell, and the page puts the same on its cells: `<td class=COLUMNS[1].class>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Names the column in sorting.
    pub key: &'static str,
    /// The words in its head.
    pub label: &'static str,
    /// Classes of `style/table.css`: `num`, `end-cell`, `wide-cell`, `roomy-cell`, `desk-cell`, `acts-cell`.
    pub class: &'static str,
    /// Whether its head sorts.
    pub sortable: bool,
}

impl Column {
    /// A plain column.
    pub const fn new(key: &'static str, label: &'static str) -> Self {
        Self {
            key,
            label,
            class: "",
            sortable: false,
        }
    }

    /// Gives it classes.
    #[must_use]
    pub const fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// Makes its head sort.
    #[must_use]
    pub const fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }
}

/// The order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's key.
    pub key: &'static str,
    /// Largest first.
    pub descending: bool,
}

/// What a press on the head of `key` asks for.
fn next_sort(now: Option<Sort>, key: &'static str) -> Sort {
    let descending = now.is_some_and(|sort| sort.key == key && !sort.descending);
    Sort { key, descending }
}

/// How much is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selected {
    /// Nothing.
    #[default]
    None,
    /// Some rows.
    Some,
    /// All rows.
    All,
}

/// The check box over all rows.
#[derive(Clone, Copy, Debug)]
pub struct SelectAll {
    /// How much is selected.
    pub state: Signal<Selected>,
    /// Called with whether all shall be selected.
    pub on_toggle: Callback<bool>,
}

/// What the table shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TableState {
    /// Its rows.
    #[default]
    Ready,
    /// Rows are on their way.
    Loading,
    /// There is nothing to list yet.
    Empty,
    /// Nothing fits the filter.
    NoMatch,
    /// The person may not see the list; the reason.
    NotAllowed(String),
}

/// A table.
///
/// ```ignore
/// view! {
///     <Card>
///         <Table label="Deployments" columns=COLUMNS.to_vec() sort=sort on_sort=move |next| sort.set(Some(next)) state=state
///             empty=move || view! { <EmptyState title="No Deployments yet"/> } on_clear=move || filter.set(String::new())>
///             <WindowedRows count=count columns=COLUMNS.len() row=row/>
///         </Table>
///     </Card>
/// }
/// ```
#[component]
pub fn Table(
    /// Its name, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The columns that show.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// The order of rows.
    #[prop(optional, into)]
    sort: Signal<Option<Sort>>,
    /// Called with the order a press on a head asks for.
    #[prop(optional, into)]
    on_sort: Option<Callback<Sort>>,
    /// Adds a first column with a check box over all rows.
    #[prop(optional)]
    select_all: Option<SelectAll>,
    /// What it shows.
    #[prop(optional, into)]
    state: Signal<TableState>,
    /// What stands there when there is nothing yet.
    #[prop(optional, into)]
    empty: ViewFn,
    /// Called to clear the filter when nothing fits.
    #[prop(optional, into)]
    on_clear: Option<Callback<()>>,
    /// How many rows there are, where not all are in the page.
    #[prop(optional, into)]
    row_count: Signal<Option<usize>>,
    /// `plain` keeps the form of a table on narrow windows; `windowed` fixes the height of rows there.
    #[prop(default = "")]
    class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let width = move || columns.with(Vec::len) + usize::from(select_all.is_some());
    let body = move || match state.get() {
        TableState::Ready => children(),
        TableState::Loading => loading(width()),
        other => {
            let content = match other {
                TableState::NoMatch => no_match(on_clear),
                TableState::NotAllowed(reason) => not_allowed(reason),
                _ => empty.run(),
            };
            view! {
                <tbody>
                    <tr class="state-row">
                        <td colspan=width().to_string()>{content}</td>
                    </tr>
                </tbody>
            }
            .into_any()
        }
    };
    view! {
        <table
            class=format!("table {class}")
            class:selecting=move || select_all.is_some_and(|all| all.state.get() != Selected::None)
            aria-busy=move || (state.get() == TableState::Loading).then_some("true")
            aria-rowcount=move || row_count.get().map(|rows| (rows + 1).to_string())
        >
            <caption class="vh">{move || label.get()}</caption>
            <thead>
                <tr>
                    {select_all.map(select_all_cell)}
                    {move || {
                        columns.get().into_iter().map(|column| head_cell(column, sort, on_sort)).collect_view()
                    }}
                </tr>
            </thead>
            {body}
        </table>
    }
    .into_any()
}

fn select_all_cell(all: SelectAll) -> AnyView {
    view! {
        <th class="check-cell" scope="col">
            <Checkbox
                label="Select all rows"
                checked=move || all.state.get() == Selected::All
                mixed=move || all.state.get() == Selected::Some
                on_change=move |on| all.on_toggle.run(on)
            />
        </th>
    }
    .into_any()
}

fn head_cell(
    column: Column,
    sort: Signal<Option<Sort>>,
    on_sort: Option<Callback<Sort>>,
) -> AnyView {
    let Some(on_sort) = on_sort.filter(|_| column.sortable) else {
        if column.label.is_empty() {
            return view! { <td class=column.class></td> }.into_any();
        }
        return view! { <th scope="col" class=column.class>{column.label}</th> }.into_any();
    };
    let order = move || {
        sort.get()
            .filter(|sort| sort.key == column.key)
            .map(|sort| {
                if sort.descending {
                    "descending"
                } else {
                    "ascending"
                }
            })
    };
    view! {
        <th scope="col" class=column.class aria-sort=order>
            <button type="button" on:click=move |_| on_sort.run(next_sort(sort.get_untracked(), column.key))>
                {column.label}
                <Icon glyph=Glyph::ArrowUp class="small"/>
            </button>
        </th>
    }
    .into_any()
}

fn loading(width: usize) -> AnyView {
    let sizes = [SkeletonSize::Most, SkeletonSize::Half, SkeletonSize::Most];
    let rows = (0..6)
        .map(|row: usize| {
            let cells = (0..width)
                .map(|cell| {
                    let size = sizes
                        .get((row + cell) % sizes.len())
                        .copied()
                        .unwrap_or_default();
                    view! { <td><Skeleton size/></td> }
                })
                .collect_view();
            view! { <tr class="loading-row">{cells}</tr> }
        })
        .collect_view();
    view! { <tbody>{rows}</tbody> }.into_any()
}

fn not_allowed(reason: String) -> AnyView {
    let why = explained(&reason);
    view! {
        <EmptyState glyph=Glyph::Lock title="You may not see this list" text=reason>
            {why.map(|href| view! { <LinkButton href=href>"Why"</LinkButton> })}
        </EmptyState>
    }
    .into_any()
}

fn no_match(on_clear: Option<Callback<()>>) -> AnyView {
    view! {
        <EmptyState glyph=Glyph::Filter title="Nothing fits the filter" text="Use fewer words, or clear the filter to see everything.">
            {on_clear
                .map(|clear| view! { <Button on_click=move |_| clear.run(())>"Clear the filter"</Button> })}
        </EmptyState>
    }
    .into_any()
}

/// The cell with the check box of one row.
#[component]
pub fn SelectCell(
    /// The row's name, for the label.
    #[prop(into)]
    name: String,
    /// Whether it is selected.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <td class="check-cell"><Checkbox label=format!("Select {name}") checked on_change/></td>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::{Sort, next_sort};

    #[test]
    fn a_second_press_turns_the_order() {
        let first = next_sort(None, "name");
        assert_eq!(
            first,
            Sort {
                key: "name",
                descending: false
            }
        );
        assert!(next_sort(Some(first), "name").descending);
        assert!(
            !next_sort(
                Some(Sort {
                    key: "name",
                    descending: true
                }),
                "name"
            )
            .descending
        );
        assert!(!next_sort(Some(first), "cost").descending);
    }
}
