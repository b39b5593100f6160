//! The one link around SSO-only login (access rule 106): making it, making it anew, deleting it. A server makes
//! and honours its secret; here it counts which link is the current one.

use leptos::prelude::*;
use planisphere_domain::Command;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{Submission, millis, tell};
use crate::replica::{Replica, SigningInView};
use crate::ui::{Banner, Button, ButtonKind, ConfirmDialog, Field, Time, Toaster, Tone};

/// The row of the link.
#[component]
pub(super) fn BypassLink(view: Memo<SigningInView>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let making = Submission::default();
    let deleting = Submission::default();
    let (renewing, asking) = (RwSignal::new(false), RwSignal::new(false));
    let since = Memo::new(move |_| view.with(|view| view.bypass_since));
    let is_there = Memo::new(move |_| since.get().is_some());
    let may_see = Memo::new(move |_| {
        let permission = Permission::OrganizationSsoBypassKeyGet;
        let gate = replica.may(permission, ResourceRef::Organization);
        gate.reason.is_none()
    });
    let may_make = Memo::new(move |_| replica.gate(Command::CreateSsoBypassLink).reason);
    let may_delete = Memo::new(move |_| {
        is_there
            .get()
            .then(|| replica.gate(Command::DeleteSsoBypassLink).reason)
            .flatten()
    });
    let make = move || {
        let was_there = is_there.get_untracked();
        making.run(
            replica.dispatch(Command::CreateSsoBypassLink),
            move |receipt| {
                renewing.try_set(false);
                let text = if was_there {
                    "Bypass link made anew"
                } else {
                    "Bypass link made"
                };
                tell(toaster, replica, text, receipt);
            },
        );
    };
    let delete = move || {
        deleting.run(
            replica.dispatch(Command::DeleteSsoBypassLink),
            move |receipt| {
                asking.try_set(false);
                tell(toaster, replica, "Bypass link deleted", receipt);
            },
        );
    };
    let content = move || {
        match since.get() {
        None => view! {
            <span class="sub">{if may_see.get() { "None" } else { "You may not see whether there is one" }}</span>
            <Button small=true busy=making.busy() disabled_reason=may_make on_click=move |_| make()>"Make a bypass link"</Button>
        }
        .into_any(),
        Some(at) => view! {
            <span>"Defined "<Time at=millis(at)/>", issued once a server serves this Organization"</span>
            <Button small=true disabled_reason=may_make on_click=move |_| renewing.set(true)>"Make it anew"</Button>
            <Button small=true kind=ButtonKind::Danger disabled_reason=may_delete on_click=move |_| asking.set(true)>"Delete the link"</Button>
        }
        .into_any(),
    }
    };
    let failed = making.error_beside(&[]);
    view! {
        <Field label="Bypass link" hint="Lets people sign in with a password despite SSO-only login; there is at most one" row=true>
            {content}
        </Field>
        {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        <ConfirmDialog
            open=renewing
            on_close=move || renewing.set(false)
            title="Make the bypass link anew"
            action="Make it anew"
            busy=making.busy()
            error=making.error_beside(&[])
            on_confirm=make
        >
            <p>"The link that is there is void from then on."</p>
        </ConfirmDialog>
        <ConfirmDialog
            open=asking
            on_close=move || asking.set(false)
            title="Delete the bypass link"
            action="Delete the link"
            busy=deleting.busy()
            error=deleting.error_beside(&[])
            on_confirm=delete
        >
            <p>"While SSO is required, people come in through the identity provider only."</p>
        </ConfirmDialog>
    }
    .into_any()
}
