//! The dialog that takes a file in: it shows what is inside before anything is stored.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::export::failure_of;
use super::secret_name::SecretName;
use super::working::Working;
use crate::components::{
    Submission, commit_number, commits_in_words, events_in_words, grouped, millis,
};
use crate::paths::OrganizationPaths;
use crate::replica::{
    Asked, CopyHere, ImportWish, InsideView, NamedSecret, OrganizationEntry, ReadIn, Replica,
    SecretsInside, Standing, Work,
};
use crate::ui::{
    Banner, Button, ButtonKind, Checkbox, Dialog, Field, Isolated, TextInput, Time, Tone,
};

/// So many secrets are named; the rest is a number.
const MOST_NAMES: usize = 8;

/// The dialog, while an import is asked about.
#[component]
pub(super) fn ImportDialog() -> impl IntoView {
    let replica = Replica::get();
    let navigate = use_navigate();
    let asked = Memo::new(move |_| match replica.asked() {
        Some(Asked::Import { name, .. }) => Some(name),
        _ => None,
    });
    let (reading, keeping) = (Submission::default(), Submission::default());
    let work = Work::default();
    let read = RwSignal::new_local(None::<Rc<ReadIn>>);
    let passphrase = RwSignal::new(String::new());
    let without = RwSignal::new(false);
    let look = move || {
        let Some(Asked::Import { content, .. }) = replica.asked_untracked() else {
            return;
        };
        without.set(false);
        reading.reset();
        keeping.reset();
        let run = work.renew();
        reading.run(replica.read_in(content, run), move |found| {
            if !run.is_cancelled() {
                read.try_set(Some(found));
            }
        });
    };
    let busy = Signal::derive(move || reading.busy().get() || keeping.busy().get());
    // An earlier run that was cancelled may still be on its way to its end.
    let wanted = RwSignal::new(false);
    Effect::new(move |_| wanted.set(asked.with(Option::is_some)));
    Effect::new(move |_| {
        if !busy.get() && wanted.get() {
            wanted.set(false);
            look();
        }
    });
    let close = move || {
        work.cancel();
        passphrase.try_set(String::new());
        read.try_set(None);
        replica.stop_asking();
    };
    let view = Memo::new(move |_| read.with(|read| read.as_ref().map(|read| read.view.clone())));
    let asks = Signal::derive(move || {
        let carried = view.with(|view| {
            view.as_ref()
                .is_some_and(|view| matches!(view.secrets, SecretsInside::Carried(_)))
        });
        carried && !without.get()
    });
    let reason = Signal::derive(move || {
        if view.with(Option::is_none) {
            return Some("The file is not read to its end.".to_owned());
        }
        let missing = asks.get() && passphrase.with(String::is_empty);
        missing.then(|| "Type the passphrase that opens its secrets.".to_owned())
    });
    let go = StoredValue::new_local(move |entry: OrganizationEntry| {
        close();
        let mut all = replica.organizations().get_untracked().unwrap_or_default();
        if replica.source().is_some() {
            // What is on this device is read by a page that shows no published copy; its handle names it in any case.
            let overview = OrganizationPaths::new(entry.handle.as_str()).overview();
            let _ = window().location().assign(&overview);
            return;
        }
        if all.iter().all(|it| it.handle != entry.handle) {
            all.push(entry.clone());
        }
        let key = Replica::address_key(&all, &entry);
        navigate(&OrganizationPaths::new(&key).overview(), Default::default());
    });
    let send = move || {
        if reason.get_untracked().is_some() {
            return;
        }
        let Some(read) = read.get_untracked() else {
            return;
        };
        let wish = if asks.get_untracked() {
            ImportWish::WithSecrets(passphrase.get_untracked())
        } else {
            ImportWish::WithoutSecrets
        };
        let run = work.renew();
        keeping.run(replica.import(read, wish, run), move |entry| {
            if !run.is_cancelled() {
                go.with_value(|go| go(entry));
            }
        });
    };
    let failed = failure_of(reading, keeping);
    view! {
        <Dialog
            open=Signal::derive(move || asked.with(Option::is_some))
            on_close=move |()| close()
            on_submit=move |()| send()
            title="Import an Organization"
            footer=move || view! {
                <Button on_click=move |_| close()>"Cancel"</Button>
                <Show when=move || view.with(Option::is_some)>
                    <Button kind=ButtonKind::Primary submit=true busy=busy disabled_reason=reason>"Import the Organization"</Button>
                </Show>
            }
        >
            // It tells of itself once it is read.
            {move || view.get().is_none().then(|| asked.get().map(|name| view! { <p class="sub"><Isolated text=name/></p> }))}
            {move || view.get().map(|view| view! { <Inside view file=asked.get_untracked().unwrap_or_default()/> })}
            <Show when=move || view.with(|view| view.as_ref().is_some_and(|it| matches!(it.secrets, SecretsInside::Carried(_))))>
                <Show when=move || asks.get()>
                    <Field label="Passphrase of its secrets" required=true hint="It was given when the file was written">
                        <TextInput class="wide" kind="password" value=passphrase on_input=move |text| passphrase.set(text)/>
                    </Field>
                </Show>
                <Checkbox checked=without on_change=move |on| without.set(on) text="Import it without its secrets".to_owned()/>
            </Show>
            <Working work/>
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad title="It was not imported".to_owned()>{text}</Banner> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Inside(
    view: InsideView,
    /// The file's name.
    #[prop(into)]
    file: String,
) -> impl IntoView {
    let InsideView {
        name,
        organization,
        format,
        commits,
        events,
        newest,
        exported_at,
        secrets,
        here,
    } = view;
    let newest = newest.map(|at| {
        view! { <dt>"Newest change"</dt><dd><Time at=millis(at) in_full=true/></dd> }
    });
    let written = exported_at.map(|at| {
        view! { <dt>"File written"</dt><dd><Time at=millis(at) in_full=true/></dd> }
    });
    let secrets = match secrets {
        SecretsInside::None => "None".into_any(),
        SecretsInside::LeftOut(secrets) => left_out(secrets),
        SecretsInside::Carried(1) => "1, sealed by a passphrase".into_any(),
        SecretsInside::Carried(count) => {
            format!("{}, sealed by a passphrase", grouped(count)).into_any()
        }
    };
    let beside = (!here.is_empty()).then(|| {
        let several = here.len() > 1;
        let compared = here
            .into_iter()
            .map(|copy| view! { <Compared copy several/> })
            .collect_view();
        view! {
            <Banner tone=Tone::Info title="It is on this device already".to_owned()>
                {compared}
                "The import is kept beside, under an address of its own, and changes nothing there."
            </Banner>
        }
    });
    view! {
        <dl class="kv wide">
            <dt>"Organization"</dt><dd><Isolated text=name/></dd>
            <dt>"Its id"</dt><dd class="mono">{organization}</dd>
            <dt>"Changes"</dt><dd>{events_in_words(events, commits)}</dd>
            {newest}
            {written}
            <dt>"Secrets"</dt><dd>{secrets}</dd>
            <dt>"File"</dt><dd><Isolated text=file/><br/><span class="sub">{format!("Format {format}, whole and unchanged")}</span></dd>
        </dl>
        {beside}
    }
    .into_any()
}

/// How the file stands to a copy that is here.
#[component]
fn Compared(
    copy: CopyHere,
    /// Whether there are others, so that it has to be named.
    several: bool,
) -> impl IntoView {
    let CopyHere { entry, standing } = copy;
    let standing = match standing {
        Standing::Same => format!(
            "The copy here ends with the same commit as the file, after {}.",
            commits_in_words(entry.head)
        ),
        Standing::FileIsOlder(more) => format!(
            "The file is older: the copy here has all of it and {} more.",
            commits_in_words(more)
        ),
        Standing::FileIsNewer(more) => format!(
            "The file is newer: it has all of the copy here and {} more.",
            commits_in_words(more)
        ),
        Standing::Apart { after, file, here } => {
            let fork = match after {
                0 => "They share no commit".to_owned(),
                after => format!("They went apart after commit {}", commit_number(after)),
            };
            format!(
                "{fork}: the file has {} that the copy here does not have, and the copy has {} that the file does not have.",
                commits_in_words(file),
                commits_in_words(here)
            )
        }
        Standing::Unread { readable: 0 } => {
            "The copy here cannot be read, so it is not known which is newer.".to_owned()
        }
        Standing::Unread { readable } => format!(
            "The copy here can be read up to commit {} alone, and the file has the same up to there.",
            commit_number(readable)
        ),
    };
    #[allow(clippy::cast_precision_loss)]
    let changed = entry.updated_at_ms as f64;
    let named = several.then(|| {
        view! { <b>{entry.copy_name()}</b>", changed "<Time at=changed/>": " }
    });
    view! { <p>{named}{standing}</p> }.into_any()
}

/// What was left out, by name, and how much more.
fn left_out(secrets: Vec<NamedSecret>) -> AnyView {
    let rest = secrets.len().saturating_sub(MOST_NAMES);
    let named = secrets.into_iter().take(MOST_NAMES).enumerate();
    let named = named
        .map(|(place, secret)| {
            let joint = (place > 0).then_some(", ");
            view! { {joint}<SecretName secret/> }
        })
        .collect_view();
    let rest = (rest > 0).then(|| format!(" and {} more", grouped(rest)));
    view! { "Left out: "{named}{rest} }.into_any()
}
