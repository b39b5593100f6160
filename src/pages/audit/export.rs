//! What shows, as a file: for a machine or for a spreadsheet. Refused attempts come along where somebody asks for them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use planisphere_domain::audit::Filter;

use crate::components::{csv_line, grouped, tell_failure};
use crate::replica::{AuditFormat, AuditLog, Replica};
use crate::ui::{Glyph, Icon, Menu, MenuEntry, MenuItem, Progress, Toast, Toaster};

/// An export on its way.
#[derive(Clone, Copy)]
pub(super) struct Exporting {
    log: AuditLog,
    /// How many records are written of how many; nothing while none is made.
    done: RwSignal<Option<(usize, usize)>>,
    with_refused: RwSignal<bool>,
}

impl Exporting {
    pub(super) fn new(log: AuditLog) -> Self {
        Self {
            log,
            done: RwSignal::new(None),
            with_refused: RwSignal::new(false),
        }
    }

    fn begin(self, format: AuditFormat, places: Vec<usize>, filter: Filter, toaster: Toaster) {
        let replica = Replica::get();
        let of = places.len();
        self.done.set(Some((0, of)));
        spawn_local(async move {
            let refused = if self.with_refused.get_untracked() {
                replica.refused_attempts(&filter).await
            } else {
                Ok(Vec::new())
            };
            let refused = match refused {
                Ok(refused) => refused,
                Err(failure) => {
                    self.done.try_set(None);
                    tell_failure(&failure);
                    return;
                }
            };
            let line = |cells: &[String]| csv_line(cells);
            let go_on = |written| {
                // Whoever pressed Cancel took the figure away.
                if self.done.try_get_untracked().flatten().is_none() {
                    return false;
                }
                self.done.try_set(Some((written, of)));
                true
            };
            let exported = self.log.export(format, places, &refused, line, go_on).await;
            self.done.try_set(None);
            let Some(exported) = exported else { return };
            let (extension, media_type) = match format {
                AuditFormat::NdJson => ("ndjson", "application/x-ndjson"),
                AuditFormat::Csv => ("csv", "text/csv"),
            };
            let bytes = exported.text.as_bytes();
            match replica.hand_out_record("audit log", extension, media_type, bytes) {
                Ok(()) => {
                    let noun = if exported.records == 1 {
                        "event"
                    } else {
                        "events"
                    };
                    toaster.show(Toast::new(format!(
                        "{} {noun} exported",
                        grouped(exported.records)
                    )));
                }
                Err(failure) => tell_failure(&failure),
            }
        });
    }
}

/// The menu in the head.
#[component]
pub(super) fn ExportMenu(
    exporting: Exporting,
    #[prop(into)] rows: Signal<Vec<usize>>,
    #[prop(into)] filter: Signal<Result<Filter, String>>,
    #[prop(into)] closed: Signal<Option<String>>,
) -> impl IntoView {
    let toaster = expect_context::<Toaster>();
    let reason = Signal::derive(move || {
        closed.get().or_else(|| {
            if exporting.done.with(Option::is_some) {
                return Some("An export is being made.".to_owned());
            }
            rows.with(Vec::is_empty)
                .then(|| "The list is empty, so there is nothing to export.".to_owned())
        })
    });
    let export = move |format| {
        // A window that is refused lists nothing, and so the menu is closed.
        if let Ok(filter) = filter.get_untracked() {
            exporting.begin(format, rows.get_untracked(), filter, toaster);
        }
    };
    let entries = move || {
        let with = exporting.with_refused.get();
        let one = |label: &str, note: &str, format: AuditFormat| {
            let item = MenuItem::run(label, move || export(format));
            MenuEntry::Item(item.note(note).glyph(Glyph::Download).gated(reason.get()))
        };
        vec![
            one("As CSV", "A table for a spreadsheet", AuditFormat::Csv),
            one(
                "As NDJSON",
                "One record of JSON a line, with where the log ends",
                AuditFormat::NdJson,
            ),
            MenuEntry::Separator,
            MenuEntry::Item(
                MenuItem::run(
                    if with {
                        "Leave refused attempts out"
                    } else {
                        "Put refused attempts in"
                    },
                    move || exporting.with_refused.update(|with| *with = !*with),
                )
                .note("They are kept on this device alone and are no part of the log")
                .gated(closed.get()),
            ),
        ]
    };
    let words = move || {
        if exporting.with_refused.get() {
            "Export with refused attempts"
        } else {
            "Export"
        }
    };
    view! {
        <Menu label="Export" entries=Signal::derive(entries) class="btn" at_end=true>
            <Icon glyph=Glyph::Download/>{words}
        </Menu>
    }
    .into_any()
}

/// How the export goes.
#[component]
pub(super) fn ExportProgress(exporting: Exporting) -> impl IntoView {
    move || {
        exporting.done.get().map(|(done, of)| {
            #[allow(clippy::cast_precision_loss)]
            let value = Some(done as f64 / of.max(1) as f64);
            let amount = format!("{} of {} events", grouped(done), grouped(of));
            view! {
                <Progress label="Writing the export" value=value amount=Some(amount) on_cancel=move || exporting.done.set(None)/>
            }
        })
    }
}
