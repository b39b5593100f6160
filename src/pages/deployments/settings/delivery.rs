//! How code comes to the Deployment, and who may bring it.

use leptos::prelude::*;
use planisphere_domain::deployment::{Deployment, DeploymentField};
use planisphere_domain::{Command, Edit};

use super::form::{Effects, Form};
use crate::replica::Replica;
use crate::ui::{Field, Section, Switch};

/// The section.
#[component]
pub(super) fn Delivery(form: Form) -> impl IntoView {
    let replica = Replica::get();
    let is_enforced = Signal::derive(move || form.after.with(|it| it.is_cicd_enforced));
    // What the plan closes shows before anybody turns it on (CIC-3); what is on may go off.
    let enforcing = Memo::new(move |_| {
        let (id, was) = form.before.with(|it| (it.id, it.is_cicd_enforced));
        let edit = Edit::new(
            DeploymentField::IsCicdEnforced(was),
            DeploymentField::IsCicdEnforced(true),
        );
        let edits = vec![edit];
        (!was)
            .then(|| replica.gate(Command::UpdateDeployment { id, edits }).reason)
            .flatten()
    });
    // CIC-2
    let locked = form.closed_or(move || {
        let stays = form.before.with(|it| it.is_cicd_enforced) && is_enforced.get();
        stays.then(|| "Fixed while CI/CD is enforced: turn that off first".to_owned())
    });
    let effects = form.effects(copy, |_| true);
    view! {
        <Section id="delivery" title="Delivery">
            <Field
                label="Enforce CI/CD"
                hint="Only API tokens may deploy code"
                row=true
                error=form.error("isCicdEnforced")
                changed=form.draft.changed("isCicdEnforced")
                was=form.draft.was("isCicdEnforced")
            >
                <Switch
                    checked=is_enforced
                    on_change=move |on| form.draft.set(DeploymentField::IsCicdEnforced(on))
                    disabled_reason=form.closed_or(move || enforcing.get())
                />
            </Field>
            <Show when=move || is_enforced.get()>
                <p class="section-text sub">
                    "Closed to everybody who signs in: deploys of images, of DAGs and of bundles, and the switch of DAG deploys. Roles do not open them."
                </p>
            </Show>
            <Field
                label="DAG deploys"
                hint="DAGs come without an image"
                row=true
                error=form.error("isDagDeployEnabled")
                changed=form.draft.changed("isDagDeployEnabled")
                was=form.draft.was("isDagDeployEnabled")
            >
                <Switch
                    checked=Signal::derive(move || form.after.with(|it| it.is_dag_deploy_enabled))
                    on_change=move |on| form.draft.set(DeploymentField::IsDagDeployEnabled(on))
                    disabled_reason=locked
                />
            </Field>
            <Effects effects/>
        </Section>
    }
    .into_any()
}

fn copy(to: &mut Deployment, from: &Deployment) {
    to.is_dag_deploy_enabled = from.is_dag_deploy_enabled;
}
