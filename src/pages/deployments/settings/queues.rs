//! The worker queues of a Deployment that is there.

use leptos::prelude::*;
use planisphere_domain::deployment::{Deployment, DeploymentField, Executor};

use super::form::{Effects, Form};
use crate::forms::deployment::QueueEditor;

/// The section.
#[component]
pub(super) fn Queues(form: Form) -> impl IntoView {
    let none_because = move || {
        form.after.with(|it| match it.executor {
            _ if it.takes_queues() => None,
            Executor::Kubernetes => {
                Some("None: Kubernetes runs every task in a Pod of its own.".to_owned())
            }
            Executor::Celery | Executor::Astro => {
                Some("None: remote agents run the tasks.".to_owned())
            }
        })
    };
    let effects = form.effects(copy, |_| true);
    view! {
        <QueueEditor
            queues=Signal::derive(move || form.after.with(|it| it.worker_queues.clone()))
            stored=Signal::derive(move || form.before.with(|it| it.worker_queues.clone()))
            problems=form.problems
            pools=Signal::derive(move || form.place.with(|place| place.pools.clone()))
            most=Signal::derive(move || form.place.with(|place| place.most_workers))
            none_because=Signal::derive(none_because)
            closed=form.closed
            on_change=move |queues| form.draft.set(DeploymentField::WorkerQueues(queues))
            foot=move || view! { <Effects effects/> }
        />
    }
    .into_any()
}

fn copy(to: &mut Deployment, from: &Deployment) {
    to.worker_queues.clone_from(&from.worker_queues);
}
