//! The dialog that downloads an Organization: as one file with its history, or as plain JSON.

use leptos::prelude::*;

use super::passphrase::{NewPassphrase, PassphraseFields};
use super::secret_name::SecretName;
use super::working::Working;
use crate::components::{Submission, events_in_words, grouped, millis};
use crate::replica::{Asked, ExportView, ExportWish, Handle, NamedSecret, Replica, Work};
use crate::ui::{
    Banner, Button, ButtonKind, Choice, Dialog, Field, Glyph, Segmented, Time, Toast, Toaster, Tone,
};

const FILE: &str = "file";
const PLAIN: &str = "plain";
const LEFT_OUT: &str = "left-out";
const CARRIED: &str = "carried";

/// What is chosen in the dialog.
#[derive(Clone, Copy)]
struct Choosing {
    form: RwSignal<String>,
    secrets: RwSignal<String>,
    passphrase: NewPassphrase,
}

impl Choosing {
    fn new() -> Self {
        Self {
            form: RwSignal::new(FILE.to_owned()),
            secrets: RwSignal::new(LEFT_OUT.to_owned()),
            passphrase: NewPassphrase::default(),
        }
    }

    fn renew(self) {
        self.form.set(FILE.to_owned());
        self.secrets.set(LEFT_OUT.to_owned());
        self.passphrase.clear();
    }

    fn is_plain(self) -> bool {
        self.form.with(|form| form == PLAIN)
    }

    fn carries(self) -> bool {
        !self.is_plain() && self.secrets.with(|secrets| secrets == CARRIED)
    }

    fn wish(self) -> ExportWish {
        untrack(|| {
            if self.is_plain() {
                ExportWish::Plain
            } else if self.carries() {
                ExportWish::WithSecrets(self.passphrase.get_untracked())
            } else {
                ExportWish::WithoutSecrets
            }
        })
    }
}

/// The dialog, while an export is asked about.
#[component]
pub(super) fn ExportDialog() -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let handle = Memo::new(move |_| match replica.asked() {
        Some(Asked::Export(handle)) => Some(handle),
        _ => None,
    });
    let (looking, writing) = (Submission::default(), Submission::default());
    let work = Work::default();
    let choosing = Choosing::new();
    let view = RwSignal::new(None::<ExportView>);
    let look = move |handle: Handle| {
        choosing.renew();
        looking.reset();
        writing.reset();
        let run = work.renew();
        looking.run(replica.export_view(handle, run), move |found| {
            if !run.is_cancelled() {
                view.try_set(Some(found));
            }
        });
    };
    let busy = Signal::derive(move || looking.busy().get() || writing.busy().get());
    // An earlier run that was cancelled may still be on its way to its end.
    let wanted = RwSignal::new(None::<Handle>);
    Effect::new(move |_| wanted.set(handle.get()));
    Effect::new(move |_| {
        if !busy.get()
            && let Some(handle) = wanted.get()
        {
            wanted.set(None);
            look(handle);
        }
    });
    let close = move || {
        work.cancel();
        choosing.passphrase.clear();
        view.set(None);
        replica.stop_asking();
    };
    let send = move || {
        let Some(handle) = handle
            .get_untracked()
            .filter(|_| view.with_untracked(Option::is_some))
        else {
            return;
        };
        if choosing.carries() && choosing.passphrase.missing().is_some() {
            return;
        }
        let run = work.renew();
        let is_plain = untrack(|| choosing.is_plain());
        writing.run(
            replica.export(handle, choosing.wish(), run),
            move |unopened| {
                // Who left while the backup was noted has the file, and may have asked for another one.
                if !run.is_cancelled() {
                    close();
                }
                toaster.show(handed_out(is_plain, &unopened));
            },
        );
    };
    let reason = Signal::derive(move || {
        if view.with(Option::is_none) {
            return Some("The Organization is not read to its end.".to_owned());
        }
        choosing
            .carries()
            .then(|| choosing.passphrase.missing())
            .flatten()
    });
    let title = Signal::derive(move || {
        let name = view.with(|view| view.as_ref().map(|view| view.name.clone()));
        name.map_or_else(
            || "Download an Organization".to_owned(),
            |name| format!("Download {name}"),
        )
    });
    let failed = failure_of(looking, writing);
    view! {
        <Dialog
            open=Signal::derive(move || handle.with(Option::is_some))
            on_close=move |()| close()
            on_submit=move |()| send()
            title
            footer=move || view! {
                <Button on_click=move |_| close()>"Cancel"</Button>
                <Button kind=ButtonKind::Primary submit=true glyph=Glyph::Download busy=busy disabled_reason=reason>"Download"</Button>
            }
        >
            {move || view.get().map(|view| view! { <Wish view choosing/> })}
            <Working work/>
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}

