//! One API token: how far its secret is, its roles, its name, rotating and deleting it.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use planisphere_domain::access::Holder;
use planisphere_domain::api_token::{ApiTokenField, TokenScope};
use planisphere_domain::audit::Target;
use planisphere_domain::{ApiTokenId, Command, Edit};

use super::frame::{HomeLink, TokenFrame};
use super::list::left;
use super::roles::TokenRoles;
use crate::components::{Gone, HistoryLink, PageTitle, Submission, ViewAsButton, millis, tell};
use crate::forms::{DescribeForm, Described};
use crate::paths::{Place, TokenPlace};
use crate::replica::{Replica, TokenView};
use crate::ui::{
    Banner, Button, ButtonKind, ConfirmDialog, CopyButton, Field, Isolated, LinkButton, Mono,
    PageHead, Section, Status, StatusKind, Time, Toaster,
};

/// The page.
#[component]
pub fn TokenPage() -> impl IntoView {
    view! { <TokenFrame content=|at| view! { <Known at/> }.into_any()/> }
}

/// The token that the address names, if this place has it.
#[component]
fn Known(at: TokenPlace) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let known = Memo::new(move |_| {
        place
            .token()
            .filter(|id| replica.token(*id, at.scope()).is_some())
    });
    move || {
        match known.get() {
        Some(id) => view! { <Token id at/> }.into_any(),
        None => view! {
            <Gone kind="API token" href=Signal::derive(move || place.paths().tokens(at)) back="All API tokens"/>
        }
        .into_any(),
    }
    }
}

#[component]
fn Token(id: ApiTokenId, at: TokenPlace) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let through = at.scope();
    let found = Memo::new(move |_| replica.token(id, through));
    let Some(first) = found.get_untracked() else {
        return ().into_any();
    };
    // The last known view stands in while the token is being deleted under the page.
    let view = Memo::new(move |last: Option<&TokenView>| {
        found
            .get()
            .unwrap_or_else(|| last.cloned().unwrap_or_else(|| first.clone()))
    });
    let name = Signal::derive(move || view.with(|view| view.row.name.clone()));
    let stored = Memo::new(move |_| {
        view.with(|view| Described {
            name: view.row.name.clone(),
            description: view.description.clone(),
        })
    });
    let saving = Submission::default();
    let may_save = Memo::new(move |_| {
        replica
            .gate(Command::UpdateApiToken {
                id,
                through,
                edits: Vec::new(),
            })
            .reason
    });
    let save = move |(base, draft): (Described, Described)| {
        let edits = [
            Edit::new(
                ApiTokenField::Name(base.name),
                ApiTokenField::Name(draft.name),
            ),
            Edit::new(
                ApiTokenField::Description(base.description),
                ApiTokenField::Description(draft.description),
            ),
        ];
        let edits = edits
            .into_iter()
            .filter(|edit| edit.base != edit.value)
            .collect();
        saving.run(
            replica.dispatch(Command::UpdateApiToken { id, through, edits }),
            move |receipt| tell(toaster, replica, "API token saved", receipt),
        );
    };
    let lead = move || {
        let (end, days) = view.with(|view| (view.row.end_at, view.row.days_left));
        let ends = match end {
            None => view! { <span class="after-dot">"never ends"</span> }.into_any(),
            Some(end) => {
                view! { <span class="after-dot">"ends "<Time at=millis(end) in_full=true/>{left(days)}</span> }.into_any()
            }
        };
        let home = view.with(|view| (!view.is_home).then(|| view.row.home.clone()));
        match home {
            None => view! { <span>"API token of"</span><HomeLink at/>{ends} }.into_any(),
            Some(home) => view! {
                <span>"API token of "<Isolated text=home/></span>
                <span class="after-dot">"holds a role in"</span><HomeLink at/>
                {ends}
            }
            .into_any(),
        }
    };
    let text = Signal::derive(move || id.to_string());
    view! {
        <PageTitle text=Signal::derive(move || format!("{}, API tokens", name.get()))/>
        <PageHead title=name lead=lead actions=move || view! { <HistoryLink of=Target::ApiToken(id)/><ViewAsButton holder=Holder::ApiToken(id)/> }/>
        <div class="settings-column">
            <Elsewhere view/>
            <SecretSection id at view/>
            <TokenRoles id at view/>
            <DescribeForm stored on_save=save submission=saving disabled_reason=may_save/>
            <Section title="Facts">
                <Field label="API token id" row=true><Mono text=text/><CopyButton text label="Copy the id"/></Field>
                {move || view.with(|view| {
                    let (at, by) = (millis(view.created_at), view.created_by.clone());
                    let last_use = view.issuance.last_use;
                    view! {
                        <Field label="Defined" row=true><Time at in_full=true/><span class="sub">"by "{by}</span></Field>
                        <Field label="Last used" row=true><span>{last_use}</span></Field>
                    }
                })}
            </Section>
            <Delete id at view/>
        </div>
    }
    .into_any()
}

