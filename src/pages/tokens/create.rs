//! Defining an API token.

use leptos::prelude::*;

use super::frame::{HomeLink, TokenFrame};
use crate::components::PageTitle;
use crate::forms::ApiTokenCreateForm;
use crate::paths::TokenPlace;
use crate::replica::{Replica, defining_tokens};
use crate::ui::{EmptyState, Glyph, PageHead};

/// The page.
#[component]
pub fn CreateToken() -> impl IntoView {
    view! {
        <TokenFrame content=|at| view! {
            <PageTitle text="Define an API token"/>
            <PageHead title="Define an API token" lead=move || view! { <HomeLink at/> }/>
            <Form at/>
        }.into_any()/>
    }
}

/// The form, or why there is none.
#[component]
fn Form(at: TokenPlace) -> impl IntoView {
    let replica = Replica::get();
    let scope = at.scope();
    let gate = Memo::new(move |_| replica.may(defining_tokens(scope), scope.resource()).reason);
    move || {
        match gate.get() {
        Some(reason) => {
            view! { <EmptyState glyph=Glyph::Lock title="You may not define API tokens here" text=reason/> }
                .into_any()
        }
        None => view! { <div class="settings-column"><ApiTokenCreateForm at/></div> }.into_any(),
    }
    }
}
