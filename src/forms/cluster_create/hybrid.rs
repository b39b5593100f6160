//! What is told of a hybrid cluster beside its place: the account that it is in, its database and its machines.

use leptos::prelude::*;
use planisphere_domain::catalogue::{CloudProvider, database_types};

use super::super::node_pools::NodePools;
use super::draft::Draft;
use crate::components::Submission;
use crate::ui::{Choice, Combobox, Field, Section, TextInput};

/// What a provider calls the account of a customer.
#[must_use]
pub const fn account_label(provider: CloudProvider) -> &'static str {
    match provider {
        CloudProvider::Aws => "Account",
        CloudProvider::Azure => "Subscription",
        CloudProvider::Gcp => "Project",
    }
}

/// The sections.
#[component]
pub(super) fn Hybrid(draft: Draft, submission: Submission) -> impl IntoView {
    let databases = move || {
        database_types(draft.provider.get())
            .iter()
            .map(|name| Choice::new(*name, *name))
            .collect::<Vec<_>>()
    };
    let account = move || account_label(draft.provider.get()).to_owned();
    let pools = submission.error_at(|| "nodePools".to_owned());
    view! {
        <Section title="Cloud account">
            <Field label=Signal::derive(account) row=true optional=true error=submission.error_of("providerAccount")>
                <TextInput class="wide mono" value=draft.account on_input=move |text| draft.account.set(text)/>
            </Field>
            <Show when=move || draft.provider.get() == CloudProvider::Azure>
                <Field label="Tenant" row=true optional=true error=submission.error_of("tenantId")>
                    <TextInput class="wide mono" value=draft.tenant on_input=move |text| draft.tenant.set(text)/>
                </Field>
            </Show>
            <Field label="Database machine" row=true required=true error=submission.error_of("dbInstanceType")>
                <Combobox
                    options=Signal::derive(databases) value=draft.database placeholder="Choose a machine"
                    on_change=move |value| draft.database.set(value) none="No machine of that name"
                />
            </Field>
        </Section>
        <Section title="Node pools" lead="The machines that tasks run on. The default pool keeps at least one node; up to ten more stand beside it, and go down to none.">
            <NodePools draft=draft.pools provider=draft.provider submission=submission/>
            {move || pools.get().map(|text| view! { <p class="field-error section-text" role="alert">{text}</p> })}
        </Section>
    }
    .into_any()
}
