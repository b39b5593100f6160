//! Name and description of a thing, saved at once as a plan of one. The command is the caller's.

use leptos::prelude::*;

use crate::components::{LeaveGuard, SaveBar, Submission};
use crate::ui::{Banner, Field, Section, TextArea, TextInput, Tone};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["name", "description"];

/// A name and a description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// The name.
    pub name: String,
    /// The description.
    pub description: String,
}

/// The form. What is stored may change while it is open: untouched fields follow, touched ones keep the
/// base that their author saw, so that a lost update cannot happen.
#[component]
pub fn DescribeForm(
    /// What is stored now.
    #[prop(into)]
    stored: Signal<Described>,
    /// Called with what the author saw and what they want.
    #[prop(into)]
    on_save: Callback<(Described, Described)>,
    /// How saving goes.
    submission: Submission,
    /// Why nothing can be changed.
    #[prop(into)]
    disabled_reason: Signal<Option<String>>,
    /// The thing has a name alone.
    #[prop(optional)]
    name_only: bool,
) -> impl IntoView {
    let draft = RwSignal::new(stored.get_untracked());
    let base = RwSignal::new(stored.get_untracked());
    let dirty = Memo::new(move |_| draft.get() != base.get());
    let catch_up = move |now: Described, has_seen: bool| {
        let (mut wanted, mut seen) = (draft.get_untracked(), base.get_untracked());
        follow(&mut wanted.name, &mut seen.name, now.name, has_seen);
        follow(
            &mut wanted.description,
            &mut seen.description,
            now.description,
            has_seen,
        );
        draft.set(wanted);
        base.set(seen);
    };
    Effect::new(move |_| catch_up(stored.get(), false));
    // Once both versions are shown, what is stored now is what the author has seen.
    Effect::new(move |_| {
        if !submission.conflicts().is_empty() {
            catch_up(stored.get_untracked(), true);
        }
    });
    let name_changed = move || draft.with(|draft| base.with(|base| draft.name != base.name));
    let description_changed =
        move || draft.with(|draft| base.with(|base| draft.description != base.description));
    let was =
        move || name_changed().then(|| format!("was {}", base.with(|base| base.name.clone())));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_save.run((base.get_untracked(), draft.get_untracked()));
    };
    let discard = move || {
        submission.reset();
        let now = stored.get_untracked();
        draft.set(now.clone());
        base.set(now);
    };
    let beside = submission.error_beside(SHOWN);
    view! {
        <LeaveGuard dirty=dirty/>
        <form on:submit=submit novalidate=true>
            <Section title=if name_only { "Name" } else { "Name and description" }>
                <Field label="Name" row=true required=true error=submission.error_of("name") changed=name_changed was=was>
                    <TextInput class="wide"
                        value=Signal::derive(move || draft.with(|draft| draft.name.clone()))
                        on_input=move |text| draft.update(|draft| draft.name = text)
                        disabled_reason=disabled_reason
                    />
                </Field>
                {(!name_only).then(|| view! {
                    <Field
                        label="Description"
                        row=true
                        error=submission.error_of("description")
                        changed=description_changed
                    >
                        <TextArea
                            value=Signal::derive(move || draft.with(|draft| draft.description.clone()))
                            on_input=move |text| draft.update(|draft| draft.description = text)
                            disabled_reason=disabled_reason
                        />
                    </Field>
                })}
                {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
                <SaveBar dirty busy=submission.busy() on_discard=discard/>
            </Section>
        </form>
    }
    .into_any()
}

/// Brings one field up to what is stored now. One that its author left alone follows, and so does one
/// that was saved meanwhile; a touched one keeps its draft, and its base until its author `has_seen` the
/// stored value.
pub(super) fn follow(draft: &mut String, base: &mut String, now: String, has_seen: bool) {
    // Texts are stored without outer blanks.
    if draft == base || draft.trim() == now {
        draft.clone_from(&now);
        *base = now;
    } else if has_seen {
        *base = now;
    }
}
