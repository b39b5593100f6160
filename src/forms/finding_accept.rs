//! Living with a finding: why, and until when.

use std::sync::Arc;

use leptos::prelude::*;
use planisphere_domain::{Command, Problem, Rejection, Timestamp};

use crate::components::{FormDialog, Submission, tell};
use crate::replica::{Failure, FindingRow, Replica, now};
use crate::ui::{Field, TextArea, TextInput, Toaster};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["reason", "until"];
/// For so long at first.
const DAYS: i64 = 90;
const DAY: i64 = 86_400;

/// Asks for reason and day; shows while there is a finding.
#[component]
pub fn FindingAcceptDialog(
    /// Which one; set to `None` when it closes.
    of: RwSignal<Option<Arc<FindingRow>>>,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let reason = RwSignal::new(String::new());
    let until = RwSignal::new(String::new());
    Effect::new(move |_| {
        if of.with(Option::is_some) {
            submission.reset();
            reason.set(String::new());
            until.set(Timestamp::from_seconds(now().seconds() + DAYS * DAY).date());
        }
    });
    let send = move || {
        let Some(row) = of.get_untracked() else {
            return;
        };
        let text = until.get_untracked();
        // The day itself still counts.
        let Some(day) = Timestamp::from_date(text.trim()) else {
            let message = if text.trim().is_empty() {
                "until is empty".to_owned()
            } else {
                format!("until is `{}`, which is no day", text.trim())
            };
            let problem = Problem::new(
                "until",
                "day",
                message,
                "Choose a day, such as `2027-03-31`.",
            );
            submission.fail(Failure::Rejected(Rejection::Invalid(vec![problem])));
            return;
        };
        let command = Command::AcceptFinding {
            key: row.key.clone(),
            reason: reason.get_untracked(),
            until: Timestamp::from_seconds(day.seconds().saturating_add(DAY)),
        };
        submission.run(replica.dispatch(command), move |receipt| {
            of.set(None);
            tell(toaster, replica, "Finding accepted", receipt);
        });
    };
    let lead = Signal::derive(move || of.with(|of| of.as_ref().map(|row| row.evidence.clone())));
    view! {
        <FormDialog
            open=Signal::derive(move || of.with(Option::is_some))
            on_close=move || of.set(None)
            on_submit=send
            title="Accept a finding"
            lead=lead
            submission
            shown=SHOWN
            action="Accept"
        >
            <Field label="Reason" hint="Whoever reviews this reads it" required=true error=submission.error_of("reason")>
                <TextArea value=reason on_input=move |text| reason.set(text)/>
            </Field>
            <Field label="Until" hint="Afterwards it counts again" required=true error=submission.error_of("until")>
                <TextInput class="short" kind="date" value=until on_input=move |text| until.set(text)/>
            </Field>
        </FormDialog>
    }
    .into_any()
}
