//! The switchers of the top bar: which Organization, which Workspace.

use leptos::prelude::*;

use crate::components::commits_in_words;
use crate::paths::{HOME, NEW_ORGANIZATION, OrganizationPaths, Place};
use crate::replica::Replica;
use crate::ui::{Glyph, Icon, Isolated, Menu, MenuEntry, MenuItem};

/// More than this in a menu and a list with a filter serves better.
const MOST_IN_MENU: usize = 12;

/// The Organization's name and plan, and the way to the others.
#[component]
pub fn OrganizationSwitcher(place: Place) -> impl IntoView {
    let replica = Replica::get();
    let organization = Memo::new(move |_| replica.organization());
    let entries = move || {
        let here = place.key();
        let all = replica.organizations().get().unwrap_or_default();
        let mut entries = vec![MenuEntry::Heading(
            "Organizations on this device".to_owned(),
        )];
        for entry in all.iter().take(MOST_IN_MENU) {
            let key = Replica::address_key(&all, entry);
            let paths = OrganizationPaths::new(&key);
            let note = if key == entry.organization_id {
                entry.plan.clone()
            } else {
                let commits = commits_in_words(entry.head);
                format!("{}, {}, {commits}", entry.plan, entry.copy_name())
            };
            let item = MenuItem::link(entry.name.clone(), paths.overview()).note(note);
            entries.push(MenuEntry::Item(item.checked(key == here)));
        }
        entries.push(MenuEntry::Separator);
        entries.push(MenuEntry::Item(
            MenuItem::link("All Organizations", HOME).glyph(Glyph::Organization),
        ));
        entries.push(MenuEntry::Item(
            MenuItem::link("Create an Organization", NEW_ORGANIZATION).glyph(Glyph::Plus),
        ));
        entries
    };
    let name = move || {
        organization
            .get()
            .map(|organization| organization.name)
            .unwrap_or_default()
    };
    view! {
        <Menu label="Switch Organization" entries=Signal::derive(entries) class="crumb" worded=true>
            <span class="cut"><Isolated text=Signal::derive(name)/></span>
            <small>{move || organization.get().map(|organization| organization.tier.label())}</small>
            <Icon glyph=Glyph::Switcher/>
        </Menu>
    }
    .into_any()
}

/// The Workspace's name and the way to the others.
#[component]
pub fn WorkspaceSwitcher(place: Place) -> impl IntoView {
    let replica = Replica::get();
    let current = Memo::new(move |_| {
        place
            .workspace()
            .and_then(|id| replica.workspace(id))
            .map(|workspace| workspace.name)
    });
    let entries = move || {
        let paths = place.paths();
        let mut entries = vec![MenuEntry::Heading("Workspaces".to_owned())];
        let rows = replica.workspaces();
        for row in rows.iter().take(MOST_IN_MENU) {
            let item = MenuItem::link(row.name.clone(), paths.workspace(row.id));
            entries.push(MenuEntry::Item(
                item.checked(place.workspace() == Some(row.id)),
            ));
        }
        entries.push(MenuEntry::Separator);
        let all = format!("All {} Workspaces", rows.len());
        entries.push(MenuEntry::Item(
            MenuItem::link(all, paths.workspaces()).glyph(Glyph::Workspace),
        ));
        entries
    };
    view! {
        <Show when=move || current.get().is_some()>
            <span class="sep" aria-hidden="true">"/"</span>
            <Menu label="Switch Workspace" entries=Signal::derive(entries) class="crumb" worded=true>
                <span class="cut"><Isolated text=Signal::derive(move || current.get().unwrap_or_default())/></span>
                <Icon glyph=Glyph::Switcher/>
            </Menu>
        </Show>
    }
    .into_any()
}
