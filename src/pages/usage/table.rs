//! A table of what things are reckoned at.

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::{address_of, amount, grouped};
use crate::paths::Place;
use crate::replica::CostRow;
use crate::ui::{Button, Column, Cut, EmptyState, Glyph, Section, Table, TableState, WindowedRows};

const COLUMNS: [Column; 6] = [
    Column::new("name", "Name").class("wide-cell"),
    Column::new("deployments", "Deployments").class("num desk-cell"),
    Column::new("idleHour", "Hour, idle").class("num desk-cell roomy-cell"),
    Column::new("peakHour", "Hour, peak").class("num desk-cell roomy-cell"),
    Column::new("idleMonth", "Month, idle").class("num"),
    Column::new("peakMonth", "Month, peak").class("num end-cell"),
];

/// Rows that show before somebody asks for all: the rate card is below.
const FIRST: usize = 10;

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
    let total = Memo::new(move |_| rows.with(Vec::len));
    let is_whole = RwSignal::new(false);
    let count = Memo::new(move |_| {
        let total = total.get();
        // One row more takes no more room than the button.
        if is_whole.get() || total <= FIRST + 1 {
            total
        } else {
            FIRST
        }
    });
    let state = move || match total.get() {
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
                row_count=Signal::derive(move || Some(total.get()))
                empty=move || view! { <EmptyState glyph=Glyph::Card title=format!("No {noun} costs anything")/> }
            >
                <WindowedRows count=count columns=COLUMNS.len() row=line/>
            </Table>
            <Show when=move || count.get() < total.get()>
                <div class="foot">
                    <Button small=true on_click=move |_| is_whole.set(true)>
                        {move || format!("Show all {}", grouped(total.get()))}
                        <span class="vh">" "{title}</span>
                    </Button>
                </div>
            </Show>
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
        <td class=COLUMNS[2].class>{amount(&cost.idle_hour.in_cents())}</td>
        <td class=COLUMNS[3].class>{amount(&cost.peak_hour.in_cents())}</td>
        <td class=COLUMNS[4].class><span class="narrow-only sub">"Idle "</span>{amount(&cost.idle_month.in_cents())}</td>
        <td class=COLUMNS[5].class><span class="narrow-only sub">"Peak "</span>{amount(&cost.peak_month.in_cents())}</td>
    }
    .into_any()
}
