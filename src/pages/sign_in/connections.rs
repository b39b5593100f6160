//! SSO connections: links to identity providers, with the role of those who join through them (access rules 92
//! and 108).

use leptos::prelude::*;
use planisphere_domain::organization::{SsoConnectionDraft, SsoConnectionField};
use planisphere_domain::policy::{OrganizationRole, PLAIN_MEMBER, Permission, ResourceRef};
use planisphere_domain::{Command, Edit, SsoConnectionId};

use crate::components::{FormDialog, InPlace, StageButton, Submission, tell};
use crate::replica::{ConnectionRow, Ids, Replica, SigningInView};
use crate::ui::{
    Banner, Button, Choice, ConfirmDialog, EmptyState, Field, Glyph, IconButton, Isolated, Section,
    Select, TextInput, Toaster, Tone,
};

/// The value of joining by invite only.
const INVITE: &str = "invite";

/// What people who join through a connection become.
fn memberships() -> Vec<Choice> {
    let roles = OrganizationRole::ALL
        .iter()
        .map(|role| Choice::new(role.api(), format!("Join as {}", role.title())));
    std::iter::once(Choice::new(INVITE, "Need an invite"))
        .chain(roles)
        .collect()
}

/// The section.
#[component]
pub(super) fn Connections(view: Memo<SigningInView>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let adding = RwSignal::new(false);
    let asked = RwSignal::new(None::<ConnectionRow>);
    let changing = Submission::default();
    let deleting = Submission::default();
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationSsoConnectionsCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    let rows = Memo::new(move |_| view.with(|view| view.connections.clone()));
    let change = Callback::new(
        move |(id, was, now): (SsoConnectionId, Option<OrganizationRole>, String)| {
            let edit = Edit::new(
                SsoConnectionField::AutomaticMembership(was),
                SsoConnectionField::AutomaticMembership(OrganizationRole::from_api(&now)),
            );
            let change = InPlace {
                title: "Automatic membership of a connection".to_owned(),
                told: "Automatic membership changed".to_owned(),
                command: Command::UpdateSsoConnection {
                    id,
                    edits: vec![edit],
                },
            };
            change.run(replica, toaster, changing);
        },
    );
    let lines = move || {
        rows.get()
            .into_iter()
            .map(|row| line(row, replica, change, asked))
            .collect_view()
    };
    let delete = move || {
        if let Some(row) = asked.get_untracked() {
            deleting.run(
                replica.dispatch(Command::DeleteSsoConnection { id: row.id }),
                move |receipt| {
                    asked.try_set(None);
                    tell(toaster, replica, "Connection deleted", receipt);
                },
            );
        }
    };
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let closed = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationSsoConnectionsGet,
                ResourceRef::Organization,
            )
            .reason
    });
    let nothing = move || {
        match closed.get() {
        Some(reason) => view! { <EmptyState glyph=Glyph::Lock title="You may not see the SSO connections" text=reason/> }
            .into_any(),
        None => view! { <EmptyState glyph=Glyph::Key title="No SSO connections" text="Add one for each identity provider.".to_owned()/> }
            .into_any(),
    }
    };
    let failed = changing.error_beside(&[]);
    view! {
        <Section
            title="SSO connections"
            lead="People whose domain is mapped to a connection sign in through its identity provider.".to_owned()
            actions=move || view! { <Button small=true disabled_reason=gate on_click=move |_| adding.set(true)>"Add a connection"</Button> }
        >
            <Show
                when=move || !is_empty.get()
                fallback=move || nothing
            >
                {lines}
            </Show>
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Section>
        <AddConnection open=adding/>
        <ConfirmDialog
            open=Signal::derive(move || asked.with(Option::is_some))
            on_close=move || asked.set(None)
            title="Delete this connection"
            action="Delete the connection"
            typed_name=Signal::derive(move || asked.with(|row| row.as_ref().map(|row| row.name.clone())))
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            <p>"Nobody signs in through it any more. Those who joined through it stay."</p>
            <StageButton
                title=Signal::derive(move || asked.with(|row| row.as_ref().map(|row| format!("Delete the connection {}", row.name)).unwrap_or_default()))
                make=move |()| asked.get_untracked().map(|row| vec![Command::DeleteSsoConnection { id: row.id }])
                submission=deleting
                on_done=move |()| asked.set(None)
            />
        </ConfirmDialog>
    }
    .into_any()
}

