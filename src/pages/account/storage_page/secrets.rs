//! How secrets are sealed on this device, and changing that.

use leptos::prelude::*;

use crate::components::{FormDialog, Submission, grouped};
use crate::pages::one_file::{NewPassphrase, PassphraseFields, Working};
use crate::replica::{Replica, SealedBy, SizeView, Work};
use crate::ui::{
    Banner, Button, Field, Section, SectionBody, Status, StatusKind, TextInput, Toast, Toaster,
    Tone,
};

/// What somebody wants to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Choose,
    Another,
    Remove,
}

/// The section.
#[component]
pub(super) fn Secrets(
    /// The way; nothing until it is read.
    #[prop(into)]
    sealed_by: Signal<Option<SealedBy>>,
    #[prop(into)] organizations: Signal<Vec<SizeView>>,
    /// What is asked in the dialog.
    change: RwSignal<Option<Change>>,
    /// A change on its way.
    submission: Submission,
    /// Called when it is another way now.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let replica = Replica::get();
    let way = move || sealed_by.get().unwrap_or(SealedBy::Device);
    let told = move || match way() {
        SealedBy::Device => (
            StatusKind::Noted,
            "Sealed with a key of this device",
            "Pages can use the key and not read it. Whoever can use this browser profile can have secrets opened.",
        ),
        SealedBy::Locked => (
            StatusKind::Passed,
            "Sealed by a passphrase, locked",
            "It is asked for when a secret is sealed or opened. Everything else works without it.",
        ),
        SealedBy::Unlocked => (
            StatusKind::Noted,
            "Sealed by a passphrase, unlocked in this tab",
            "Until this tab is closed or reloaded, or locked here.",
        ),
    };
    let count =
        move || match organizations.with(|all| all.iter().map(|it| it.secrets).sum::<usize>()) {
            0 => "No secret is sealed on this device yet".to_owned(),
            1 => "1 secret".to_owned(),
            more => format!("{} secrets", grouped(more)),
        };
    let start = move |wanted| move |_| change.set(Some(wanted));
    let lock = move |_| {
        replica.lock();
        on_change.run(());
    };
    let unlocking = Submission::default();
    let unlock = move |_| {
        // The question stays over the pages, and the person may go on to another one before they answer it.
        unlocking.run(replica.ask_to_unlock(), move |()| {
            on_change.try_run(());
        });
    };
    let failed = unlocking.error_beside(&[]);
    // Until a change that was cancelled has come to its end there is no other one.
    let busy = submission.busy();
    let actions = move || {
        match way() {
        SealedBy::Device => {
            view! { <Button small=true busy on_click=start(Change::Choose)>"Choose a passphrase"</Button> }.into_any()
        }
        way => {
            let turns = if way == SealedBy::Unlocked {
                view! { <Button small=true on_click=lock>"Lock now"</Button> }
            } else {
                view! { <Button small=true busy=unlocking.busy() on_click=unlock>"Unlock"</Button> }
            };
            view! {
                {turns}
                <Button small=true busy on_click=start(Change::Another)>"Change the passphrase"</Button>
                <Button small=true busy on_click=start(Change::Remove)>"Remove the passphrase"</Button>
            }
            .into_any()
        }
    }
    };
    view! {
        <Section title="Secrets" lead="Values of secret variables, passwords and tokens, of every Organization on this device.">
            <Field label="How they are sealed" row=true>
                <div class="stack tight">
                    {move || {
                        let (kind, word, about) = told();
                        view! { <Status kind word=word.to_owned()/><span class="sub">{about}</span> }
                    }}
                </div>
            </Field>
            <Field label="Sealed here" row=true><span>{count}</span></Field>
            <SectionBody>
                <div class="cluster">{actions}</div>
                {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
            </SectionBody>
        </Section>
    }
    .into_any()
}

/// The dialog of a change. It stands beside what is read anew, so that nothing that is typed in it is lost.
#[component]
pub(super) fn ChangeDialog(
    change: RwSignal<Option<Change>>,
    submission: Submission,
    #[prop(into)] on_change: Callback<()>,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let work = Work::default();
    let passphrase = NewPassphrase::default();
    let current = RwSignal::new(String::new());
    // The words stay while the dialog closes.
    let wanted = Memo::new(move |last: Option<&Change>| {
        change.get().or(last.copied()).unwrap_or(Change::Choose)
    });
    let close = move || {
        work.cancel();
        passphrase.clear();
        current.set(String::new());
        submission.reset();
        change.set(None);
    };
    let send = move || {
        let wanted = wanted.get_untracked();
        let chosen = match wanted {
            Change::Remove => None,
            Change::Choose | Change::Another => {
                if untrack(|| passphrase.missing()).is_some() {
                    passphrase.insist();
                    return;
                }
                Some(passphrase.get_untracked())
            }
        };
        let sealing = replica.seal_by(current.get_untracked(), chosen, work.renew());
        submission.run(sealing, move |()| {
            close();
            on_change.try_run(());
            toaster.show(Toast::new(match wanted {
                Change::Remove => "The passphrase was removed",
                Change::Choose => "Secrets are sealed by the passphrase",
                Change::Another => "The passphrase was changed",
            }));
        });
    };
    let title = move || match wanted.get() {
        Change::Choose => "Choose a passphrase".to_owned(),
        Change::Another => "Change the passphrase".to_owned(),
        Change::Remove => "Remove the passphrase".to_owned(),
    };
    let action = move || match wanted.get() {
        Change::Choose | Change::Another => "Seal every secret anew".to_owned(),
        Change::Remove => "Seal with a key of this device".to_owned(),
    };
    view! {
        <FormDialog
            open=Signal::derive(move || change.with(Option::is_some))
            on_close=move |()| close()
            on_submit=move |()| send()
            submission
            shown=&[]
            title=Signal::derive(title)
            action=Signal::derive(action)
        >
            <Show when=move || wanted.get() != Change::Choose>
                <Field label="Current passphrase" required=true>
                    <TextInput class="wide" kind="password" autocomplete="current-password" value=current on_input=move |text| current.set(text)/>
                </Field>
            </Show>
            <Show
                when=move || wanted.get() != Change::Remove
                fallback=|| view! { <p>"Secrets are sealed with a key that lies on this device again. Whoever can use this browser profile can then have them opened."</p> }
            >
                <p class="sub">"The key is made of it by PBKDF2 with SHA-256 in 600,000 rounds, and is kept in memory only. After a reload it is asked for when a secret is sealed or opened."</p>
                <PassphraseFields passphrase/>
            </Show>
            <Working work/>
        </FormDialog>
    }
    .into_any()
}
