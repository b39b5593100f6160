//! The menu behind the avatar: who acts here, personal settings, the theme.

use leptos::prelude::*;

use crate::paths::{HOME, PERSONAL_SETTINGS, Place};
use crate::replica::{Phase, Replica, Theme};
use crate::ui::{Avatar, Glyph, Menu, MenuEntry, MenuItem};

/// The avatar and its menu.
#[component]
pub fn AccountMenu() -> impl IntoView {
    let replica = Replica::get();
    let place = Place::current();
    let name = Memo::new(move |_| {
        let acting = (!place.key().is_empty())
            .then(|| replica.viewer())
            .flatten();
        acting.map_or_else(
            || replica.settings().get().profile.name,
            |person| person.name,
        )
    });
    let entries = move || {
        let mut entries = Vec::new();
        if !place.key().is_empty() && replica.phase().get() == Phase::Ready {
            if let Some(person) = replica.viewer() {
                entries.push(MenuEntry::Heading(format!("Acting as {}", person.name)));
            }
            entries.push(MenuEntry::Item(
                MenuItem::link("Act as somebody else", place.paths().people()).glyph(Glyph::People),
            ));
            entries.push(MenuEntry::Item(
                match replica.viewing() {
                    Some(_) => MenuItem::run("Leave the view", move || replica.leave_view()),
                    None => MenuItem::link("View as somebody", place.paths().view_as())
                        .gated(replica.may_view_as().reason),
                }
                .glyph(Glyph::Eye),
            ));
            entries.push(MenuEntry::Separator);
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