fn line(
    row: ConnectionRow,
    replica: Replica,
    change: Callback<(SsoConnectionId, Option<OrganizationRole>, String)>,
    asked: RwSignal<Option<ConnectionRow>>,
) -> AnyView {
    let (id, was) = (row.id, row.automatic);
    let may_change = Memo::new(move |_| {
        replica
            .gate(Command::UpdateSsoConnection {
                id,
                edits: Vec::new(),
            })
            .reason
    });
    let may_delete = Memo::new(move |_| replica.gate(Command::DeleteSsoConnection { id }).reason);
    let hint = match row.domains.as_slice() {
        [] => "No domain is mapped to it".to_owned(),
        some => some.join(", "),
    };
    let (name, label) = (row.name.clone(), format!("Delete {}", row.name));
    let value = was.map_or(INVITE, OrganizationRole::api).to_owned();
    view! {
        <Field label=name hint=hint row=true>
            <Select
                options=memberships() value=value disabled_reason=may_change
                on_change=move |now| change.run((id, was, now))
            />
            <IconButton
                glyph=Glyph::Trash label disabled_reason=may_delete
                on_click=move |_| asked.set(Some(row.clone()))
            />
        </Field>
    }
    .into_any()
}

#[component]
fn AddConnection(open: RwSignal<bool>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let name = RwSignal::new(String::new());
    let first = PLAIN_MEMBER.api();
    let membership = RwSignal::new(first.to_owned());
    let submission = Submission::default();
    Effect::new(move |_| {
        if open.get() {
            name.set(String::new());
            membership.set(first.to_owned());
            submission.reset();
        }
    });
    let stage = move |()| {
        let draft = SsoConnectionDraft {
            id: Ids::sso_connection().ok()?,
            name: name.get_untracked(),
            automatic_membership: OrganizationRole::from_api(&membership.get_untracked()),
        };
        Some(vec![Command::CreateSsoConnection(draft)])
    };
    let submit = move || {
        let text = name.get_untracked();
        let automatic_membership = OrganizationRole::from_api(&membership.get_untracked());
        let work = async move {
            let id = Ids::sso_connection()?;
            let draft = SsoConnectionDraft {
                id,
                name: text,
                automatic_membership,
            };
            replica.dispatch(Command::CreateSsoConnection(draft)).await
        };
        submission.run(work, move |receipt| {
            open.set(false);
            tell(toaster, replica, "Connection added", receipt);
        });
    };
    view! {
        <FormDialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            title="Add an SSO connection"
            lead="The identity provider itself is set up on the server that serves the Organization.".to_owned()
            submission
            shown=&["name", "automaticMembership"]
            action="Add the connection"
            also=move || view! {
                <StageButton
                    title=Signal::derive(move || format!("New SSO connection {}", name.get())) make=stage submission
                    on_done=move |()| open.set(false)
                />
            }
        >
            <Field label="Name" required=true error=submission.error_of("name")>
                <TextInput class="wide" value=name on_input=move |text| name.set(text) autofocus=true placeholder="Entra ID"/>
            </Field>
            <Field
                label="People from a mapped domain" error=submission.error_of("automaticMembership")
                hint="On their first login"
            >
                <Select options=memberships() value=membership on_change=move |value| membership.set(value)/>
            </Field>
        </FormDialog>
    }
    .into_any()
}

/// A name in a sentence.
pub(super) fn named(name: &str) -> AnyView {
    let name = name.to_owned();
    view! { <b><Isolated text=name/></b> }.into_any()
}
