//! How it stands with somebody, and changing it: off, on, shut out, removed, an invite sent again.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::user::UserStatus;
use planisphere_domain::{Command, UserId};

use crate::components::{InPlace, StageButton, Submission, tell};
use crate::forms::InviteAcceptDialog;
use crate::paths::Place;
use crate::replica::{Loss, Replica, UserState, UserView};
use crate::ui::{
    Banner, Button, ButtonKind, ConfirmDialog, Section, SectionBody, Status, StatusKind, Time,
    Toaster, Tone,
};

/// Lines of what is lost; more are counted.
const SHOWN: usize = 30;

/// The shape and the word of a state.
pub(super) fn status(state: UserState) -> (StatusKind, String) {
    let kind = match state {
        UserState::Active => StatusKind::Passed,
        UserState::Invited => StatusKind::Unknown,
        UserState::InviteExpired => StatusKind::Degraded,
        UserState::Inactive => StatusKind::Hibernating,
        UserState::Banned => StatusKind::Refused,
    };
    (kind, state.word().to_owned())
}

/// The state with what can be done about it.
#[component]
pub(super) fn Standing(id: UserId, view: Memo<UserView>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let submission = Submission::default();
    let joining = RwSignal::new(None::<(UserId, String)>);
    let banning = RwSignal::new(false);
    let run = move |command: Command, told: &'static str| {
        submission.run(replica.dispatch(command), move |receipt| {
            banning.try_set(false);
            tell(toaster, replica, told, receipt);
        });
    };
    let gate = move |command: Command| Memo::new(move |_| replica.gate(command.clone()).reason);
    let set = move |status: UserStatus, words: &'static str, told: &'static str| {
        let command = Command::SetUserStatus { id, status };
        let closed = gate(command.clone());
        if matches!(status, UserStatus::Banned) && !replica.changes_into_plan() {
            return view! { <Button kind=ButtonKind::Danger disabled_reason=closed on_click=move |_| banning.set(true)>{words}</Button> }
                .into_any();
        }
        let change = move |_| {
            let name = view.with_untracked(|view| view.row.name.clone());
            let change = InPlace {
                title: format!("{words} {name}"),
                told: told.to_owned(),
                command: command.clone(),
            };
            change.run(replica, toaster, submission);
        };
        view! { <Button disabled_reason=closed busy=submission.busy() on_click=change>{words}</Button> }
            .into_any()
    };
    let ban = Command::SetUserStatus {
        id,
        status: UserStatus::Banned,
    };
    let asked = ban.clone();
    let losses = Memo::new(move |_| {
        if banning.get() {
            replica.losses(asked.clone())
        } else {
            Vec::new()
        }
    });
    let name = Signal::derive(move || view.with(|view| view.row.name.clone()));
    let state = Memo::new(move |_| view.with(|view| view.row.state));
    let about = move || match state.get() {
        UserState::Active => "May act with everything they hold.",
        UserState::Invited => "Holds what was given and cannot use it before they joined.",
        UserState::InviteExpired => "The invite can no longer be accepted. Send it again.",
        UserState::Inactive => "Keeps every role and cannot use any.",
        UserState::Banned => "Keeps every role, cannot use any, and stays out.",
    };
    let expiry = move || {
        view.with(|view| view.invite_expires_at).map(|at| {
            view! { <p class="sub">"The invite ends "<Time at=crate::components::millis(at)/></p> }
        })
    };
    let buttons = move || match state.get() {
        UserState::Active => vec![
            set(UserStatus::Inactive, "Switch off", "Switched off"),
            set(UserStatus::Banned, "Ban", "Banned"),
        ],
        UserState::Inactive => vec![
            set(UserStatus::Active, "Switch on", "Switched on"),
            set(UserStatus::Banned, "Ban", "Banned"),
        ],
        UserState::Banned => vec![
            set(UserStatus::Active, "Let in again", "Let in again"),
            set(UserStatus::Inactive, "Switch off", "Switched off"),
        ],
        UserState::Invited | UserState::InviteExpired => {
            let email = view.with_untracked(|view| view.row.email.clone());
            let accept = gate(Command::AcceptInvite {
                id,
                full_name: email.clone(),
            });
            let resend = gate(Command::ResendInvite { id });
            vec![
                view! {
                    <Button disabled_reason=resend busy=submission.busy() on_click=move |_| run(Command::ResendInvite { id }, "Invite sent again")>"Send again"</Button>
                }
                .into_any(),
                view! {
                    <Button disabled_reason=accept on_click=move |_| joining.set(Some((id, email.clone())))>"Mark as joined"</Button>
                }
                .into_any(),
            ]
        }
    };
    let failed = submission.error_beside(&[]);
    view! {
        <Section title="State">
            <SectionBody>
                <div class="stack tight">
                    {move || { let (kind, word) = status(state.get()); view! { <Status kind=kind word=word/> } }}
                    <p class="muted">{about}</p>
                    {expiry}
                    <div class="cluster">{buttons}</div>
                    {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
                </div>
            </SectionBody>
        </Section>
        <InviteAcceptDialog of=joining/>
        <ConfirmDialog
            open=banning
            on_close=move || banning.set(false)
            title=Signal::derive(move || format!("Ban {}", name.get()))
            action="Ban"
            busy=submission.busy()
            error=submission.error_beside(&[])
            on_confirm=move || run(ban.clone(), "Banned")
        >
            <p>"They can use nothing until somebody lets them in again. Their roles stay with them."</p>
            <Show when=move || losses.with(|losses| !losses.is_empty())>
                <p>"They lose:"</p>
                {move || loss_lines(losses.get())}
            </Show>
        </ConfirmDialog>
    }
    .into_any()
}

