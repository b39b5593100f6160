//! Managed domains: adding, verifying, mapping to a connection, removing (access rule 107).

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Command, SsoConnectionId};

use super::connections::named;
use crate::components::{FormDialog, InPlace, StageButton, Submission, tell};
use crate::replica::{DomainRow, Replica, SigningInView};
use crate::ui::{
    Banner, Button, Choice, ConfirmDialog, EmptyState, Field, Glyph, IconButton, Section, Select,
    Status, StatusKind, TextInput, Toaster, Tone,
};

/// The value of no connection.
const NONE: &str = "none";

/// What a row asks the page to do.
#[derive(Clone, Copy)]
struct Asks {
    map: Callback<(String, Option<SsoConnectionId>)>,
    verify: RwSignal<Option<String>>,
    remove: RwSignal<Option<String>>,
}

/// The section.
#[component]
pub(super) fn Domains(view: Memo<SigningInView>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let adding = RwSignal::new(false);
    let mapping = Submission::default();
    let verifying = Submission::default();
    let removing = Submission::default();
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationDomainsCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    let asks = Asks {
        map: Callback::new(
            move |(name, connection): (String, Option<SsoConnectionId>)| {
                let change = InPlace {
                    title: format!("Connection of {name}"),
                    told: "Domain mapped".to_owned(),
                    command: Command::MapDomain { name, connection },
                };
                change.run(replica, toaster, mapping);
            },
        ),
        verify: RwSignal::new(None),
        remove: RwSignal::new(None),
    };
    let rows = Memo::new(move |_| view.with(|view| view.domains.clone()));
    let choices = Memo::new(move |_| {
        let connections = view.with(|view| view.connections.clone());
        let known = connections
            .into_iter()
            .map(|row| Choice::new(row.id.to_string(), row.name));
        std::iter::once(Choice::new(NONE, "No connection"))
            .chain(known)
            .collect::<Vec<_>>()
    });
    let lines = move || {
        rows.get()
            .into_iter()
            .map(|row| line(row, replica, choices, asks))
            .collect_view()
    };
    let verify = move || {
        if let Some(name) = asks.verify.get_untracked() {
            verifying.run(
                replica.dispatch(Command::VerifyDomain { name }),
                move |receipt| {
                    asks.verify.try_set(None);
                    tell(toaster, replica, "Domain verified", receipt);
                },
            );
        }
    };
    let remove = move || {
        if let Some(name) = asks.remove.get_untracked() {
            removing.run(
                replica.dispatch(Command::RemoveDomain { name }),
                move |receipt| {
                    asks.remove.try_set(None);
                    tell(toaster, replica, "Domain removed", receipt);
                },
            );
        }
    };
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let closed = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationDomainsGet,
                ResourceRef::Organization,
            )
            .reason
    });
    let nothing = move || {
        match closed.get() {
        Some(reason) => view! { <EmptyState glyph=Glyph::Lock title="You may not see the managed domains" text=reason/> }
            .into_any(),
        None => view! { <EmptyState glyph=Glyph::Organization title="No managed domains" text="Add the domains of your people's e-mail addresses.".to_owned()/> }
            .into_any(),
    }
    };
    let failed = mapping.error_beside(&[]);
    view! {
        <Section
            title="Managed domains"
            lead="A domain starts as pending. Once its DNS record was seen, it can be mapped to one connection.".to_owned()
            actions=move || view! { <Button small=true disabled_reason=gate on_click=move |_| adding.set(true)>"Add a domain"</Button> }
        >
            <Show
                when=move || !is_empty.get()
                fallback=move || nothing
            >
                {lines}
            </Show>
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Section>
        <AddDomain open=adding/>
        <ConfirmDialog
            open=Signal::derive(move || asks.verify.with(Option::is_some))
            on_close=move || asks.verify.set(None)
            title="Verify this domain"
            action="The record is there"
            danger=false
            busy=verifying.busy()
            error=verifying.error_beside(&[])
            on_confirm=verify
        >
            <p>
                "A page in a browser cannot read DNS, so here you confirm the record yourself. Look it up first: the domain "
                {move || asks.verify.get().map(|name| named(&name))}
                " has to carry a TXT record that names this Organization. A server looks for itself."
            </p>
        </ConfirmDialog>
        <ConfirmDialog
            open=Signal::derive(move || asks.remove.with(Option::is_some))
            on_close=move || asks.remove.set(None)
            title="Remove this domain"
            action="Remove the domain"
            busy=removing.busy()
            error=removing.error_beside(&[])
            on_confirm=remove
        >
            <p>
                "People of "
                {move || asks.remove.get().map(|name| named(&name))}
                " need an invite from then on. Those who are in stay."
            </p>
            <StageButton
                title=Signal::derive(move || format!("Remove the domain {}", asks.remove.get().unwrap_or_default()))
                make=move |()| asks.remove.get_untracked().map(|name| vec![Command::RemoveDomain { name }])
                submission=removing
                on_done=move |()| asks.remove.set(None)
            />
        </ConfirmDialog>
    }
    .into_any()
}

