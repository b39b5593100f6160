//! Which page shows at which address. Pages are named here and nowhere else.
//!
//! The router has one route and the tree is one `match`: each further route costs the bundle some
//! 5 KB of matching code, and the addresses are parsed in [`crate::paths`] anyway.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::components::{
    Loaded, hear_back_and_forward, keep_source_in_address, keep_source_in_links,
};
use crate::layouts::AccountLayout;
use crate::pages::{Home, parts};
use crate::paths::{Page, Place};
use crate::replica::{Published, Replica};

/// Every page of the app.
#[component]
pub fn AppRoutes() -> impl IntoView {
    hear_back_and_forward();
    keep_source_in_links();
    view! {
        <Router>
            <FlatRoutes fallback=|| ()>
                <Route path=path!("*any") view=AnyPage/>
            </FlatRoutes>
        </Router>
    }
    .into_any()
}

/// The page that the address leads to, in its frame. A frame stays while only the page in it changes.
#[component]
fn AnyPage() -> impl IntoView {
    let place = Place::provide();
    keep_source_in_address();
    let page = Memo::new(move |_| place.page());
    // One memo, not this and `page`: an effect that reads a memo before what that memo reads misses
    // changes that leave the memo as it was.
    let account = Memo::new(move |_| {
        let page = page.get();
        (!matches!(page, Page::Organization(_))).then_some(page)
    });
    // A published copy shows once it is here, whatever page of it the address names.
    let replica = Replica::get();
    let published = replica.published();
    let arrives = Memo::new(move |_| {
        matches!(
            published.get(),
            Published::Fetching | Published::Failed { .. }
        )
    });
    let shown = move || match account.get() {
        _ if arrives.get() => account_page(Page::Published),
        None => organization(page),
        Some(page) => account_page(page),
    };
    // Stays once it is there: a dialog that closes gives the focus back.
    let asks = Memo::new(move |asked| asked == Some(&true) || replica.is_asking());
    let over = move || {
        asks.get()
            .then(|| view! { <Loaded load=parts::account_page(Page::Asked) quiet=true/> })
    };
    view! { {shown}{over} }
}

fn account_page(page: Page) -> AnyView {
    let load = match page {
        Page::Home => parts::here(|| view! { <Home/> }.into_any()),
        page => parts::account_page(page),
    };
    let page = view! { <Loaded load/> }.into_any();
    view! { <AccountLayout>{page}</AccountLayout> }.into_any()
}

/// The frame of an Organization and the page in it. Both are loaded side by side.
fn organization(page: Memo<Page>) -> AnyView {
    let shown = move || match page.get() {
        Page::Organization(page) => {
            view! { <Loaded load=parts::organization_page(page)/> }.into_any()
        }
        _ => ().into_any(),
    };
    if let Page::Organization(page) = page.get_untracked() {
        parts::organization_page(page).begin();
    }
    let frame = async move {
        let frame = parts::organization_frame().await?;
        Ok(move || frame(shown.into()))
    };
    view! { <Loaded load=frame/> }.into_any()
}