/// A token that belongs elsewhere says where, with the way there (rule 80).
#[component]
fn Elsewhere(view: Memo<TokenView>) -> impl IntoView {
    let place = Place::current();
    move || {
        view.with(|view| {
            (!view.is_home).then(|| {
                let paths = place.paths();
                let (id, home) = (view.row.id, view.row.home.clone());
                let there = match (view.row.scope, view.row.workspace) {
                    (TokenScope::Organization, _) => Some(TokenPlace::Organization),
                    (TokenScope::Workspace(id), _) => Some(TokenPlace::Workspace(id)),
                    (TokenScope::Deployment(id), Some(workspace)) => {
                        Some(TokenPlace::Deployment(workspace, id))
                    }
                    (TokenScope::Deployment(_), None) => None,
                };
                let href = there.map(|there| paths.token(there, id)).unwrap_or_default();
                view! {
                    <Banner
                        title=format!("This token belongs to {home}")
                        actions=move || view! { <LinkButton small=true href=href.clone()>"Open it there"</LinkButton> }
                    >
                        "It is renamed, rotated and deleted there. Here its role can be changed or taken."
                    </Banner>
                }
            })
        })
    }
}

/// How far the secret is, and rotating it.
#[component]
fn SecretSection(id: ApiTokenId, at: TokenPlace, view: Memo<TokenView>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let through = at.scope();
    let rotating = Submission::default();
    let asking = RwSignal::new(false);
    let gate = Memo::new(move |_| replica.gate(Command::RotateApiToken { id, through }).reason);
    let rotate = move || {
        rotating.run(
            replica.dispatch(Command::RotateApiToken { id, through }),
            move |receipt| {
                asking.try_set(false);
                tell(toaster, replica, "API token rotated", receipt);
            },
        );
    };
    let state = move || {
        view.with(|view| {
            if view.row.has_ended() {
                (StatusKind::Refused, "Ended")
            } else {
                (StatusKind::Unknown, view.issuance.state)
            }
        })
    };
    let rotated = move || {
        view.with(|view| match (view.rotations, view.last_rotated_at) {
            (0, _) | (_, None) => view! { <span>"Never"</span> }.into_any(),
            (times, Some(last)) => {
                let noun = if times == 1 { "once" } else { "times" };
                let count = if times == 1 {
                    String::new()
                } else {
                    format!("{times} ")
                };
                view! { <span>{count}{noun}", last "<Time at=millis(last)/></span> }.into_any()
            }
        })
    };
    let claims = move || {
        view.with(|view| {
            view.issuance
                .claims
                .iter()
                .map(|(name, value)| view! { <dt><code class="mono">{*name}</code></dt><dd><Mono text=value.clone()/></dd> })
                .collect_view()
        })
    };
    view! {
        <Section title="Secret" lead=Signal::derive(move || Some(view.with(|view| view.issuance.about.to_owned())))>
            <Field label="State" row=true>
                <Status kind=Signal::derive(move || state().0) word=Signal::derive(move || Some(state().1.to_owned()))/>
            </Field>
            <Field label="Rotated" hint="Voids the secret for a new one; id, name, roles and expiry stay" row=true>
                {rotated}
                <Button small=true disabled_reason=gate on_click=move |_| asking.set(true)>"Rotate the token"</Button>
            </Field>
            <details class="claims">
                <summary>"What the signed JWT will carry"</summary>
                <dl class="kv wide">{claims}</dl>
            </details>
        </Section>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Rotate this token"
            action="Rotate the token"
            danger=false
            busy=rotating.busy()
            error=rotating.error_beside(&[])
            on_confirm=rotate
        >
            <p>{move || view.with(|view| view.issuance.rotation)}</p>
        </ConfirmDialog>
    }
    .into_any()
}

#[component]
fn Delete(id: ApiTokenId, at: TokenPlace, view: Memo<TokenView>) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let toaster = expect_context::<Toaster>();
    let navigate = use_navigate();
    let through = at.scope();
    let deleting = Submission::default();
    let asking = RwSignal::new(false);
    let gate = Memo::new(move |_| replica.gate(Command::DeleteApiToken { id, through }).reason);
    let delete = move || {
        let navigate = navigate.clone();
        // The page goes with the token, so nothing of it can be asked afterwards.
        let next = place.paths_untracked().tokens(at);
        deleting.run(
            replica.dispatch(Command::DeleteApiToken { id, through }),
            move |receipt| {
                asking.try_set(false);
                tell(toaster, replica, "API token deleted", receipt);
                navigate(&next, Default::default());
            },
        );
    };
    view! {
        <Section title="Delete" danger=true>
            <Field label="Delete this token" hint="All its roles end with it" row=true>
                <Button kind=ButtonKind::Danger disabled_reason=gate on_click=move |_| asking.set(true)>"Delete the token"</Button>
            </Field>
        </Section>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Delete this token"
            action="Delete the token"
            typed_name=Signal::derive(move || Some(view.with(|view| view.row.name.clone())))
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            <p>"Whatever acts as this token stops working, and all its roles end. This cannot be undone."</p>
        </ConfirmDialog>
    }
    .into_any()
}
