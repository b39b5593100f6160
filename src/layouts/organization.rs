//! The frame around an Organization's pages: it opens the one that the address names, asks who the
//! person is where nobody was chosen, and shows the page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use super::account_menu::AccountMenu;
use super::acting::ACTING;
use super::save_state::SaveState;
use super::side_bar::SideBar;
use super::skip_link::SkipLink;
use super::storage_notice::StorageNotice;
use super::switchers::{OrganizationSwitcher, WorkspaceSwitcher};
use super::view_bar::ViewBar;
use crate::components::{
    GuardRails, Missing, PageTitle, PeopleChooser, PlanChip, Shortcuts, Unreachable,
};
use crate::paths::{HOME, Place};
use crate::replica::{Phase, Replica};
use crate::ui::{Banner, Glyph, IconButton, Mark, Skeleton, SkeletonSize, Tone, on_window};

/// What stands in the middle.
#[derive(Clone, PartialEq)]
enum Middle {
    Opening,
    Unknown,
    Unreachable,
    Damaged(String),
    WhoAreYou,
    Page,
}

/// Top bar, side bar and the page.
#[component]
pub fn OrganizationLayout(
    /// Draws the page.
    #[prop(into)]
    page: ViewFn,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    replica.begin_planning();
    // What is staged outlives the page: closing the tab, and going to another Organization or to the account.
    on_window(&["pagehide"], move |_: web_sys::Event| replica.keep_plan());
    on_cleanup(move || replica.keep_plan());
    GuardRails::provide(replica);
    let drawer = RwSignal::new(false);
    let path = use_location().pathname;
    // The address decides what is open; the list of Organizations arrives after the first paint.
    Effect::new(move |_| {
        let key = place.key();
        if replica.organizations().get().is_some() {
            spawn_local(replica.open(key));
        }
    });
    let main = NodeRef::<leptos::html::Main>::new();
    Effect::new(move |_| {
        path.track();
        drawer.set(false);
        // `main` scrolls, not the window that the router takes to the top: another page begins there too.
        if let Some(main) = main.get_untracked() {
            main.set_scroll_top(0);
        }
    });
    let has_viewer = Memo::new(move |_| replica.viewer().is_some());
    let middle = Memo::new(move |_| match replica.phase().get() {
        Phase::Opening => Middle::Opening,
        Phase::Unknown => Middle::Unknown,
        Phase::Unreachable => Middle::Unreachable,
        Phase::Damaged { message } => Middle::Damaged(message),
        Phase::Ready if has_viewer.get() => Middle::Page,
        Phase::Ready => Middle::WhoAreYou,
    });
    let ready = move || matches!(middle.get(), Middle::Page | Middle::WhoAreYou);
    let shown = move || {
        match middle.get() {
        Middle::Opening => view! {
            <PageTitle text="Opening"/>
            <div class="stack" aria-busy="true">
                <Skeleton size=SkeletonSize::Quarter/>
                <Skeleton size=SkeletonSize::Block/>
            </div>
        }
        .into_any(),
        Middle::Unknown => {
            view! {
                <Missing
                    kind="Organization"
                    href=HOME
                    back="All Organizations"
                    why="It is not on this device: it was removed, it was never brought here, or the address is wrong. Whoever has it can download it as a file; import that, then open the address again."
                />
            }
            .into_any()
        }
        Middle::Unreachable => view! { <Unreachable/> }.into_any(),
        Middle::Damaged(message) => view! {
            <PageTitle text="Damaged log"/>
            <Banner tone=Tone::Bad title="This Organization cannot be opened">{message}</Banner>
        }
        .into_any(),
        Middle::WhoAreYou => {
            view! { <PeopleChooser title="Who are you" then_overview=false/> }.into_any()
        }
        Middle::Page => page.run(),
    }
    };
    view! {
        <div class="app" class:drawer-open=drawer>
            <SkipLink/>
            <header class="top">
                <IconButton
                    glyph=Glyph::Menu
                    label="Show the pages"
                    class="menu-toggle"
                    on_click=move |_| drawer.update(|open| *open = !*open)
                />
                <a href=HOME aria-label="Planisphere, all Organizations"><Mark/></a>
                <Show when=ready>
                    <OrganizationSwitcher place/>
                    <WorkspaceSwitcher place/>
                </Show>
                <span class="end"></span>
                <Show when=ready><PlanChip place/></Show>
                <SaveState/>
                <AccountMenu acting=ACTING/>
            </header>
            <ViewBar/>
            <SideBar place/>
            <button class="scrim" aria-label="Close the pages" on:click=move |_| drawer.set(false)></button>
            <main node_ref=main id="main" tabindex="-1">
                <StorageNotice/>
                {shown}
            </main>
            <Shortcuts/>
        </div>
    }
    .into_any()
}
