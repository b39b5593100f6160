//! The picture: a row per Workspace, a column per cluster, and in each cell two shapes, the Deployments that
//! are reached and those that are not. Two shapes and not one per Deployment keep 10,000 of them smooth.

use std::fmt::Write;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::components::grouped;
use crate::paths::{OrganizationPaths, Place};
use crate::replica::{AccessMap, MapDot, MapRow};
use crate::ui::Cut;

/// The width of a cell's drawing in a file, in pixels.
pub const CELL: f64 = 100.0;
/// Dots on a line of a cell: the smaller they are, the more of the map fits on the page.
const A_LINE: f64 = 4.5;

/// A shape of dots: the places `from` to `to` of a cell whose dots lie `pitch` apart.
pub fn dots(from: usize, to: usize, pitch: f64, width: f64) -> String {
    let line = per_line(pitch, width);
    let radius = pitch * 0.36;
    let mut shape = String::with_capacity((to - from) * 40);
    for place in from..to {
        #[allow(clippy::cast_precision_loss)]
        let (column, row) = ((place % line) as f64, (place / line) as f64);
        let (x, y) = ((column + 0.5) * pitch, (row + 0.5) * pitch);
        let (left, across) = (x - radius, radius * 2.0);
        // Writing to a text cannot fail.
        let _ = write!(
            shape,
            "M{left:.1} {y:.1}a{radius:.1} {radius:.1} 0 1 0 {across:.1} 0a{radius:.1} {radius:.1} 0 1 0 -{across:.1} 0"
        );
    }
    shape
}

/// How many dots fit on a line.
pub fn per_line(pitch: f64, width: f64) -> usize {
    // The quotient is small and not negative.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let line = (width / pitch) as usize;
    line.max(1)
}

/// How high a cell of so many dots is, in pixels.
pub fn height(count: usize, pitch: f64, width: f64) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let lines = count.div_ceil(per_line(pitch, width)) as f64;
    lines * pitch
}

/// The map.
#[component]
pub fn MapGrid(
    /// What is drawn.
    map: Memo<AccessMap>,
    /// How far dots lie apart, in pixels.
    pitch: Signal<f64>,
) -> impl IntoView {
    let place = Place::current();
    let columns = move || {
        map.with(|map| {
            map.columns
                .iter()
                .map(|column| {
                    let (name, kind) = (column.place.clone(), column.kind.clone());
                    view! { <th scope="col"><span class="map-place"><Cut text=name/></span><span class="sub"><Cut text=kind/></span></th> }
                })
                .collect_view()
        })
    };
    let labels = Memo::new(move |_| {
        map.with(|map| {
            let columns = map.columns.iter();
            columns
                .map(|column| format!("{} {}", column.place, column.kind))
                .collect::<Vec<_>>()
        })
    });
    let count = Memo::new(move |_| map.with(|map| map.rows.len()));
    // A row is drawn anew only when something in it changes: few do when somebody is lit up.
    let line = move |line: usize| {
        let row = Memo::new(move |_| map.with(|map| map.rows.get(line).cloned()));
        move || {
            let (paths, pitch) = (place.paths(), pitch.get());
            labels.with(|labels| {
                row.with(|row| {
                    row.as_ref()
                        .map(|row| drawn(&paths, row, line, labels, pitch))
                })
            })
        }
    };
    view! {
        <div class="map-scroll" on:keydown=move_focus>
            <table class="map">
                <caption class="vh">"Deployments by Workspace and cluster. The arrow keys move between cells."</caption>
                <thead><tr><th scope="col"><span class="vh">"Workspace"</span></th>{columns}</tr></thead>
                <tbody><For each=move || 0..count.get() key=|index| *index let:index>{line(index)}</For></tbody>
            </table>
        </div>
    }
    .into_any()
}

