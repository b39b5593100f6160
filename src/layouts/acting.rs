//! Who acts in the open Organization, for the menu of the account.

use leptos::prelude::*;

use super::account_menu::Acting;
use crate::paths::Place;
use crate::replica::{Phase, Replica};
use crate::ui::{Glyph, MenuEntry, MenuItem};

/// Reads the open Organization.
pub const ACTING: Acting = Acting { name, entries };

fn name(replica: Replica) -> Option<String> {
    replica.viewer().map(|person| person.name)
}

fn entries(replica: Replica, place: Place) -> Vec<MenuEntry> {
    if replica.phase().get() != Phase::Ready {
        return Vec::new();
    }
    let mut entries = Vec::new();
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
    entries
}
