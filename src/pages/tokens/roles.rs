//! The roles of one API token: its own one, which is changed and never taken, and those below its scope.

use leptos::prelude::*;
use planisphere_domain::ApiTokenId;
use planisphere_domain::access::{BoundRole, Holder};

use crate::components::{RoleChange, RoleChangeDialog, RolePicker, Submission, tell};
use crate::forms::TokenRoleAddDialog;
use crate::paths::TokenPlace;
use crate::replica::{Replica, RolePlace, TokenRole, TokenView};
use crate::ui::{Banner, Button, Field, Glyph, IconButton, Section, Toaster, Tone};

/// The section.
#[component]
pub(super) fn TokenRoles(id: ApiTokenId, at: TokenPlace, view: Memo<TokenView>) -> impl IntoView {
    let replica = Replica::get();
    let toaster = expect_context::<Toaster>();
    let holder = Holder::ApiToken(id);
    let adding = RwSignal::new(false);
    let giving = Submission::default();
    let changing = RoleChange::of_page();
    let add = move |role: BoundRole| {
        if let Some(command) = RolePlace::give(holder, &role) {
            giving.run(replica.dispatch(command), move |receipt| {
                adding.try_set(false);
                tell(toaster, replica, "Role added", receipt);
            });
        }
    };
    let take = Callback::new(move |at: RolePlace| {
        if let Some(command) = at.take(holder) {
            changing.carry_out(command, "Role taken");
        }
    });
    let change = Callback::new(move |role: BoundRole| {
        if let Some(command) = RolePlace::give(holder, &role) {
            changing.carry_out(command, "Role changed");
        }
    });
    let roles = Memo::new(move |_| view.with(|view| view.roles.clone()));
    let lines = move || {
        roles
            .get()
            .into_iter()
            .map(|role| line(role, holder, replica, change, take))
            .collect_view()
    };
    let hidden = move || {
        view.with(|view| view.is_more_hidden).then(|| {
            view! { <p class="section-text">"There are more at places that you cannot see."</p> }
        })
    };
    let lead = move || view.with(|view| view.carried.clone());
    let is_home = Memo::new(move |_| view.with(|view| view.is_home));
    let failed = changing.work().error_beside(&[]);
    view! {
        <Section
            title="Roles"
            lead=Signal::derive(lead)
            actions=move || view! {
                {is_home.get().then(|| view! { <Button small=true on_click=move |_| adding.set(true)>"Add a role"</Button> })}
            }
        >
            {lines}
            {hidden}
            {move || failed.get().map(|text| view! { <Banner tone=Tone::Bad>{text}</Banner> })}
        </Section>
        <TokenRoleAddDialog
            open=adding scope=at.scope() holder=Some(holder) submission=giving
            on_add=add
        />
        <RoleChangeDialog of=changing/>
    }
    .into_any()
}

fn line(
    held: TokenRole,
    holder: Holder,
    replica: Replica,
    change: Callback<BoundRole>,
    take: Callback<RolePlace>,
) -> AnyView {
    let TokenRole {
        role,
        title,
        place,
        is_own,
    } = held;
    let Some(at) = RolePlace::of(&role) else {
        return ().into_any();
    };
    let there = place.clone();
    let taken = at.clone();
    let asked = at.clone();
    let action = (!is_own).then(|| {
        let gate = Memo::new(move |_| {
            let command = asked.take(holder)?;
            replica.gate(command).reason
        });
        view! {
            <IconButton
                glyph=Glyph::Cross
                label=format!("Take {title} on {there}")
                disabled_reason=gate
                on_click=move |_| take.run(taken.clone())
            />
        }
    });
    let hint = is_own.then(|| "Its own role; it can be changed, not taken".to_owned());
    view! {
        <Field label=place hint=Signal::stored(hint) row=true>
            <RolePicker at holder=Some(holder) value=Some(role) on_change=change/>
            {action}
        </Field>
    }
    .into_any()
}
