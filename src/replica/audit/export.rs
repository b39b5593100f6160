//! Records as a file, made in slices: each with what it changed, field by field.

use std::collections::BTreeMap;
use std::rc::Rc;

use planisphere_domain::audit::{CSV_COLUMNS, Target, cells, details, ndjson};
use serde_json::json;

use super::super::pause::breathe;
use super::{AuditLog, RefusedAttempt, SLICE, Sight, sight};

/// The forms of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditFormat {
    /// One record of JSON a line.
    NdJson,
    /// A table.
    Csv,
}

/// What an export holds.
pub struct Exported {
    /// The file's content.
    pub text: String,
    /// How many records are in it.
    pub records: usize,
}

impl AuditLog {
    /// Writes the records at these places, the oldest first, and after them refused attempts where those are wanted. The
    /// file ends with where the log ends, so that it can be held against the log later.
    ///
    /// `None` when it was stopped, or the person may not read the log. `line` joins the cells of a line.
    pub async fn export(
        self,
        format: AuditFormat,
        places: Vec<usize>,
        refused: &[RefusedAttempt],
        line: fn(&[String]) -> String,
        go_on: impl Fn(usize) -> bool,
    ) -> Option<Exported> {
        let (timeline, ledger, head) = self.with(|log, opened| {
            (sight(opened, None) == Sight::Whole).then(|| {
                let (timeline, ledger) = (log.timeline.clone(), Rc::clone(log.ledger));
                (timeline, ledger, opened.head)
            })
        })??;
        let organization = ledger.organization();
        let mut wanted: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for place in &places {
            let record = ledger.records().get(*place)?;
            wanted
                .entry(record.stamp.sequence)
                .or_default()
                .push(*place);
        }
        let mut text = String::new();
        if format == AuditFormat::Csv {
            text.push_str(&line(&CSV_COLUMNS.map(str::to_owned)));
        }
        let (mut written, mut since) = (0, 0);
        let first = wanted.keys().next().copied().unwrap_or(u64::MAX);
        let last = wanted.keys().next_back().copied().unwrap_or_default();
        for passed in timeline.walk(first) {
            if passed.sequence > last {
                break;
            }
            since += 1;
            if let Some(places) = wanted.get_mut(&passed.sequence) {
                places.sort_unstable();
                let of = |place: &usize| ledger.records().get(*place);
                let events: Vec<usize> = places.iter().filter_map(of).map(|it| it.place).collect();
                let mut told = details(&passed.before, &passed.commit, |place| {
                    events.binary_search(&place).is_ok()
                })
                .into_iter();
                for record in places.iter().filter_map(of) {
                    let things = told.next().map(|(_, things)| things).unwrap_or_default();
                    match format {
                        AuditFormat::NdJson => {
                            text.push_str(&ndjson(record, organization, &things));
                            text.push('\n');
                        }
                        AuditFormat::Csv => {
                            text.push_str(&line(&cells(record, organization, &things)));
                        }
                    }
                    written += 1;
                    since += 1;
                }
            }
            if since >= SLICE {
                since = 0;
                breathe().await;
                if !go_on(written) {
                    return None;
                }
            }
        }
        for attempt in refused {
            match format {
                AuditFormat::NdJson => {
                    text.push_str(&attempt.ndjson());
                    text.push('\n');
                }
                AuditFormat::Csv => text.push_str(&line(&attempt.cells())),
            }
        }
        if format == AuditFormat::NdJson {
            let end = json!({
                "end": {
                    "organizationId": organization.map(|id| id.to_string()),
                    "records": written,
                    "refusedAttempts": refused.len(),
                    "logCommits": head.sequence,
                    "logHash": head.hash_in_hex(),
                }
            });
            text.push_str(&end.to_string());
            text.push('\n');
        }
        Some(Exported {
            text,
            records: written,
        })
    }

    /// How a thing is written in an address.
    #[must_use]
    pub fn named(text: &str) -> Option<Target> {
        text.parse().ok()
    }
}
