//! Defining an API token.

use leptos::prelude::*;

use super::frame::{HomeLink, TokenFrame};
use crate::components::PageTitle;
use crate::forms::ApiTokenCreateForm;
use crate::ui::PageHead;

/// The page.
#[component]
pub fn CreateToken() -> impl IntoView {
    view! {
        <TokenFrame content=|at| view! {
            <PageTitle text="Define an API token"/>
            <PageHead title="Define an API token" lead=move || view! { <HomeLink at/> }/>
            <div class="settings-column"><ApiTokenCreateForm at/></div>
        }.into_any()/>
    }
}
