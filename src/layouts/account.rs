//! The frame around pages that belong to no Organization: no side bar, one column.

use leptos::prelude::*;

use super::account_menu::AccountMenu;
use super::skip_link::SkipLink;
use super::storage_notice::StorageNotice;
use crate::paths::HOME;
use crate::ui::Mark;

/// Top bar and one column.
#[component]
pub fn AccountLayout(children: Children) -> impl IntoView {
    view! {
        <div class="app no-side">
            <SkipLink/>
            <header class="top">
                <a href=HOME aria-label="Planisphere, all Organizations"><Mark/></a>
                <span class="crumb">"Planisphere"</span>
                <span class="end"></span>
                <AccountMenu/>
            </header>
            <main id="main" tabindex="-1">
                <StorageNotice/>
                {children()}
            </main>
        </div>
    }
    .into_any()
}
