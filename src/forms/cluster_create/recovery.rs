//! The second region of a new dedicated cluster. On a cluster that is there only its operator brings one (CL-23).

use leptos::prelude::*;
use planisphere_domain::catalogue::{CloudProvider, share_continent};

use super::super::address_fields::AddressFields;
use super::draft::Draft;
use crate::components::Submission;
use crate::ui::{Choice, Combobox, Field, Section, Switch};

/// The section.
#[component]
pub(super) fn Recovery(draft: Draft, submission: Submission) -> impl IntoView {
    let regions = move || {
        let own = draft.region.get();
        draft
            .regions()
            .into_iter()
            .map(|region| {
                let choice = Choice::new(region.code.clone(), region.code.clone());
                if region.code == own {
                    choice.closed("The cluster is there already")
                } else {
                    choice.note(region.name)
                }
            })
            .collect::<Vec<_>>()
    };
    // What is taken when nothing is said (CL-24).
    let usual = Signal::derive(move || {
        draft.provider.get() == CloudProvider::Azure
            && share_continent(&draft.region.get(), &draft.other_region.get())
    });
    let replicates = Signal::derive(move || draft.replication.get().unwrap_or_else(|| usual.get()));
    let first = Signal::derive(move || draft.ranges.get(draft.provider.get()));
    view! {
        <Section title="Disaster recovery" lead="A second region that takes over when the first one is lost. On a cluster that is there, only its operator can add one.">
            <Field label="Second region" row=true>
                <Switch checked=draft.recovers on_change=move |on| draft.recovers.set(on)/>
            </Field>
            <Show when=move || draft.recovers.get()>
                <Field label="Region that takes over" row=true required=true error=submission.error_of("drRegion")>
                    <Combobox
                        options=Signal::derive(regions)
                        value=draft.other_region
                        on_change=move |value| draft.other_region.set(value)
                        placeholder="Choose a region"
                        none="No region of that name"
                    />
                </Field>
                <Field
                    label="Replication time control" hint="Copies arrive within a time; on Azure only between regions of one continent"
                    row=true error=submission.error_of("enableReplicationTimeControl")
                >
                    <Switch checked=replicates on_change=move |on| draft.replication.set(Some(on))/>
                </Field>
                <AddressFields draft=draft.other_ranges provider=draft.provider first=first/>
            </Show>
        </Section>
    }
    .into_any()
}
