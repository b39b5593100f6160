//! What a task Pod has when it asks for nothing, and what all Pods have together.

use leptos::prelude::*;
use planisphere_domain::deployment::{Deployment, DeploymentField};
use planisphere_domain::quantity::Quantity;

use super::form::{Effects, Form};
use crate::forms::deployment::{Amount, CpuAndMemory, Pair};
use crate::ui::Section;

/// The section.
#[component]
pub(super) fn Resources(form: Form) -> impl IntoView {
    let closed = form.closed;
    let amount = move |label, path, read: fn(&Deployment) -> Option<Quantity>| Amount {
        label,
        value: Signal::derive(move || form.after.with(read)),
        changed: form.draft.changed(path),
        was: form.draft.was(path),
        error: form.error(path),
    };
    let effects = form.effects(copy, |_| true);
    view! {
        <Section
            id="resources"
            title="Resources"
            lead="What tasks have that run in Pods: with Kubernetes, and in Pods that tasks start themselves."
        >
            <CpuAndMemory
                cpu=amount("Default task Pod, CPU", "defaultTaskPodCpu", |it| it.default_task_pod_cpu.clone())
                hint="For a Pod that asks for nothing, at least 0.25"
                memory=amount("Default task Pod, memory", "defaultTaskPodMemory", |it| it.default_task_pod_memory.clone())
                on_set=move |(cpu, memory): Pair| {
                    form.draft.set(DeploymentField::DefaultTaskPodCpu(cpu));
                    form.draft.set(DeploymentField::DefaultTaskPodMemory(memory));
                }
                closed
            />
            <CpuAndMemory
                cpu=amount("Quota, CPU", "resourceQuotaCpu", |it| it.resource_quota_cpu.clone())
                hint="For all Pods at once, at most 6400"
                memory=amount("Quota, memory", "resourceQuotaMemory", |it| it.resource_quota_memory.clone())
                on_set=move |(cpu, memory): Pair| {
                    form.draft.set(DeploymentField::ResourceQuotaCpu(cpu));
                    form.draft.set(DeploymentField::ResourceQuotaMemory(memory));
                }
                closed
            />
            <Effects effects/>
        </Section>
    }
    .into_any()
}

fn copy(to: &mut Deployment, from: &Deployment) {
    to.default_task_pod_cpu
        .clone_from(&from.default_task_pod_cpu);
    to.default_task_pod_memory
        .clone_from(&from.default_task_pod_memory);
    to.resource_quota_cpu.clone_from(&from.resource_quota_cpu);
    to.resource_quota_memory
        .clone_from(&from.resource_quota_memory);
}
