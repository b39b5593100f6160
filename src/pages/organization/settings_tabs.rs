//! What the tabs of the Organization's settings share.

use leptos::prelude::*;
use planisphere_domain::organization::Organization;

use crate::components::PageTitle;
use crate::paths::Place;
use crate::replica::Replica;
use crate::ui::{PageHead, TabLink, TabLinks};

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

/// Head and tabs above what changes the Organization's record, once it is there.
#[component]
pub fn OrganizationFrame(
    /// The page's title.
    title: &'static str,
    /// The tab that is open.
    current: SettingsTab,
    /// Draws what changes it.
    #[prop(into)]
    content: Callback<Memo<Organization>, AnyView>,
) -> impl IntoView {
    let replica = Replica::get();
    // The last known one stands in while it is being removed under the page.
    let record = Memo::new(move |last: Option<&Option<Organization>>| {
        replica
            .organization_record()
            .or_else(|| last.cloned().flatten())
    });
    let name = move || record.with(|it| it.as_ref().map(|it| it.name.clone()));
    let shown = record.get_untracked().map(|first| {
        let stored = Memo::new(move |_| record.get().unwrap_or_else(|| first.clone()));
        content.run(stored)
    });
    view! {
        <PageTitle text=title/>
        <PageHead title="Organization settings" lead=name/>
        <SettingsTabs current/>
        {shown}
    }
    .into_any()
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
