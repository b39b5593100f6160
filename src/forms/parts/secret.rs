//! A secret: typed once, sealed when it is carried out, and never shown again. What is sealed can only be replaced.

use leptos::prelude::*;
use planisphere_domain::SecretId;

use super::Part;
use crate::components::tell_failure;
use crate::replica::NewSecret;
use crate::ui::{Button, ButtonKind, Field, TextArea, TextInput};

/// A secret as a row of a section.
#[component]
pub fn SecretPart(
    /// Its reference.
    of: Part<Option<SecretId>>,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to fill it.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// Must be set.
    #[prop(optional)]
    required: bool,
    /// May stay empty, and says so.
    #[prop(optional)]
    optional: bool,
    /// Takes several lines, such as those of a key.
    #[prop(optional)]
    long: bool,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let replacing = RwSignal::new(false);
    let id = StoredValue::new(None::<SecretId>);
    let stored = Memo::new(move |_| of.stored.and_then(|stored| stored.get()));
    let is_typing = Memo::new(move |_| {
        replacing.get() || !text.with(String::is_empty) || of.value.get().is_none()
    });
    // A plan that was discarded or applied takes with it what was typed.
    Effect::new(move |_| {
        let now = of.value.get();
        let is_sealed = now.is_some() && now == stored.get();
        let is_gone = now != id.get_value() || is_sealed;
        if is_gone && !text.with_untracked(String::is_empty) {
            id.set_value(None);
            text.set(String::new());
            replacing.set(false);
        }
    });
    let keep = move || {
        id.set_value(None);
        text.set(String::new());
        replacing.set(false);
        of.put(stored.get_untracked());
    };
    let typed = move |typed: String| {
        if typed.is_empty() {
            id.set_value(None);
            text.set(typed);
            of.put(stored.get_untracked());
            return;
        }
        let secret = match id.get_value() {
            Some(id) => Ok(NewSecret::new(id, typed.clone())),
            None => NewSecret::of(typed.clone()),
        };
        match secret {
            Ok(secret) => {
                id.set_value(Some(secret.id()));
                text.set(typed);
                of.set.run((Some(secret.id()), vec![secret]));
            }
            Err(failure) => tell_failure(&failure),
        }
    };
    let control = move || {
        if !is_typing.get() {
            let words = if of.value.get() == stored.get() {
                "Sealed on this device"
            } else {
                "A new value, sealed when it is applied"
            };
            return view! {
                <span class="secret-dots" aria-hidden="true">"••••••••"</span>
                <span class="sub">{words}</span>
                <Button small=true disabled_reason=of.closed on_click=move |_| replacing.set(true)>"Replace"</Button>
            }
            .into_any();
        }
        let input = if long {
            view! { <TextArea class="mono masked" rows=3 value=text on_input=typed disabled_reason=of.closed/> }
                .into_any()
        } else {
            view! { <TextInput class="wide" kind="password" autocomplete="new-password" value=text on_input=typed disabled_reason=of.closed/> }
                .into_any()
        };
        let keeps = move || {
            stored.get().map(|_| {
                view! { <Button small=true kind=ButtonKind::Quiet on_click=move |_| keep()>"Keep what is sealed"</Button> }
            })
        };
        view! { {input}{keeps} }.into_any()
    };
    view! {
        <Field label hint row=true required optional error=of.error changed=of.changed()>{control}</Field>
    }
    .into_any()
}
