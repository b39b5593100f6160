//! The map as a table: a line per Workspace and cluster.

use leptos::prelude::*;

use crate::components::grouped;
use crate::paths::Place;
use crate::replica::AccessMap;
use crate::ui::{Card, Column, Cut, Table, TableState, WindowedRows};

const COLUMNS: [Column; 5] = [
    Column::new("workspace", "Workspace"),
    Column::new("place", "Cluster"),
    Column::new("kind", "Kind").class("desk-cell"),
    Column::new("all", "Deployments").class("num"),
    Column::new("lit", "Reached").class("num end-cell"),
];

/// The table.
#[component]
pub fn MapTable(
    /// What is shown.
    map: Memo<AccessMap>,
) -> impl IntoView {
    let place = Place::current();
    // The places of all cells that hold something, by row and column of the map.
    let cells = Memo::new(move |_| {
        map.with(|map| {
            let mut filled = Vec::new();
            for (line, row) in map.rows.iter().enumerate() {
                for (column, dots) in row.cells.iter().enumerate() {
                    if !dots.is_empty() {
                        filled.push((line, column));
                    }
                }
            }
            filled
        })
    });
    let count = move || cells.with(Vec::len);
    let state = move || {
        if count() == 0 {
            TableState::NoMatch
        } else {
            TableState::Ready
        }
    };
    let line = move |index: usize| {
        view! {
            <tr>
                {move || {
                    let (row, column) = cells.with(|cells| cells.get(index).copied())?;
                    map.with(|map| {
                        let (row, column_of) = (map.rows.get(row)?, map.columns.get(column)?);
                        let dots = row.cells.get(column)?;
                        let lit = dots.iter().filter(|dot| dot.is_lit).count();
                        let href = place.paths().workspace(row.id);
                        let (name, at, kind) = (row.name.clone(), column_of.place.clone(), column_of.kind.clone());
                        Some(view! {
                            <td><a class="row-link" href=href><Cut text=name/></a></td>
                            <td>{at}</td>
                            <td class="desk-cell"><span class="sub"><Cut text=kind/></span></td>
                            <td class="num">{grouped(dots.len())}</td>
                            <td class="num end-cell">{grouped(lit)}</td>
                        })
                    })
                }}
            </tr>
        }
        .into_any()
    };
    view! {
        <Card>
            <Table label="Deployments by Workspace and cluster" columns=COLUMNS.to_vec() state=Signal::derive(state)
                row_count=Signal::derive(move || Some(count()))>
                <WindowedRows count=Signal::derive(count) columns=COLUMNS.len() row=line/>
            </Table>
        </Card>
    }
    .into_any()
}
