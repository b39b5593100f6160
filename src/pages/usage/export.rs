//! The showback as a file for a spreadsheet, with exact amounts.

use leptos::prelude::*;

use crate::components::{csv_line, tell_failure};
use crate::replica::{CostRow, Replica, UsageView};
use crate::ui::{Button, Glyph};

/// Hands out the showback.
#[component]
pub(super) fn ExportButton(usage: Memo<Option<UsageView>>) -> impl IntoView {
    let replica = Replica::get();
    let export = move |_| {
        let Some(text) = usage.with_untracked(|usage| usage.as_ref().map(table)) else {
            return;
        };
        let bytes = text.as_bytes();
        if let Err(failure) = replica.hand_out_record("configured cost", "csv", "text/csv", bytes) {
            tell_failure(&failure);
        }
    };
    view! { <Button glyph=Glyph::Download on_click=export>"Export as CSV"</Button> }
}

fn table(usage: &UsageView) -> String {
    let mut text = csv_line(&[
        "kind",
        "name",
        "deployments",
        "currency",
        "idleHour",
        "peakHour",
        "idleMonth",
        "peakMonth",
        "rateCardVersion",
    ]);
    let version = if usage.is_example {
        "example".to_owned()
    } else {
        usage.version.to_string()
    };
    let mut line = |kind: &str, row: &CostRow| {
        let cost = &row.cost;
        text.push_str(&csv_line(&[
            kind.to_owned(),
            row.name.clone(),
            row.deployments
                .map(|count| count.to_string())
                .unwrap_or_default(),
            usage.currency.clone(),
            cost.idle_hour.to_string(),
            cost.peak_hour.to_string(),
            cost.idle_month.to_string(),
            cost.peak_month.to_string(),
            version.clone(),
        ]));
    };
    for row in &usage.workspaces {
        line("Workspace", row);
    }
    for row in &usage.clusters {
        line("cluster", row);
    }
    let total = CostRow {
        name: "Total".to_owned(),
        thing: None,
        deployments: None,
        cost: usage.total.clone(),
    };
    line("total", &total);
    text
}
