//! Remote execution: agents in somebody's own network run the tasks. It is chosen when a Deployment is created.

use leptos::prelude::*;
use planisphere_domain::deployment::{Deployment, DeploymentField, RemoteExecution};

use super::form::{Effects, Form};
use crate::forms::deployment::Lines;
use crate::ui::{Field, Section, Switch, TextInput};

/// The section.
#[component]
pub(super) fn Remote(form: Form) -> impl IntoView {
    let is_on = Memo::new(move |_| form.after.with(|it| it.remote_execution.is_some()));
    let effects = form.effects(copy, |_| true);
    view! {
        <Section id="remote" title="Remote execution" lead="Agents in your own network run the tasks.">
            <Field label="Remote execution" hint="Dedicated clusters with the Astro executor" row=true error=form.error("remoteExecution")>
                <Switch
                    checked=is_on
                    on_change=|_| {}
                    disabled_reason=Signal::stored(Some("Only chosen when a Deployment is created".to_owned()))
                />
            </Field>
            <Show when=move || is_on.get()><Agents form/></Show>
            <Effects effects/>
        </Section>
    }
    .into_any()
}

fn copy(to: &mut Deployment, from: &Deployment) {
    to.remote_execution.clone_from(&from.remote_execution);
}

#[component]
fn Agents(form: Form) -> impl IntoView {
    let remote = Memo::new(move |_| {
        form.after
            .with(|it| it.remote_execution.clone().unwrap_or_default())
    });
    let change = move |change: &dyn Fn(&mut RemoteExecution)| {
        let mut wanted = remote.get_untracked();
        change(&mut wanted);
        form.draft
            .set(DeploymentField::RemoteExecution(Some(wanted)));
    };
    let set_ranges = move |ranges: Vec<String>| {
        change(&|it| it.allowed_ip_address_ranges.clone_from(&ranges));
    };
    let some = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    // The plan holds all of it as one field; the marks tell which part differs.
    let differs = move |same: fn(&RemoteExecution, &RemoteExecution) -> bool| {
        Signal::derive(move || {
            let before = form.before.with(|it| it.remote_execution.clone());
            remote.with(|after| !same(&before.unwrap_or_default(), after))
        })
    };
    view! {
        <Field
            label="Agents may call from"
            hint="Address ranges, one per line; none for any address"
            row=true
            error=form.error("remoteExecution.allowedIpAddressRanges")
            changed=differs(|a, b| a.allowed_ip_address_ranges == b.allowed_ip_address_ranges)
        >
            <Lines
                value=Signal::derive(move || remote.with(|it| it.allowed_ip_address_ranges.clone()))
                on_set=set_ranges
                placeholder="198.51.100.0/24"
                closed=form.closed
            />
        </Field>
        <Field label="Task log bucket" row=true changed=differs(|a, b| a.task_log_bucket == b.task_log_bucket)>
            <TextInput
                class="wide mono"
                value=Signal::derive(move || remote.with(|it| it.task_log_bucket.clone().unwrap_or_default()))
                on_input=move |text: String| change(&|it| it.task_log_bucket = some(text.clone()))
                disabled_reason=form.closed
            />
        </Field>
        <Field
            label="Task log address" hint="A pattern that links to a task's log" row=true
            changed=differs(|a, b| a.task_log_url_pattern == b.task_log_url_pattern)
        >
            <TextInput
                class="wide mono"
                value=Signal::derive(move || remote.with(|it| it.task_log_url_pattern.clone().unwrap_or_default()))
                on_input=move |text: String| change(&|it| it.task_log_url_pattern = some(text.clone()))
                disabled_reason=form.closed
            />
        </Field>
        <Field label="Agents call" row=true>
            {move || form.before.with(|it| it.observed.remote_api_url.clone()).unwrap_or_else(|| "Not connected: no address was observed".to_owned())}
        </Field>
    }
    .into_any()
}
