//! A user's name and e-mail address, saved at once as a plan of one.

use leptos::prelude::*;
use planisphere_domain::user::UserField;
use planisphere_domain::{Command, Edit, UserId};

use super::describe::follow;
use crate::components::{LeaveGuard, SaveBar, Submission, tell};
use crate::replica::Replica;
use crate::ui::{Banner, Field, Section, TextInput, Toaster, Tone};

/// Fields that show their own errors.
const SHOWN: &[&str] = &["fullName", "username"];

/// Name and address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Profile {
    name: String,
    email: String,
}

/// The form. Untouched fields follow what is stored; touched ones keep the base that their author saw.
#[component]
pub fn UserProfileForm(
    /// Whose.
    id: UserId,
) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let stored = Memo::new(move |_| {
        replica
            .user(id)
            .map_or_else(Profile::default, |view| Profile {
                name: view.row.name,
                email: view.row.email,
            })
    });
    let draft = RwSignal::new(stored.get_untracked());
    let base = RwSignal::new(stored.get_untracked());
    let dirty = Memo::new(move |_| draft.get() != base.get());
    let catch_up = move |now: Profile, has_seen: bool| {
        let (mut wanted, mut seen) = (draft.get_untracked(), base.get_untracked());
        follow(&mut wanted.name, &mut seen.name, now.name, has_seen);
        follow(&mut wanted.email, &mut seen.email, now.email, has_seen);
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
    let closed = Memo::new(move |_| {
        replica
            .gate(Command::UpdateUser {
                id,
                edits: Vec::new(),
            })
            .reason
    });
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (base, draft) = (base.get_untracked(), draft.get_untracked());
        let edits = vec![
            Edit::new(
                UserField::FullName(base.name),
                UserField::FullName(draft.name),
            ),
            Edit::new(UserField::Email(base.email), UserField::Email(draft.email)),
        ];
        let edits = edits
            .into_iter()
            .filter(|edit| edit.base != edit.value)
            .collect();
        submission.run(
            replica.dispatch(Command::UpdateUser { id, edits }),
            move |receipt| tell(toaster, replica, "Profile saved", receipt),
        );
    };
    let discard = move || {
        submission.reset();
        let now = stored.get_untracked();
        draft.set(now.clone());
        base.set(now);
    };
    let name_changed = move || draft.with(|draft| base.with(|base| draft.name != base.name));
    let email_changed = move || draft.with(|draft| base.with(|base| draft.email != base.email));
    let beside = submission.error_beside(SHOWN);
    view! {
        <LeaveGuard dirty=dirty/>
        <form on:submit=save novalidate=true>
            <Section title="Profile">
                <Field label="Full name" row=true required=true error=submission.error_of("fullName") changed=name_changed>
                    <TextInput
                        value=Signal::derive(move || draft.with(|draft| draft.name.clone()))
                        on_input=move |text| draft.update(|draft| draft.name = text)
                        disabled_reason=closed
                    />
                </Field>
                <Field label="E-mail address" row=true required=true error=submission.error_of("username") changed=email_changed>
                    <TextInput
                        kind="email"
                        value=Signal::derive(move || draft.with(|draft| draft.email.clone()))
                        on_input=move |text| draft.update(|draft| draft.email = text)
                        disabled_reason=closed
                    />
                </Field>
                {move || beside.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
                <SaveBar dirty busy=submission.busy() on_discard=discard/>
            </Section>
        </form>
    }
    .into_any()
}