/// What somebody loses, line by line.
fn loss_lines(all: Vec<Loss>) -> AnyView {
    let rest = all.len().saturating_sub(SHOWN);
    let lines = all
        .into_iter()
        .take(SHOWN)
        .map(|loss| {
            view! { <li>{format!("{} permissions on {}", loss.permissions, loss.place)}</li> }
        })
        .collect_view();
    let more = (rest > 0).then(|| view! { <li class="sub">{format!("and {rest} more")}</li> });
    view! { <ul class="losses" aria-label="What they lose">{lines}{more}</ul> }.into_any()
}

/// Removing somebody, with what they lose and their name to type; withdrawing an invite.
#[component]
pub(super) fn Removal(id: UserId, view: Memo<UserView>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let submission = Submission::default();
    let asking = RwSignal::new(false);
    let closed = Memo::new(move |_| replica.gate(Command::RemoveUser { id }).reason);
    let is_invite = Memo::new(move |_| view.with(|view| view.row.state.is_invite()));
    let losses = Memo::new(move |_| {
        if asking.get() {
            replica.losses(Command::RemoveUser { id })
        } else {
            Vec::new()
        }
    });
    let name = Signal::derive(move || Some(view.with(|view| view.row.name.clone())));
    let words = Signal::derive(move || {
        match (is_invite.get(), view.with(|view| view.is_viewer)) {
            (true, _) => "Withdraw the invite",
            (false, true) => "Leave the Organization",
            (false, false) => "Remove from the Organization",
        }
        .to_owned()
    });
    let remove = move || {
        let navigate = navigate.clone();
        let next = place.paths_untracked().users();
        submission.run(
            replica.dispatch(Command::RemoveUser { id }),
            move |receipt| {
                asking.try_set(false);
                tell(toaster, replica, "Removed", receipt);
                navigate(&next, Default::default());
            },
        );
    };
    let failed = submission.error_beside(&[]);
    let lines = move || loss_lines(losses.get());
    view! {
        <Section title="Remove" danger=true>
            <SectionBody>
                <div class="stack tight">
                    <p class="muted">"Takes every role and every Team from them. What they did stays in the log under their id."</p>
                    <div class="cluster"><Button kind=ButtonKind::Danger disabled_reason=closed on_click=move |_| asking.set(true)>{words}</Button>
                    <StageButton
                        title=Signal::derive(move || format!("Remove {}", name.get().unwrap_or_default()))
                        make=move |()| Some(vec![Command::RemoveUser { id }]) submission disabled_reason=closed
                    /></div>
                    {move || (!asking.get()).then(|| failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> }))}
                    {move || closed.get().map(|reason| view! { <p class="sub">{reason}</p> })}
                </div>
            </SectionBody>
        </Section>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title=words
            action=words
            typed_name=name
            busy=submission.busy()
            error=submission.error_beside(&[])
            on_confirm=remove
        >
            <Show
                when=move || losses.with(|losses| !losses.is_empty())
                fallback=|| view! { <p>"They can use nothing now, so nothing that works is lost. This cannot be undone."</p> }
            >
                <p>"They lose, and this cannot be undone:"</p>
                {lines}
            </Show>
        </ConfirmDialog>
    }
    .into_any()
}
