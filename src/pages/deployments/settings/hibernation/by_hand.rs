//! The override by hand: asleep or awake until a time, whatever the schedules say. It is made at once with Undo, as
//! whoever asks for it means now, or staged beside the schedules.

use leptos::prelude::*;
use planisphere_domain::Command;
use planisphere_domain::deployment::HibernationOverride;

use super::super::form::Form;
use super::HIBERNATION;
use crate::components::{Submission, tell};
use crate::replica::Replica;
use crate::ui::{Button, ButtonKind, Choice, Field, Segmented, TextInput, Toaster};

const UNTIL: &str = "scalingSpec.hibernationSpec.override.overrideUntil";
const AWAKE: &str = "awake";
const ASLEEP: &str = "asleep";

/// The field.
#[component]
pub(super) fn ByHand(form: Form) -> impl IntoView {
    let spec = form.spec();
    let stands = Memo::new(move |_| spec.with(|spec| spec.override_by_hand.clone()));
    move || match stands.get() {
        Some(by_hand) => view! { <Standing form by_hand/> }.into_any(),
        None => view! { <Ask form/> }.into_any(),
    }
}

/// Gives the override at once, as its own change.
fn at_once(
    form: Form,
    submission: Submission,
    by_hand: Option<HibernationOverride>,
    said: &'static str,
) {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let id = form.before.with_untracked(|it| it.id);
    let command = Command::OverrideHibernation { id, by_hand };
    submission.run(replica.dispatch(command), move |receipt| {
        tell(toaster, replica, said, receipt);
    });
}

/// Why it cannot be done at once: what is staged was made against what is stored.
fn busy_elsewhere(form: Form) -> Signal<Option<String>> {
    let changed = form.draft.changed(HIBERNATION);
    form.closed_or(move || {
        changed
            .get()
            .then(|| "Hibernation has staged changes: apply or discard them first.".to_owned())
    })
}

/// An override that is there.
#[component]
fn Standing(form: Form, by_hand: HibernationOverride) -> impl IntoView {
    let submission = Submission::default();
    let is = if by_hand.is_hibernating {
        "Asleep"
    } else {
        "Awake"
    };
    let until = by_hand.override_until.clone();
    let ends = by_hand.ends_at();
    let is_over = Memo::new(move |_| ends.is_some_and(|end| end <= form.now.get()));
    let words = move || {
        let until = match &until {
            Some(until) => format!("until {until}"),
            None => "until it is removed".to_owned(),
        };
        let past = if is_over.get() {
            "; that time is past"
        } else {
            ""
        };
        format!("{is} {until}{past}")
    };
    view! {
        <Field label="Override" hint="Decides before every schedule" row=true error=form.error(UNTIL)>
            <span>{words}</span>
            <Button
                small=true
                busy=submission.busy()
                disabled_reason=busy_elsewhere(form)
                on_click=move |_| at_once(form, submission, None, "The schedules decide again")
            >"Remove now"</Button>
            <Button
                small=true
                kind=ButtonKind::Quiet
                disabled_reason=form.closed
                on_click=move |_| form.change_spec(|spec| spec.override_by_hand = None)
            >"Remove with the plan"</Button>
        </Field>
    }
    .into_any()
}

/// Where there is none: what to ask for.
#[component]
fn Ask(form: Form) -> impl IntoView {
    let submission = Submission::default();
    let state = RwSignal::new(AWAKE.to_owned());
    let until = RwSignal::new(String::new());
    let options = vec![
        Choice::new(AWAKE, "Keep awake"),
        Choice::new(ASLEEP, "Keep asleep"),
    ];
    let wanted = move || {
        let text = until.get_untracked();
        HibernationOverride {
            is_hibernating: state.with_untracked(|state| state == ASLEEP),
            // The control gives minutes without a zone; schedules are in UTC, so this is too.
            override_until: (!text.is_empty()).then(|| format!("{text}:00Z")),
        }
    };
    let refused = submission.error_of(UNTIL);
    let beside = submission.error_beside(&[UNTIL]);
    let error = Signal::derive(move || refused.get().or_else(|| beside.get()));
    view! {
        <Field label="Override" hint="Decides before every schedule" row=true>
            <Segmented options=options value=state on_change=move |value| state.set(value) disabled_reason=form.closed/>
        </Field>
        <Field label="Override until" hint="In UTC; without a time it lasts until it is removed" row=true error=error>
            <TextInput kind="datetime-local" value=until on_input=move |text| until.set(text) disabled_reason=form.closed/>
            <Button
                busy=submission.busy()
                disabled_reason=busy_elsewhere(form)
                on_click=move |_| at_once(form, submission, Some(wanted()), "Hibernation overridden")
            >"Override now"</Button>
            <Button
                kind=ButtonKind::Quiet
                disabled_reason=form.closed
                on_click=move |_| form.change_spec(|spec| spec.override_by_hand = Some(wanted()))
            >"Add to the plan"</Button>
        </Field>
    }
    .into_any()
}
