//! The Runtime that runs, how long it is maintained, and where it can go. A Runtime changes with an image, so nothing
//! is edited here (RTV-3).

use leptos::prelude::*;
use planisphere_domain::catalogue::RuntimeRelease;
use planisphere_domain::deploy::Upgrade;

use super::form::Form;
use crate::forms::deployment::sentence_of;
use crate::replica::catalogue_in_use;
use crate::ui::{Banner, Field, Section, Tone};

/// The section.
#[component]
pub(super) fn Runtime(form: Form) -> impl IntoView {
    let current = move || {
        let catalogue = catalogue_in_use();
        form.before.with(|it| {
            let end = catalogue.runtime(it.runtime.text()).map(maintenance);
            (
                format!("Runtime {}, Airflow {}", it.runtime, it.airflow_version),
                end.unwrap_or_else(|| "Not in the catalogue".to_owned()),
            )
        })
    };
    let notice = Memo::new(move |_| {
        let notices = form
            .before
            .with(|it| it.notices(&catalogue_in_use(), form.now.get()));
        let found = notices
            .into_iter()
            .find(|notice| notice.path == "astroRuntimeVersion");
        found.as_ref().map(sentence_of)
    });
    let upgrades = Memo::new(move |_| {
        let allows = form.place.with(|place| place.allows_deprecated_runtimes);
        form.before
            .with(|it| it.upgrades(&catalogue_in_use(), allows, form.now.get()))
    });
    view! {
        <Section id="runtime" title="Runtime and upgrades" lead="A deploy with another image changes it; it never goes down but by a rollback.">
            {move || notice.get().map(|text| view! { <Banner tone=Tone::Warn>{text}</Banner> })}
            <Field label="Runs now" row=true>
                <span>{move || current().0}</span>
                <span class="faint">{move || current().1}</span>
            </Field>
            <Field label="Newest to go to" row=true>
                {move || upgrades.with(|upgrades| match upgrades.iter().find(|it| it.after.is_none()) {
                    None => "None: this is the newest.".to_owned(),
                    Some(upgrade) => format!(
                        "Runtime {}, Airflow {}",
                        upgrade.release.version, upgrade.release.airflow
                    ),
                })}
            </Field>
            <Show when=move || upgrades.with(|upgrades| !upgrades.is_empty())>
                <details class="more-ways inset">
                    <summary>{move || match upgrades.with(Vec::len) {
                        1 => "The one version to go to".to_owned(),
                        count => format!("All {count} versions to go to"),
                    }}</summary>
                    <UpgradeTable upgrades/>
                </details>
            </Show>
            <p class="section-text sub">{move || format!("Releases and dates as known on {}.", catalogue_in_use().facts_of())}</p>
        </Section>
    }
    .into_any()
}

#[component]
fn UpgradeTable(upgrades: Memo<Vec<Upgrade>>) -> impl IntoView {
    let rows = move || {
        upgrades
            .get()
            .into_iter()
            .map(|upgrade| {
                let note = upgrade.after.map(|least| format!("{least} or newer first"));
                let end = maintenance(&upgrade.release);
                view! {
                    <tr>
                        <td><span class="name">{upgrade.release.version}</span></td>
                        <td>{upgrade.release.airflow}</td>
                        <td>{end}</td>
                        <td class="sub">{note.unwrap_or_else(|| "At once".to_owned())}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Table of Runtimes to go to">
            <table class="table plain">
                <thead><tr>
                    <th scope="col">"Runtime"</th><th scope="col">"Airflow"</th>
                    <th scope="col">"Maintenance"</th><th scope="col">"Reached"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// How long a release is maintained.
fn maintenance(release: &RuntimeRelease) -> String {
    match &release.end_of_maintenance {
        Some(day) => format!("until {day}"),
        None => "no end known".to_owned(),
    }
}
