//! Defining a custom role.

use leptos::prelude::*;
use planisphere_domain::policy::{Permission, ResourceRef};

use crate::components::{PageTitle, Parameter};
use crate::forms::CustomRoleCreateForm;
use crate::replica::Replica;
use crate::ui::{EmptyState, Glyph, PageHead};

/// The page; `?from=` names a custom role to copy.
#[component]
pub fn CreateRole() -> impl IntoView {
    let replica = Replica::get();
    let from = Parameter::new("from");
    let copied = untrack(|| {
        let id = from.get().parse().ok()?;
        replica.custom_role(id)
    });
    let gate = Memo::new(move |_| {
        replica
            .may(
                Permission::OrganizationCustomRolesCreate,
                ResourceRef::Organization,
            )
            .reason
    });
    view! {
        <PageTitle text="Create a custom role"/>
        <PageHead title="Create a custom role" lead=|| "It adds to what somebody has already, and takes nothing away"/>
        {move || match gate.get() {
            Some(reason) => view! { <EmptyState glyph=Glyph::Lock title="You may not create custom roles" text=reason/> }.into_any(),
            None => view! { <CustomRoleCreateForm copied=copied.clone()/> }.into_any(),
        }}
    }
    .into_any()
}