/// That the file is out, and what it does not carry.
fn handed_out(is_plain: bool, unopened: &[String]) -> Toast {
    if is_plain {
        return Toast::new("The plain JSON was handed to the browser. It is no backup");
    }
    if unopened.is_empty() {
        return Toast::new("The file was handed to the browser");
    }
    let names = unopened.join(", ");
    Toast::new(format!(
        "The file was handed to the browser without what cannot be opened on this device: {names}"
    ))
    .stays()
}

/// What went wrong while a dialog read, or in what it did then.
pub(super) fn failure_of(reading: Submission, doing: Submission) -> Signal<Option<String>> {
    let (reading, doing) = (reading.error_beside(&[]), doing.error_beside(&[]));
    Signal::derive(move || reading.get().or_else(|| doing.get()))
}

#[component]
fn Wish(view: ExportView, choosing: Choosing) -> impl IntoView {
    let forms = vec![
        Choice::new(FILE, "With its history"),
        Choice::new(PLAIN, "As plain JSON"),
    ];
    let about = move || {
        if choosing.is_plain() {
            "The current state as text that a person can read. It has no history and no secrets: it is no backup, and cannot be imported again."
        } else {
            "One compressed file with every change ever made: a backup. Importing it, here or on another device, restores the same state and history."
        }
    };
    let newest = view.newest.map(|at| {
        view! { <dt>"Newest change"</dt><dd><Time at=millis(at)/></dd> }
    });
    let secrets = StoredValue::new(view.secrets);
    let sealed = view.sealed;
    view! {
        <Field label="What to download">
            <Segmented options=forms value=choosing.form on_change=move |form| choosing.form.set(form)/>
        </Field>
        <p class="sub">{about}</p>
        <dl class="kv">
            <dt>"Changes"</dt>
            <dd>{events_in_words(view.events, view.commits)}</dd>
            {newest}
        </dl>
        <Show when=move || !choosing.is_plain()>
            <SecretsWish choosing secrets sealed/>
        </Show>
    }
    .into_any()
}

#[component]
fn SecretsWish(
    choosing: Choosing,
    secrets: StoredValue<Vec<NamedSecret>>,
    sealed: usize,
) -> impl IntoView {
    let named = secrets.with_value(Vec::len);
    if named == 0 && sealed == 0 {
        return view! { <p class="sub">"It has no secrets."</p> }.into_any();
    }
    let carried = Choice::new(CARRIED, "Sealed by a passphrase");
    let carried = if sealed == 0 {
        carried.closed("None of its secrets is on this device.")
    } else {
        carried
    };
    let choices = vec![Choice::new(LEFT_OUT, "Left out"), carried];
    let names = secrets.with_value(|names| {
        let names = names.iter();
        names
            .map(|secret| view! { <li><SecretName secret=secret.clone()/></li> })
            .collect_view()
    });
    let list = StoredValue::new_local(Some(names));
    let count = if named == 1 {
        "1 secret is named in it".to_owned()
    } else {
        format!("{} secrets are named in it", grouped(named))
    };
    view! {
        <Field label="Its secrets">
            <Segmented options=choices value=choosing.secrets on_change=move |secrets| choosing.secrets.set(secrets)/>
        </Field>
        <details class="secret-names">
            <summary>{count}</summary>
            <ul>{list.try_update_value(Option::take).flatten()}</ul>
        </details>
        <Show
            when=move || choosing.carries()
            fallback=|| view! { <p class="sub">"They stay on this device. Whoever imports the file enters them again."</p> }
        >
            <p class="sub">
                "The file carries them under AES-GCM. The key is made of the passphrase by PBKDF2 with SHA-256 in 600,000 rounds; without the passphrase nobody opens them."
            </p>
            <PassphraseFields passphrase=choosing.passphrase/>
        </Show>
    }
    .into_any()
}
