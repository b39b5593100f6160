//! Asks for the passphrase of this device, at the moment when a secret is sealed or opened.

use leptos::prelude::*;

use crate::components::{FormDialog, Submission};
use crate::replica::Replica;
use crate::ui::{Field, TextInput};

/// The dialog, while something waits for the passphrase.
#[component]
pub(super) fn UnlockDialog() -> impl IntoView {
    let replica = Replica::get();
    let submission = Submission::default();
    let passphrase = RwSignal::new(String::new());
    let forget = move || {
        passphrase.set(String::new());
        submission.reset();
    };
    let send = move || {
        submission.run(replica.unlock(passphrase.get_untracked()), move |()| {
            forget()
        });
    };
    let leave = move || {
        forget();
        replica.leave_locked();
    };
    view! {
        <FormDialog
            open=Signal::derive(move || replica.asks_for_passphrase())
            on_close=move |()| leave()
            on_submit=move |()| send()
            submission
            shown=&[]
            title="Unlock the secrets of this device"
            lead=Some("They are sealed by a passphrase. It is kept in memory until this tab is closed or reloaded.".to_owned())
            action="Unlock"
        >
            <Field label="Passphrase" required=true>
                <TextInput class="wide" kind="password" autocomplete="current-password" autofocus=true
                    value=passphrase on_input=move |text| passphrase.set(text)/>
            </Field>
        </FormDialog>
    }
    .into_any()
}
