//! Taking over a `.env`: pasted, dropped or picked, with what it adds, changes and refuses before any of it is staged.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element};

use super::Tab;
use super::bar::counted;
use super::pasted_rows::{PastedRows, Refused};
use crate::components::{grouped, tell_failure};
use crate::replica::{
    MOST_BYTES_OF_DOTENV, Pasted, PastedEffect, PastedVariable, Replica, VariableWish,
};
use crate::ui::{
    Banner, Button, ButtonKind, Dialog, Field, FileDrop, TextArea, Toast, Toaster, Tone, on_window,
    read_file,
};

/// The longest text that is drawn as one can be edited. Browsers take seconds to put thousands of lines into a field.
const LONGEST_DRAWN: usize = 64 * 1024;

/// The plain text of a paste.
fn pasted_text(event: &web_sys::Event) -> Option<String> {
    let event = event.dyn_ref::<ClipboardEvent>()?;
    event.clipboard_data()?.get_data("text/plain").ok()
}

/// Which entries become secret: what somebody chose, by key.
pub(super) type Choices = RwSignal<BTreeMap<String, bool>>;

/// Whether an entry becomes a secret: as chosen, else as suggested. What is secret stays so.
pub(super) fn becomes_secret(entry: &PastedVariable, choices: &BTreeMap<String, bool>) -> bool {
    entry.stays_secret
        || choices
            .get(&entry.key)
            .copied()
            .unwrap_or(entry.suggestion.is_some())
}

/// Whether taking an entry over does something: another value, or a secret of what is plain.
pub(super) fn does_something(entry: &PastedVariable, choices: &BTreeMap<String, bool>) -> bool {
    entry.effect != PastedEffect::Nothing
        || (!entry.stays_secret && !entry.is_secret && becomes_secret(entry, choices))
}

/// Opens the dialog with what is pasted into the page beside any field.
pub(super) fn hear(tab: Tab) {
    on_window(&["paste"], move |event| {
        let in_field = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|target| matches!(target.closest("input, textarea, dialog"), Ok(Some(_))));
        let is_closed = tab.closed.try_get_untracked().flatten().is_some();
        if in_field || is_closed {
            return;
        }
        if let Some(text) = pasted_text(&event).filter(|text| text.contains('=')) {
            event.prevent_default();
            tab.pasted.set(text);
            tab.pasting.set(true);
        }
    });
}

