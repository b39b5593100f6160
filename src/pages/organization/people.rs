//! The page to act as somebody else.

use leptos::prelude::*;

use crate::components::PeopleChooser;

/// Everybody whom the person in front of this device could be.
#[component]
pub fn People() -> impl IntoView {
    view! { <PeopleChooser title="Act as somebody else" then_overview=true/> }
}
