//! Adding one variable, or giving one another value, in a dialog. What it says is staged; what is no variable stays in
//! the dialog with its error.

use leptos::prelude::*;
use planisphere_domain::deployment::{
    MOST_BYTES_OF_VARIABLE, problem_of_variable_key, problem_of_variable_value,
};
use planisphere_domain::findings::gives_away;

use super::{Tab, meaning};
use crate::components::{Submission, grouped};
use crate::replica::{Replica, VariableWish};
use crate::ui::{Banner, Button, ButtonKind, Dialog, Field, Switch, TextArea, TextInput, Tone};

/// What is being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Editing {
    /// A variable that is not there yet.
    New,
    /// The variable of this key.
    Key(String),
}

/// The dialog, open while something is being edited.
#[component]
pub(super) fn EditDialog(tab: Tab) -> impl IntoView {
    let replica = Replica::get();
    let key = RwSignal::new(String::new());
    let value = RwSignal::new(String::new());
    let is_secret = RwSignal::new(false);
    // Whether it is a secret already, which it stays, and holds something.
    let stays_secret = RwSignal::new(false);
    let is_set = RwSignal::new(false);
    let asked = RwSignal::new(false);
    let submission = Submission::default();
    let open = Signal::derive(move || tab.editing.with(Option::is_some));
    let is_new = move || tab.editing.with(|editing| *editing == Some(Editing::New));
    Effect::new(move |_| {
        let line = match tab.editing.get() {
            Some(Editing::Key(key)) => tab.line(&key),
            _ => None,
        };
        key.set(
            line.as_ref()
                .map(|line| line.key.clone())
                .unwrap_or_default(),
        );
        value.set(
            line.as_ref()
                .and_then(|line| line.value.clone())
                .unwrap_or_default(),
        );
        is_secret.set(line.as_ref().is_some_and(|line| line.is_secret()));
        stays_secret.set(line.as_ref().is_some_and(|line| line.stays_secret));
        is_set.set(line.is_some_and(|line| line.is_secret() && line.is_set));
        asked.set(false);
        submission.reset();
    });
    // What is typed is judged at once, what is missing only when somebody wants to go on.
    let key_error = Signal::derive(move || {
        let key = key.with(|key| key.trim().to_owned());
        if key.is_empty() {
            return (asked.get() && is_new()).then(|| "Enter a key.".to_owned());
        }
        if !is_new() {
            return None;
        }
        if let Some(problem) = problem_of_variable_key("the key", &key) {
            return Some(format!("This is no variable key. {}", problem.way_out));
        }
        tab.lines
            .with(|lines| {
                lines
                    .iter()
                    .any(|line| line.key == key && !line.is_deleted())
            })
            .then(|| {
                format!("{key} is there already. Edit it in the table, or choose another key.")
            })
    });
    let value_error = Signal::derive(move || {
        let key = key.with(|key| key.trim().to_owned());
        let problem = value.with(|value| problem_of_variable_value("value", &key, value));
        if let Some(problem) = problem {
            let bytes = value.with(String::len);
            return Some(if problem.code == "too-long" {
                format!(
                    "The value takes {} bytes, with its key at most {} fit. {}",
                    grouped(bytes),
                    grouped(MOST_BYTES_OF_VARIABLE),
                    problem.way_out
                )
            } else {
                format!(
                    "The value holds the character U+0000, which ends a text. {}",
                    problem.way_out
                )
            });
        }
        let is_missing =
            asked.get() && is_secret.get() && !is_set.get() && value.with(String::is_empty);
        is_missing.then(|| "Enter the secret.".to_owned())
    });
    let room = Signal::derive(move || {
        let used = value.with(String::len) + key.with(String::len);
        let most = MOST_BYTES_OF_VARIABLE;
        Some(if is_secret.get() && is_set.get() {
            "The stored secret is sealed and cannot be read. Type another one to replace it; leave this empty to keep it.".to_owned()
        } else if used > most / 2 {
            format!("{} of {} bytes", grouped(used), grouped(most))
        } else {
            format!(
                "Several lines are fine. At most {} bytes with the key.",
                grouped(most)
            )
        })
    });
    let secret_closed = Signal::derive(move || {
        stays_secret
            .get()
            .then(|| "It is stored as a secret and stays one. Delete it and add it again to make it plain.".to_owned())
    });
    let secret_hint = Signal::derive(move || {
        let why = (!is_secret.get())
            .then(|| key.with(|key| value.with(|value| gives_away(key.trim(), value))))
            .flatten();
        Some(match why {
            Some(why) => format!("It looks like a secret: {why}. Nobody can read a secret again, not even you."),
            None => "Sealed on this device, shown to nobody, and left out of downloads. It cannot become plain again.".to_owned(),
        })
    });
    let close = move || {
        tab.editing.set(None);
        // What was typed may be secret.
        value.set(String::new());
    };
    let submit = move || {
        asked.set(true);
        if key_error.with_untracked(Option::is_some) || value_error.with_untracked(Option::is_some)
        {
            return;
        }
        let text = value.get_untracked();
        let key = key.with_untracked(|key| key.trim().to_owned());
        let keeps = is_secret.get_untracked() && is_set.get_untracked() && text.is_empty();
        if !keeps {
            let wish = if is_secret.get_untracked() {
                VariableWish::Secret(text)
            } else {
                VariableWish::Plain(text)
            };
            if let Err(failure) = replica.stage_variables(tab.id, vec![(key, wish)]) {
                submission.fail(failure);
                return;
            }
        }
        close();
    };
    let title = Signal::derive(move || match tab.editing.get() {
        Some(Editing::Key(key)) => format!("Edit {key}"),
        _ => "Add a variable".to_owned(),
    });
    let known = Memo::new(move |_| key.with(|key| meaning::of_key(key.trim())));
    let beside = submission.error_beside(&[]);
    view! {
        <Dialog
            open
            on_close=close
            on_submit=submit
            title
            footer=move || view! {
                <Button on_click=move |_| close()>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true>"Stage it"</Button>
            }
        >
            {move || if is_new() {
                view! {
                    <Field label="Key" required=true error=key_error hint="Letters, digits and underscores; capitals by custom.".to_owned()>
                        <TextInput value=key on_input=move |text| key.set(text) autofocus=true class="wide mono"/>
                    </Field>
                }
                .into_any()
            } else {
                view! {
                    <Field label="Key" hint="A key stays what it is. To rename it, delete it and add another.".to_owned()>
                        <TextInput
                            value=key
                            on_input=|_| {}
                            class="wide mono"
                            disabled_reason=Signal::stored(Some("A key stays what it is.".to_owned()))
                        />
                    </Field>
                }
                .into_any()
            }}
            {move || known.get().map(|text| view! { <Banner tone=Tone::Info>{text}</Banner> })}
            <Field label="Value" hint=room error=value_error>
                <TextArea value=value on_input=move |text| value.set(text) rows=4 class="mono"/>
            </Field>
            <Field label="Secret" hint=secret_hint>
                <Switch checked=is_secret on_change=move |on| is_secret.set(on) disabled_reason=secret_closed/>
            </Field>
            {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}
