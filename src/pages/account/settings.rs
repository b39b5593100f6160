//! Personal settings: name, e-mail, time zone, theme. They belong to this device.

use leptos::prelude::*;

use super::settings_tabs::{AccountTab, AccountTabs};
use crate::components::PageTitle;
use crate::components::millis;
use crate::replica::{Replica, Theme, TimeZone, now};
use crate::ui::{Choice, Combobox, Field, PageHead, Section, Segmented, TextInput, Time};

const BROWSER: &str = "browser";
const THEMES: [(&str, &str, Theme); 3] = [
    ("system", "As the system", Theme::System),
    ("light", "Light", Theme::Light),
    ("dark", "Dark", Theme::Dark),
];

/// The page.
#[component]
pub fn PersonalSettings() -> impl IntoView {
    let settings = Replica::get().settings();
    let zone = move || match settings.get().time_zone {
        TimeZone::Browser => BROWSER.to_owned(),
        TimeZone::Utc => "UTC".to_owned(),
        TimeZone::Named(name) => name,
    };
    let choose_zone = move |value: String| {
        settings.update(|settings| {
            settings.time_zone = match value.as_str() {
                BROWSER => TimeZone::Browser,
                "UTC" => TimeZone::Utc,
                name => TimeZone::Named(name.to_owned()),
            };
        });
    };
    let themes: Vec<Choice> = THEMES
        .iter()
        .map(|(value, label, _)| Choice::new(*value, *label))
        .collect();
    let theme = move || {
        let chosen = settings.get().theme;
        THEMES
            .iter()
            .find(|(_, _, theme)| *theme == chosen)
            .map_or("", |(value, _, _)| value)
            .to_owned()
    };
    let choose_theme = move |value: String| {
        if let Some((_, _, theme)) = THEMES.iter().find(|(name, _, _)| *name == value) {
            settings.update(|settings| settings.theme = *theme);
        }
    };
    view! {
        <PageTitle text="Personal settings"/>
        <div class="page-narrow">
            <PageHead title="Personal settings" lead=|| "Kept on this device, saved as you type."/>
            <AccountTabs current=AccountTab::Personal/>
            <Section title="You" lead="Filled in when you create an Organization. People in an Organization that is here already keep their name.">
                <Field label="Name" row=true>
                    <TextInput class="wide"
                        value=Signal::derive(move || settings.get().profile.name)
                        on_input=move |text| settings.update(|settings| settings.profile.name = text)
                        autocomplete="name"
                    />
                </Field>
                <Field label="E-mail" row=true>
                    <TextInput class="wide"
                        value=Signal::derive(move || settings.get().profile.email)
                        on_input=move |text| settings.update(|settings| settings.profile.email = text)
                        kind="email"
                        autocomplete="email"
                    />
                </Field>
            </Section>
            <Section title="Display">
                <Field label="Time zone" hint="How times are shown; files and schedules stay in UTC" row=true>
                    <Combobox options=zones() value=Signal::derive(zone) on_change=choose_zone none="No time zone of that name"/>
                    <span class="sub"><Time at=millis(now()) in_full=true/></span>
                </Field>
                <Field label="Theme" row=true>
                    <Segmented options=themes value=Signal::derive(theme) on_change=choose_theme/>
                </Field>
            </Section>
        </div>
    }
    .into_any()
}

/// The browser's zone, UTC, and every zone that the browser knows.
fn zones() -> Vec<Choice> {
    let first = [
        Choice::new(BROWSER, "The browser's"),
        Choice::new("UTC", "UTC"),
    ];
    let named = crate::ui::time_zones()
        .into_iter()
        .filter(|zone| zone != "UTC");
    first
        .into_iter()
        .chain(named.map(|zone| Choice::new(zone.clone(), zone)))
        .collect()
}
