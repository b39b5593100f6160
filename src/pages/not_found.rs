//! An address that leads nowhere.

use leptos::prelude::*;

use crate::components::Missing;
use crate::paths::HOME;

/// The page for unknown addresses.
#[component]
pub fn NotFound() -> impl IntoView {
    view! { <Missing kind="Page" href=HOME back="All Organizations"/> }
}
