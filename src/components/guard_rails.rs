//! What the guard rails found, kept for all pages of an Organization, and the badge that leads there from a thing.
//!
//! Looking goes through everything there is, so it happens once after each change, after the change is on the screen.

use std::time::Duration;

use leptos::prelude::*;
use planisphere_domain::findings::{FindingSeverity, Subject};

use crate::paths::Place;
use crate::replica::{Findings, Replica, Tally};
use crate::ui::{Clock, Status, StatusKind};

/// So long after a change they look, in milliseconds: what comes in one go is looked at once.
const PAUSE: u64 = 40;
/// An hour in the clock's milliseconds: time alone makes findings, though not from one minute to the next.
const HOUR: f64 = 3_600_000.0;

/// What the guard rails found.
#[derive(Clone, Copy)]
pub struct GuardRails {
    found: RwSignal<Findings>,
}

impl GuardRails {
    /// Looks after each change, for everything inside.
    pub fn provide(replica: Replica) {
        let found = RwSignal::new(Findings::default());
        let waiting = StoredValue::new(false);
        let hour = Memo::new(move |_| {
            use_context::<Clock>().map(|clock| (clock.now.get() / HOUR).floor())
        });
        let look = move || {
            waiting.try_set_value(false);
            let now = replica.findings();
            if found.try_with_untracked(|before| *before != now) == Some(true) {
                found.try_set(now);
            }
        };
        Effect::new(move |_| {
            // Tells of changes; what there is, is looked at later.
            let _ = replica.read(|_| ());
            // A memo that is tracked alone is never computed.
            hour.get();
            if !waiting.get_value() {
                waiting.set_value(true);
                set_timeout(look, Duration::from_millis(PAUSE));
            }
        });
        provide_context(Self { found });
    }

    /// The ones of the Organization around.
    ///
    /// # Panics
    /// Outside of the frame of an Organization, which provides them.
    #[must_use]
    pub fn get() -> Self {
        expect_context()
    }

    /// Reads what was found.
    pub fn read<T>(self, read: impl FnOnce(&Findings) -> T) -> T {
        self.found.with(read)
    }
}

/// The status that stands for a severity, and its word.
#[must_use]
pub const fn severity(severity: FindingSeverity) -> (StatusKind, &'static str) {
    let kind = match severity {
        FindingSeverity::Critical => StatusKind::Unhealthy,
        FindingSeverity::Warning => StatusKind::Degraded,
        FindingSeverity::Info => StatusKind::Noted,
    };
    (kind, severity.label())
}

/// How much the worst finding about a thing matters and how many more there are, as a link to them; nothing where
/// there is none.
///
/// ```ignore
/// view! { <FindingBadges of=Subject::Deployment(id)/> }
/// ```
#[component]
pub fn FindingBadges(
    /// The thing.
    of: Subject,
) -> impl IntoView {
    let place = Place::current();
    // Pieces that are shown on their own, as in the gallery, have none.
    let rails = use_context::<GuardRails>();
    let text = thing_text(&of);
    let tally = Memo::new(move |_| {
        rails.map_or_else(Tally::default, |rails| rails.read(|found| found.of(&of)))
    });
    move || {
        let Tally { count, worst } = tally.get();
        worst.map(|worst| {
            let (kind, word) = severity(worst);
            let more = match count {
                1 => word.to_owned(),
                more => format!("{word} +{}", more - 1),
            };
            let noun = if count == 1 { "finding" } else { "findings" };
            let tip = format!("{count} {noun} of the guard rails");
            let href = place.paths().guard_rails_of(&text);
            view! {
                <a class="finding-badge" href=href data-tip=tip>
                    <Status kind=kind word=more/><span class="vh">" in the guard rails"</span>
                </a>
            }
        })
    }
}

/// A thing as the address of the guard rails names it.
#[must_use]
pub fn thing_text(thing: &Subject) -> String {
    match thing {
        Subject::Organization => "organization".to_owned(),
        Subject::User(id) => format!("user:{id}"),
        Subject::ApiToken(id) => format!("token:{id}"),
        Subject::Deployment(id) | Subject::Variable(id, _) | Subject::Queue(id, _) => {
            format!("deployment:{id}")
        }
        Subject::EnvironmentObject(id) => format!("object:{id}"),
        Subject::Cluster(id) => format!("cluster:{id}"),
        Subject::Alert(id) => format!("alert:{id}"),
    }
}
