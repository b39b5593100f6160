//! What was refused on this device. It is kept apart from the log, because nothing came of it.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::task::spawn_local;
use planisphere_domain::audit::Filter;
use planisphere_domain::policy::{Permission, ResourceRef};

use super::frame::AuditHead;
use crate::components::{millis, tell_failure};
use crate::replica::{RefusedAttempt, RefusedKind, Replica, SortKey};
use crate::table::FilteredTable;
use crate::ui::{Chip, Column, Cut, EmptyState, Glyph, Isolated, Sentence, Time, Tone};

const COLUMNS: [Column; 5] = [
    Column::new("when", "When").sortable(),
    Column::new("who", "Who").sortable(),
    Column::new("what", "What was tried")
        .class("wrap")
        .sortable(),
    Column::new("kind", "Why").class("end-cell").sortable(),
    Column::new("reason", "Reason").class("wide-cell wrap"),
];

/// The tab.
#[component]
pub fn RefusedAttempts() -> impl IntoView {
    let replica = Replica::get();
    let rows = RwSignal::new(Vec::<RefusedAttempt>::new());
    let closed = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationAuditLogsGet,
                ResourceRef::Organization,
            )
            .reason
    });
    Effect::new(move |_| {
        // Whoever else looks may see other things.
        closed.track();
        replica.read(|_| ());
        spawn_local(async move {
            match replica.refused_attempts(&Filter::default()).await {
                Ok(found) => {
                    rows.try_set(found);
                }
                Err(failure) => tell_failure(&failure),
            }
        });
    });
    view! {
        <AuditHead is_refused=true/>
        <FilteredTable
            class="refused" uneven=true label="Refused attempts" filter="Filter refused attempts"
            placeholder="Filter by name, thing or reason"
            columns=COLUMNS rows search key closed cells=line
            empty=|| view! {
                <EmptyState
                    glyph=Glyph::Shield
                    title="Nothing was refused on this device"
                    text="What somebody tries and may not do is noted here, beside the log and not in it. Buttons that are greyed out are no attempts."
                />
            }
        />
        <p class="note">
            "The newest 1,000 are kept on this device alone, and listed as far back as the plan reaches. They are in no file of the Organization, and an export of the audit log holds them only where you ask for it."
        </p>
    }
    .into_any()
}

fn search(row: &RefusedAttempt) -> Cow<'_, str> {
    Cow::Owned(row.shown())
}

fn key(row: &RefusedAttempt, column: &str) -> SortKey {
    match column {
        "who" => SortKey::text(&row.name),
        "what" => SortKey::text(&format!("{} {}", row.what(), row.about())),
        "kind" => SortKey::text(row.kind.label()),
        _ => SortKey::Number(row.at.seconds()),
    }
}

fn line(row: RefusedAttempt) -> AnyView {
    let what = row.what();
    let about = row.about();
    let about = (!about.is_empty()).then(|| view! { " "<b><Isolated text=about/></b> });
    let label = row.kind.label();
    let kind = match row.kind {
        RefusedKind::NotAllowed => view! { <Chip label small=true tone=Tone::Bad/> }.into_any(),
        RefusedKind::NotFound | RefusedKind::Conflict | RefusedKind::Rule => {
            view! { <Chip label small=true/> }.into_any()
        }
    };
    view! {
        <td class=COLUMNS[0].class><span class="sub"><Time at=millis(row.at)/></span></td>
        <td class=COLUMNS[1].class><Cut text=row.name/></td>
        <td class=COLUMNS[2].class><span class="wrap">{what}{about}</span></td>
        <td class=COLUMNS[3].class>{kind}</td>
        <td class=COLUMNS[4].class><span class="sub"><Sentence text=row.reason/></span></td>
    }
    .into_any()
}
