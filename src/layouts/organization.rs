//! The frame around an Organization's pages: it opens the one that the address names, asks who the
//! person is where nobody was chosen, and shows the page.

use leptos::context::Provider;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use super::account_menu::AccountMenu;
use super::acting::ACTING;
use super::backup_notice::BackupNotice;
use super::damage_notice::DamageNotice;
use super::opening::Opening;
use super::save_state::SaveState;
use super::side_bar::SideBar;
use super::skip_link::SkipLink;
use super::storage_notice::StorageNotice;
use super::switchers::{OrganizationSwitcher, WorkspaceSwitcher};
use super::time_machine::{OnTheWay, PastStrip, TimeMachineButton, follow_address};
use super::view_bar::ViewBar;
use crate::components::{
    GuardRails, LoadPage, Missing, PageTitle, PeopleChooser, PlanChip, Shortcuts, Unreachable,
    shown_clock,
};
use crate::paths::{HOME, Place};
use crate::replica::{Past, Phase, Replica};
use crate::ui::{Banner, Glyph, IconButton, Mark, Tone, on_window};

/// What stands in the middle.
#[derive(Clone, PartialEq)]
enum Middle {
    Opening,
    Unknown,
    Unreachable,
    Damaged(String),
    WhoAreYou,
    /// The past, which does not show yet.
    OnTheWay(Past),
    Page,
}

/// Top bar, side bar and the page.
#[component]
pub fn OrganizationLayout(
    /// Draws the page.
    #[prop(into)]
    page: ViewFn,
    /// Loads the strip that shows while somebody looks back.
    past_bar: fn() -> LoadPage,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    replica.begin_planning();
    // What is staged outlives the page: closing the tab, and going to another Organization or to the account.
    on_window(&["pagehide"], move |_: web_sys::Event| replica.keep_plan());
    on_cleanup(move || replica.keep_plan());
    GuardRails::provide(replica);
    follow_address(replica, place);
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
        Phase::Ready if has_viewer.get() => match replica.past() {
            Past::Now | Past::At(_) => Middle::Page,
            past => Middle::OnTheWay(past),
        },
        Phase::Ready => Middle::WhoAreYou,
    });
    let ready = move || {
        matches!(
            middle.get(),
            Middle::Page | Middle::OnTheWay(_) | Middle::WhoAreYou
        )
    };
    let has_page = move || matches!(middle.get(), Middle::Page | Middle::OnTheWay(_));
    let clock = shown_clock(replica);
    let shown = move || {
        match middle.get() {
        Middle::Opening => view! { <Opening/> }.into_any(),
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
        Middle::OnTheWay(past) => view! { <OnTheWay past/> }.into_any(),
        Middle::Page => {
            let page = page.clone();
            view! { <Provider value=clock>{move || page.run()}</Provider> }.into_any()
        }
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
                <Show when=has_page><TimeMachineButton/></Show>
                <SaveState/>
                <AccountMenu acting=ACTING/>
            </header>
            <div class="strips"><ViewBar/><PastStrip bar=past_bar/></div>
            <SideBar place/>
            <button class="scrim" aria-label="Close the pages" on:click=move |_| drawer.set(false)></button>
            <main node_ref=main id="main" tabindex="-1">
                <StorageNotice/>
                <DamageNotice/>
                <BackupNotice/>
                {shown}
            </main>
            <Shortcuts/>
        </div>
    }
    .into_any()
}
