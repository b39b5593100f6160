//! Where a new Deployment runs: a provider's region, or a cluster of the Organization's own.

use leptos::prelude::*;
use planisphere_domain::catalogue::CloudProvider;

use super::draft::{NewDeployment, STANDARD};
use crate::forms::address_fields::no_longer_offered;
use crate::replica::catalogue_in_use;
use crate::ui::{Choice, Combobox, Field, Section, Segmented, Select};

/// The section.
#[component]
pub(super) fn PlaceFields(wish: NewDeployment) -> impl IntoView {
    let places = move || {
        let standard = Choice::new(STANDARD, "Standard cluster").note("shared, chosen by region");
        let own =
            wish.clusters.get().into_iter().map(|cluster| {
                Choice::new(cluster.id.to_string(), cluster.name).note(cluster.place)
            });
        std::iter::once(standard).chain(own).collect::<Vec<_>>()
    };
    let is_standard = Memo::new(move |_| wish.place.with(|place| place == STANDARD));
    // Some rules name the type: such as that new Deployments go to dedicated clusters (ORG-10).
    let (of_cluster, of_type) = (wish.error("clusterId"), wish.error("type"));
    let error = Signal::derive(move || of_cluster.get().or_else(|| of_type.get()));
    let choose = move |place: String| {
        wish.place.set(place);
        wish.settle_place();
    };
    view! {
        <Section title="Where it runs" lead="Fixed once the Deployment is created.">
            <Field
                label="Cluster"
                hint="Standard clusters are shared; dedicated and hybrid ones are the Organization's own"
                row=true
                error=error
            >
                <Select class="wide" options=Signal::derive(places) value=wish.place on_change=choose/>
            </Field>
            <Show when=move || is_standard.get()><Region wish/></Show>
        </Section>
    }
    .into_any()
}

#[component]
fn Region(wish: NewDeployment) -> impl IntoView {
    let providers: Vec<Choice> = CloudProvider::ALL
        .iter()
        .map(|provider| Choice::new(provider.api(), provider.label()))
        .collect();
    let regions = move || {
        let catalogue = catalogue_in_use();
        let known = catalogue.standard_regions(wish.provider.get());
        known
            .iter()
            .map(|region| {
                Choice::new(region.code.clone(), region.code.clone()).note(region.name.clone())
            })
            .chain(no_longer_offered(known, &wish.region.get()))
            .collect::<Vec<_>>()
    };
    let choose_provider = move |value: String| {
        if let Some(provider) = CloudProvider::from_name(&value) {
            wish.provider.set(provider);
            let catalogue = catalogue_in_use();
            let first = catalogue.standard_regions(provider).first();
            let code = first.map(|region| region.code.to_string());
            wish.region.set(code.unwrap_or_default());
            wish.settle_place();
        }
    };
    let choose_region = move |region: String| {
        wish.region.set(region);
        wish.settle_place();
    };
    view! {
        <Field label="Cloud provider" row=true>
            <Segmented
                options=providers
                value=Signal::derive(move || wish.provider.get().api().to_owned())
                on_change=choose_provider
            />
        </Field>
        <Field label="Region" row=true error=wish.error("region")>
            <Combobox
                options=Signal::derive(regions)
                value=wish.region
                on_change=choose_region
                none="No standard region of that name"
            />
        </Field>
    }
    .into_any()
}