fn line(row: DomainRow, replica: Replica, choices: Memo<Vec<Choice>>, asks: Asks) -> AnyView {
    let DomainRow {
        name,
        is_verified,
        connection,
        ..
    } = row;
    let gate = |command: Command| Memo::new(move |_| replica.gate(command.clone()).reason);
    let may_map = gate(Command::MapDomain {
        name: name.clone(),
        connection,
    });
    let may_verify = gate(Command::VerifyDomain { name: name.clone() });
    let may_remove = gate(Command::RemoveDomain { name: name.clone() });
    // Access rule 107: only a verified domain can be mapped.
    let map_reason = Signal::derive(move || {
        may_map.get().or_else(|| {
            (!is_verified).then(|| "The domain is not verified. Verify it, then map it.".to_owned())
        })
    });
    let (kind, word) = if is_verified {
        (StatusKind::Passed, "Verified")
    } else {
        (StatusKind::Deploying, "Pending")
    };
    let value = connection.map_or_else(|| NONE.to_owned(), |id| id.to_string());
    let (mapped, asked, removed) = (name.clone(), name.clone(), name.clone());
    let verify = (!is_verified).then(|| {
        view! {
            <Button small=true disabled_reason=may_verify on_click=move |_| asks.verify.set(Some(asked.clone()))>"Verify"</Button>
        }
    });
    view! {
        <Field label=name.clone() row=true>
            <Status kind word=word.to_owned()/>
            {verify}
            <Select
                label=format!("Connection of {name}") options=choices value=value disabled_reason=map_reason
                on_change=move |value: String| asks.map.run((mapped.clone(), value.parse().ok()))
            />
            <IconButton
                glyph=Glyph::Trash label=format!("Remove {name}") disabled_reason=may_remove
                on_click=move |_| asks.remove.set(Some(removed.clone()))
            />
        </Field>
    }
    .into_any()
}

#[component]
fn AddDomain(open: RwSignal<bool>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let name = RwSignal::new(String::new());
    let submission = Submission::default();
    Effect::new(move |_| {
        if open.get() {
            name.set(String::new());
            submission.reset();
        }
    });
    let submit = move || {
        let name = name.get_untracked();
        submission.run(
            replica.dispatch(Command::AddDomain { name }),
            move |receipt| {
                open.set(false);
                tell(toaster, replica, "Domain added", receipt);
            },
        );
    };
    view! {
        <FormDialog
            open=open
            on_close=move || open.set(false)
            on_submit=submit
            title="Add a domain"
            submission
            shown=&["name"]
            action="Add the domain"
            also=move || view! {
                <StageButton
                    title=Signal::derive(move || format!("New domain {}", name.get()))
                    make=move |()| Some(vec![Command::AddDomain { name: name.get_untracked() }])
                    submission
                    on_done=move |()| open.set(false)
                />
            }
        >
            <Field label="Domain" required=true error=submission.error_of("name")>
                <TextInput class="wide" value=name on_input=move |text| name.set(text) autofocus=true placeholder="northwind.example"/>
            </Field>
        </FormDialog>
    }
    .into_any()
}
