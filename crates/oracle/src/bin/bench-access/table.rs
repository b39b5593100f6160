//! The rows of a measurement: printed as a table and written as JSON.
use serde::Serialize;
use std::path::Path;

/// One comparison.
#[derive(Serialize)]
struct Row {
    name: String,
    ours: f64,
    peer: Option<f64>,
    unit: &'static str,
    ratio: Option<f64>,
    expected: String,
    holds: bool,
}

/// All of them.
#[derive(Default, Serialize)]
pub struct Table {
    rows: Vec<Row>,
}

impl Table {
    /// Ours, with an upper limit.
    pub fn limit(&mut self, name: &str, ours: f64, limit: f64) {
        self.rows.push(Row {
            name: name.into(),
            ours,
            peer: None,
            unit: "ns",
            ratio: None,
            expected: format!("at most {limit} ns"),
            holds: ours <= limit,
        });
    }

    /// Ours, of which nothing is expected.
    pub fn alone(&mut self, name: &str, ours: f64) {
        self.rows.push(Row {
            name: name.into(),
            ours,
            peer: None,
            unit: "ns",
            ratio: None,
            expected: String::new(),
            holds: true,
        });
    }

    /// Ours beside a peer's; `times` is how many times faster we expect to be.
    pub fn beside(&mut self, name: &str, ours: f64, peer: f64, times: Option<f64>) {
        let ratio = peer / ours;
        self.rows.push(Row {
            name: name.into(),
            ours,
            peer: Some(peer),
            unit: "ns",
            ratio: Some(ratio),
            expected: times.map_or_else(String::new, |times| {
                format!("at least {times} times as fast")
            }),
            holds: times.is_none_or(|times| ratio >= times),
        });
    }

    /// Ours beside ours elsewhere; `times` is how many times longer it may take.
    pub fn growth(&mut self, name: &str, ours: f64, other: f64, times: f64) {
        let ratio = ours / other;
        self.rows.push(Row {
            name: name.into(),
            ours,
            peer: Some(other),
            unit: "ns",
            ratio: Some(ratio),
            expected: format!("at most {times} times"),
            holds: ratio <= times,
        });
    }

    /// Prints and writes.
    pub fn write(&self) -> Result<(), String> {
        println!(
            "{:<50} {:>10} {:>14} {:>10}  expected",
            "", "ours", "peer", "ratio"
        );
        for row in &self.rows {
            let number =
                |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.1}"));
            println!(
                "{:<50} {:>7.1} {} {:>14} {:>10}  {}{}",
                row.name,
                row.ours,
                row.unit,
                number(row.peer),
                number(row.ratio),
                row.expected,
                if row.holds { "" } else { "  DOES NOT HOLD" }
            );
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
        std::fs::create_dir_all(&root).map_err(|error| error.to_string())?;
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        let file = root.join("access.json");
        std::fs::write(&file, text + "\n").map_err(|error| error.to_string())?;
        println!("\nwritten to target/bench/access.json");
        Ok(())
    }
}
