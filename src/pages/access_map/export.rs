//! The map as files: a drawing that stands alone, and its cells as lines.

use std::fmt::Write;

use super::grid::{CELL, dots, height};
use crate::components::csv_line;
use crate::replica::AccessMap;

/// The distance of dots in the drawing, in pixels.
const PITCH: f64 = 16.0;
/// The room for names, in pixels.
const NAMES: f64 = 240.0;
/// The room around a cell, in pixels.
const GAP: f64 = 16.0;
/// The height of the head, in pixels.
const HEAD: f64 = 72.0;

/// The whole map as an SVG document. It has no sheet to take colours from, so it uses named ones.
pub fn svg(map: &AccessMap, who: &str) -> String {
    #[allow(clippy::cast_precision_loss)]
    let width = NAMES + map.columns.len() as f64 * (CELL + GAP) + GAP;
    let mut body = String::new();
    for (place, column) in map.columns.iter().enumerate() {
        let x = column_at(place);
        let _ = write!(
            body,
            r#"<text x="{x}" y="44" font-weight="600">{}</text><text x="{x}" y="60" fill="dimgray">{}</text>"#,
            escaped(&column.place),
            escaped(&column.kind)
        );
    }
    let mut top = HEAD;
    for row in &map.rows {
        let tallest = row
            .cells
            .iter()
            .map(|cell| height(cell.len(), PITCH, CELL))
            .fold(32.0, f64::max);
        let _ = write!(
            body,
            r#"<line x1="0" x2="{width}" y1="{top}" y2="{top}" stroke="gainsboro"/><text x="16" y="{}" font-weight="600">{}</text>"#,
            top + 22.0,
            escaped(&row.name)
        );
        for (place, cell) in row.cells.iter().enumerate() {
            let lit = cell.iter().filter(|dot| dot.is_lit).count();
            let _ = write!(
                body,
                r#"<g transform="translate({},{})"><path fill="royalblue" d="{}"/><path fill="lightgray" d="{}"/></g>"#,
                column_at(place),
                top + 8.0,
                dots(0, lit, PITCH, CELL),
                dots(lit, cell.len(), PITCH, CELL)
            );
        }
        top += tallest + GAP;
    }
    let title = if who.is_empty() {
        "Access map".to_owned()
    } else {
        format!("Access map: {who}")
    };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{top}" viewBox="0 0 {width} {top}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/><text x="16" y="24" font-size="16" font-weight="600">{}</text>{body}</svg>"#,
        escaped(&title)
    )
}

fn column_at(place: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let place = place as f64;
    NAMES + place * (CELL + GAP)
}

/// A stored name as text of an XML document. What XML cannot hold at all is left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// A line per Deployment.
pub fn map_csv(map: &AccessMap) -> String {
    let mut lines = csv_line(&["Workspace", "Cluster", "Kind", "Deployment", "Reached"]);
    for row in &map.rows {
        for (column, cell) in map.columns.iter().zip(&row.cells) {
            for dot in cell {
                let reached = if dot.is_lit { "yes" } else { "no" };
                lines.push_str(&csv_line(&[
                    &row.name,
                    &column.place,
                    &column.kind,
                    &dot.name,
                    reached,
                ]));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::replica::{MapColumn, MapDot, MapRow};
    use planisphere_domain::{DeploymentId, WorkspaceId};

    fn map() -> AccessMap {
        let dot = |bits, name: &str, is_lit| MapDot {
            id: DeploymentId::from_bits(bits),
            name: name.into(),
            is_lit,
        };
        AccessMap {
            columns: vec![MapColumn {
                place: "AWS us-east-1".into(),
                kind: "standard".into(),
            }],
            rows: vec![MapRow {
                id: WorkspaceId::from_bits(1),
                name: "<b>Finance & co</b>".into(),
                people: Some(1),
                teams: None,
                cells: vec![vec![dot(1, "=cmd()", true), dot(2, "etl", false)]],
            }],
            total: 2,
            lit: 1,
        }
    }

    #[test]
    fn hostile_names_stay_text() {
        let drawing = svg(&map(), "\"Eve\"");
        assert!(
            drawing.contains("&lt;b&gt;Finance &amp; co&lt;/b&gt;"),
            "{drawing}"
        );
        assert!(drawing.contains("Access map: &quot;Eve&quot;"));
        let lines = map_csv(&map());
        assert!(lines.contains("\"'=cmd()\",yes"), "{lines}");
        assert_eq!(lines.lines().count(), 3);
    }
}