/// The dialog.
#[component]
pub(super) fn PasteDialog(tab: Tab) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let choices: Choices = RwSignal::new(BTreeMap::new());
    let refusal = RwSignal::new(None::<String>);
    let text = tab.pasted;
    let too_long = Memo::new(move |_| text.with(String::len) > MOST_BYTES_OF_DOTENV);
    let pasted = Memo::new(move |_| {
        if tab.pasting.get() && !too_long.get() {
            text.with(|text| replica.read_pasted(tab.id, text))
        } else {
            Pasted::default()
        }
    });
    let chosen = Memo::new(move |_| {
        pasted.with(|pasted| {
            choices.with(|choices| {
                let entries = pasted.variables.iter();
                entries
                    .filter(|entry| does_something(entry, choices))
                    .count()
            })
        })
    });
    let secrets = Memo::new(move |_| {
        pasted.with(|pasted| {
            choices.with(|choices| {
                let entries = pasted.variables.iter();
                entries
                    .filter(|entry| becomes_secret(entry, choices))
                    .count()
            })
        })
    });
    let close = move || {
        tab.pasting.set(false);
        // It may hold secrets.
        text.set(String::new());
        choices.set(BTreeMap::new());
        refusal.set(None);
    };
    let take_files = move |files: Vec<web_sys::File>| {
        spawn_local(async move {
            let mut all = String::new();
            for file in files {
                #[allow(clippy::cast_precision_loss)]
                let most = MOST_BYTES_OF_DOTENV as f64;
                if file.size() > most {
                    refusal.try_set(Some(format!(
                        "{} is larger than 8 MiB. Split it, or keep large values elsewhere.",
                        file.name()
                    )));
                    return;
                }
                let read = read_file(&file).await.map(String::from_utf8);
                let Some(Ok(content)) = read else {
                    refusal.try_set(Some(format!(
                        "{} is no text in UTF-8. Save it as UTF-8, then try again.",
                        file.name()
                    )));
                    return;
                };
                all.push_str(&content);
                all.push('\n');
            }
            refusal.try_set(None);
            text.try_set(all);
        });
    };
    let submit = move || {
        let wishes: Vec<(String, VariableWish)> = pasted.with_untracked(|pasted| {
            choices.with_untracked(|choices| {
                let entries = pasted.variables.iter();
                entries
                    .filter(|entry| does_something(entry, choices))
                    .map(|entry| {
                        let wish = if becomes_secret(entry, choices) {
                            VariableWish::Secret(entry.value.clone())
                        } else {
                            VariableWish::Plain(entry.value.clone())
                        };
                        (entry.key.clone(), wish)
                    })
                    .collect()
            })
        });
        let count = wishes.len();
        if count == 0 {
            return;
        }
        match replica.stage_variables(tab.id, wishes) {
            Ok(()) => {
                close();
                toaster.show(Toast::new(format!("{} staged", counted(count, "variable"))));
            }
            Err(failure) => tell_failure(&failure),
        }
    };
    let nothing = Signal::derive(move || {
        (chosen.get() == 0)
            .then(|| "There is nothing in it that would change something.".to_owned())
    });
    // A long text does not go through the field, which would take its time.
    let take_long = move |event: ClipboardEvent| {
        let Some(more) = pasted_text(&event).filter(|more| more.len() > LONGEST_DRAWN) else {
            return;
        };
        event.prevent_default();
        text.update(|text| {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&more);
        });
    };
    let is_long = Memo::new(move |_| text.with(String::len) > LONGEST_DRAWN);
    let length = move || {
        text.with(|text| {
            let lines = counted(text.lines().count(), "line");
            format!("{lines}, {} bytes", grouped(text.len()))
        })
    };
    let is_empty = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    view! {
        <Dialog
            open=tab.pasting
            on_close=close
            on_submit=submit
            wide=true
            title="Paste a .env"
            lead="Comments, quotes, export and values over several lines are understood. Of a key that stands there twice, the last one counts.".to_owned()
            footer=move || view! {
                <Button on_click=move |_| close()>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true disabled_reason=nothing>
                    {move || match chosen.get() {
                        0 => "Stage variables".to_owned(),
                        count => format!("Stage {}", counted(count, "variable")),
                    }}
                </Button>
            }
        >
            <Show
                when=move || !is_long.get()
                fallback=move || view! {
                    <div class="env-long">
                        <span>{length}</span>
                        <Button small=true on_click=move |_| text.set(String::new())>"Take another text"</Button>
                    </div>
                }
            >
                <div on:paste=take_long>
                    <Field label="Text of the .env">
                        <TextArea
                            value=text
                            on_input=move |pasted| text.set(pasted)
                            rows=6
                            class="mono"
                            placeholder="LOG_LEVEL=INFO"
                        />
                    </Field>
                </div>
            </Show>
            {move || too_long.get().then(|| view! {
                <Banner tone=Tone::Bad>"The text is longer than 8 MiB. Split it, or keep large values elsewhere."</Banner>
            })}
            <Show when=move || is_empty.get()>
                <FileDrop
                    label=".env files"
                    multiple=true
                    limit="Text in UTF-8, up to 8 MiB".to_owned()
                    on_files=take_files
                />
            </Show>
            {move || refusal.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            <Show when=move || !is_empty.get() && !too_long.get()>
                <p class="env-sums" role="status">{move || pasted.with(|pasted| sums(pasted, secrets.get()))}</p>
                <Refused pasted/>
                <PastedRows pasted choices/>
            </Show>
        </Dialog>
    }
    .into_any()
}

/// What it would do, in numbers.
fn sums(pasted: &Pasted, secrets: usize) -> String {
    let mut parts = vec![
        format!("{} new", grouped(pasted.count(PastedEffect::Adds))),
        format!("{} changed", grouped(pasted.count(PastedEffect::Changes))),
    ];
    let same = pasted.count(PastedEffect::Nothing);
    if same > 0 {
        parts.push(format!("{} as they are", grouped(same)));
    }
    if !pasted.again.is_empty() {
        parts.push(format!(
            "{} given again further down",
            grouped(pasted.again.len())
        ));
    }
    parts.push(format!("{} refused", counted(pasted.refused.len(), "line")));
    parts.push(format!("{} secret", grouped(secrets)));
    parts.join(", ")
}
