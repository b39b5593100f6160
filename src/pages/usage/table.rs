//! A table of what things are reckoned at.

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::cost::Money;

use crate::components::{address_of, grouped};
use crate::paths::Place;
use crate::replica::CostRow;
use crate::ui::{Column, Cut, EmptyState, Glyph, Section, Table, TableState, WindowedRows};

const COLUMNS: [Column; 6] = [
    Column::new("name", "Name").class("wide-cell"),
    Column::new("deployments", "Deployments").class("num desk-cell"),
    Column::new("idleHour", "Hour, idle").class("num desk-cell roomy-cell"),
    Column::new("peakHour", "Hour, peak").class("num desk-cell roomy-cell"),
    Column::new("idleMonth", "Month, idle").class("num"),
    Column::new("peakMonth", "Month, peak").class("num end-cell"),
];

/// One kind of things.
#[component]
pub(super) fn CostTable(
    title: &'static str,
    /// What one of them is.
    noun: &'static str,
    #[prop(into)] rows: Signal<Vec<Arc<CostRow>>>,
) -> impl IntoView {
    let place = Place::current();
    let rows = Memo::new(move |_| rows.get());
    let count = move || rows.with(Vec::len);
    let state = move || match count() {
        0 => TableState::Empty,
        _ => TableState::Ready,
    };
    let line = move |index: usize| {
        let row = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        view! { <tr>{move || row.get().map(|row| cells(&row, place))}</tr> }.into_any()
    };
    view! {
        <Section title=title>
            <Table
                label=title
                class="costs"
                columns=COLUMNS.to_vec()
                state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))
                empty=move || view! { <EmptyState glyph=Glyph::Card title=format!("No {noun} costs anything")/> }
            >
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=line/>
            </Table>
        </Section>
    }
    .into_any()
}

fn cells(row: &CostRow, place: Place) -> AnyView {
    let name = match row
        .thing
        .and_then(|thing| address_of(&place.paths(), &thing))
    {
        Some(href) => {
            view! { <a class="row-link" href=href><Cut text=row.name.clone()/></a> }.into_any()
        }
        None => view! { <Cut text=row.name.clone()/> }.into_any(),
    };
    let cost = &row.cost;
    view! {
        <td class=COLUMNS[0].class>{name}</td>
        <td class=COLUMNS[1].class>{row.deployments.map(grouped)}</td>
        <td class=COLUMNS[2].class>{money(cost.idle_hour)}</td>
        <td class=COLUMNS[3].class>{money(cost.peak_hour)}</td>
        <td class=COLUMNS[4].class><span class="narrow-only sub">"Idle "</span>{money(cost.idle_month)}</td>
        <td class=COLUMNS[5].class><span class="narrow-only sub">"Peak "</span>{money(cost.peak_month)}</td>
    }
    .into_any()
}

/// An amount with its thousands apart, in cents as bills have it. The export is exact.
pub(super) fn money(amount: Money) -> String {
    let text = amount.in_cents();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let (units, cents) = text.split_once('.').unwrap_or((text, "00"));
    let units = units.parse().map_or_else(|_| units.to_owned(), grouped);
    format!("{sign}{units}.{cents}")
}
