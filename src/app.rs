//! Mounts the app: the engine, the clock of the interface, and the routes.

use leptos::prelude::*;

use crate::components::{provide_clock, provide_explanations};
use crate::replica::Replica;
use crate::routes::AppRoutes;
use crate::ui::UiRoot;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let replica = Replica::provide();
    provide_clock(replica.settings());
    provide_explanations(replica);
    view! { <UiRoot><AppRoutes/></UiRoot> }
}
