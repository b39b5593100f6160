//! The menu behind the avatar: who acts here, personal settings, the theme.

use leptos::prelude::*;

use crate::paths::{HOME, PERSONAL_SETTINGS, Place};
use crate::replica::{Replica, Theme};
use crate::ui::{Avatar, Glyph, Menu, MenuEntry, MenuItem};

/// What the menu asks of an Organization. The frame around its pages hands it in, because the menu is in the first load
/// and what reads an Organization is not.
#[derive(Clone, Copy)]
pub struct Acting {
    /// The name of who acts.
    pub name: fn(Replica) -> Option<String>,
    /// Acting and seeing as somebody else.
    pub entries: fn(Replica, Place) -> Vec<MenuEntry>,
}

/// The avatar and its menu.
#[component]
pub fn AccountMenu(
    /// Who acts in the Organization around it.
    #[prop(optional)]
    acting: Option<Acting>,
) -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let name = Memo::new(move |_| {
        let name = acting.and_then(|acting| (acting.name)(replica));
        name.unwrap_or_else(|| replica.settings().get().profile.name)
    });
    let entries = move || {
        let mut entries = Vec::new();
        if let Some(acting) = acting {
            entries.extend((acting.entries)(replica, place));
        }
        entries.push(MenuEntry::Item(
            MenuItem::link("All Organizations", HOME).glyph(Glyph::Organization),
        ));
        entries.push(MenuEntry::Item(
            MenuItem::link("Personal settings", PERSONAL_SETTINGS).glyph(Glyph::Person),
        ));
        entries.push(MenuEntry::Separator);
        entries.push(MenuEntry::Heading("Theme".to_owned()));
        let chosen = replica.settings().get().theme;
        for (theme, label) in [
            (Theme::System, "As the system"),
            (Theme::Light, "Light"),
            (Theme::Dark, "Dark"),
        ] {
            let choose = move || replica.settings().update(|settings| settings.theme = theme);
            entries.push(MenuEntry::Item(
                MenuItem::run(label, choose).checked(chosen == theme),
            ));
        }
        entries
    };
    view! {
        <Menu
            label=move || {
                let name = name.get();
                if name.is_empty() { "Account".to_owned() } else { format!("Account of {name}") }
            }
            entries=Signal::derive(entries)
            class="avatar-button"
            at_end=true
        >
            <Avatar name=name/>
        </Menu>
    }
    .into_any()
}