fn drawn(
    paths: &OrganizationPaths,
    row: &MapRow,
    line: usize,
    labels: &[String],
    pitch: f64,
) -> AnyView {
    let href = paths.workspace(row.id);
    let cells: Vec<AnyView> = row
        .cells
        .iter()
        .zip(labels)
        .enumerate()
        .map(|(column, (dots, label))| {
            let id = format!("map-{line}-{}", column + 1);
            cell(&href, row, dots, label, id, pitch)
        })
        .collect();
    let people = row.people.map(|count| counted(count, "person", "people"));
    let teams = row.teams.map(|count| counted(count, "Team", "Teams"));
    let about: Vec<String> = people.into_iter().chain(teams).collect();
    let about = about.join(", ");
    let (own, name) = (href.clone(), row.name.clone());
    view! {
        <tr>
            <th scope="row">
                <a href=own id=format!("map-{line}-0") tabindex=if line == 0 { "0" } else { "-1" }><Cut text=name/></a>
                <span class="sub">{about}</span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

fn cell(href: &str, row: &MapRow, all: &[MapDot], label: &str, id: String, pitch: f64) -> AnyView {
    if all.is_empty() {
        return view! { <td></td> }.into_any();
    }
    let lit = all.iter().filter(|dot| dot.is_lit).count();
    let said = format!(
        "{} on {label}: {}, {} reached",
        row.name,
        counted(all.len(), "Deployment", "Deployments"),
        grouped(lit)
    );
    let wide = pitch * A_LINE;
    let high = height(all.len(), pitch, wide);
    let (reached, others) = (dots(0, lit, pitch, wide), dots(lit, all.len(), pitch, wide));
    view! {
        <td>
            <a class="map-cell" href=href.to_owned() id=id tabindex="-1" aria-label=said data-tip=names(all)>
                <svg width=format!("{wide:.0}") height=format!("{high:.0}") viewBox=format!("0 0 {wide:.0} {high:.0}") aria-hidden="true">
                    <path class="lit" d=reached></path>
                    <path class="unlit" d=others></path>
                </svg>
            </a>
        </td>
    }
    .into_any()
}

/// The names of a cell's first Deployments.
fn names(all: &[MapDot]) -> String {
    const FIRST: usize = 8;
    let mut shown: Vec<&str> = all
        .iter()
        .take(FIRST)
        .map(|dot| dot.name.as_str())
        .collect();
    let more = format!("and {} more", grouped(all.len().saturating_sub(FIRST)));
    if all.len() > FIRST {
        shown.push(&more);
    }
    shown.join(", ")
}

/// A number with the word for one or for several.
fn counted(count: usize, one: &str, several: &str) -> String {
    format!(
        "{} {}",
        grouped(count),
        if count == 1 { one } else { several }
    )
}

/// Moves the focus to the next cell that holds something, in the direction of an arrow key.
fn move_focus(event: KeyboardEvent) {
    let (down, across): (isize, isize) = match event.key().as_str() {
        "ArrowDown" => (1, 0),
        "ArrowUp" => (-1, 0),
        "ArrowRight" => (0, 1),
        "ArrowLeft" => (0, -1),
        _ => return,
    };
    let focused = document().active_element().map(|element| element.id());
    let Some((mut line, mut column)) = focused.as_deref().and_then(place_of) else {
        return;
    };
    event.prevent_default();
    // Empty cells are passed over; a whole row or column of them ends the walk.
    for _ in 0..EMPTY_CELLS {
        line = line.saturating_add(down);
        column = column.saturating_add(across);
        if line < 0 || column < 0 {
            return;
        }
        let target = document()
            .get_element_by_id(&format!("map-{line}-{column}"))
            .and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(target) = target {
            // A focus that fails leaves it where it was.
            let _ = target.focus();
            return;
        }
    }
}

/// How many empty cells in a row an arrow key passes over.
const EMPTY_CELLS: usize = 256;

fn place_of(id: &str) -> Option<(isize, isize)> {
    let (line, column) = id.strip_prefix("map-")?.split_once('-')?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn dots_fill_lines() {
        assert_eq!(per_line(30.0, CELL), 3);
        assert!((height(9, 30.0, CELL) - 90.0).abs() < f64::EPSILON);
        assert_eq!(dots(0, 0, 30.0, CELL), "");
        assert!(dots(3, 4, 30.0, CELL).starts_with("M4.2 45.0a"));
    }

    #[test]
    fn cells_are_found_by_their_place() {
        assert_eq!(place_of("map-12-3"), Some((12, 3)));
        assert_eq!(place_of("side"), None);
    }
}
