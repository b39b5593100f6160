//! The tabs of the Organization's settings.

use leptos::prelude::*;

use crate::paths::Place;
use crate::ui::{TabLink, TabLinks};

/// The pages of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsTab {
    /// Name, switches, catalogue, download.
    General,
    /// What each tier opens and closes.
    Tier,
    /// How people sign in.
    Authentication,
    /// Where calls may come from.
    IpAccess,
}

/// The tabs, with the one that is open.
#[component]
pub fn SettingsTabs(current: SettingsTab) -> impl IntoView {
    let place = Place::current();
    let tabs = move || {
        let paths = place.paths();
        vec![
            TabLink::new("General", paths.settings()),
            TabLink::new("Plan", paths.tier()),
            TabLink::new("Authentication", paths.authentication()),
            TabLink::new("IP access", paths.ip_access()),
        ]
    };
    let open = move || {
        let paths = place.paths();
        match current {
            SettingsTab::General => paths.settings(),
            SettingsTab::Tier => paths.tier(),
            SettingsTab::Authentication => paths.authentication(),
            SettingsTab::IpAccess => paths.ip_access(),
        }
    };
    view! { <TabLinks label="Organization settings" tabs=Signal::derive(tabs) current=Signal::derive(open)/> }
        .into_any()
}
