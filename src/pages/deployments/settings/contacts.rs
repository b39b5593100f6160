//! Who hears of incidents.

use leptos::prelude::*;
use planisphere_domain::deployment::DeploymentField;

use super::form::Form;
use crate::forms::deployment::Lines;
use crate::ui::{Field, Section};

/// The section.
#[component]
pub(super) fn Contacts(form: Form) -> impl IntoView {
    view! {
        <Section id="contacts" title="Contacts">
            <Field
                label="Contact e-mails"
                hint="Who hears of incidents, one address per line"
                row=true
                error=form.error("contactEmails")
                changed=form.draft.changed("contactEmails")
                was=form.draft.was("contactEmails")
            >
                <Lines
                    value=Signal::derive(move || form.after.with(|it| it.contact_emails.clone()))
                    on_set=move |emails| form.draft.set(DeploymentField::ContactEmails(emails))
                    placeholder="oncall@example.com"
                    closed=form.closed_to_contacts
                />
            </Field>
        </Section>
    }
    .into_any()
}
