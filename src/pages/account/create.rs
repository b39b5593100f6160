//! The page that founds an Organization.

use leptos::prelude::*;

use crate::components::PageTitle;
use crate::forms::OrganizationCreateForm;
use crate::ui::PageHead;

/// A head and the form.
#[component]
pub fn CreateOrganization() -> impl IntoView {
    view! {
        <PageTitle text="Create an Organization"/>
        <div class="page-narrow">
            <PageHead title="Create an Organization" lead=|| "It lives in this browser. Nothing is sent anywhere."/>
            <OrganizationCreateForm/>
        </div>
    }
}
