//! Development mode, and when a development Deployment sleeps: its schedules, the week that they make, and the
//! override by hand.

mod by_hand;

use leptos::prelude::*;
use planisphere_domain::deployment::{Deployment, DeploymentField, Effect, HibernationSpec};

use self::by_hand::ByHand;
use super::form::{Effects, Form};
use crate::forms::deployment::{ScheduleEditor, Week, state_in_words};
use crate::ui::{Field, Section, Switch};

/// The name of hibernation in the API.
pub(super) const HIBERNATION: &str = "scalingSpec.hibernationSpec";

/// The section.
#[component]
pub(super) fn Development(form: Form) -> impl IntoView {
    let is_development = Memo::new(move |_| form.after.with(|it| it.is_development_mode));
    let closed = form.closed_or(move || {
        // HIB-1
        let never = form.before.with(|it| !it.is_development_mode);
        never.then(|| "Only chosen when a Deployment is created".to_owned())
    });
    let switch = move |on: bool| {
        // HIB-13
        let spec = if on {
            form.before.with_untracked(|it| it.hibernation.clone())
        } else {
            None
        };
        form.draft.set(DeploymentField::IsDevelopmentMode(on));
        form.draft.set(DeploymentField::Hibernation(spec));
    };
    let effects = form.effects(copy, |effect| !matches!(effect, Effect::DropsQueues(_)));
    view! {
        <Section
            id="hibernation"
            title="Development and hibernation"
            lead="A development Deployment costs less while it sleeps. Schedules are cron expressions in UTC."
        >
            <Field
                label="Development mode"
                hint="Turning it off is for good and takes the schedules along"
                row=true
                error=form.error("isDevelopmentMode")
                changed=form.draft.changed("isDevelopmentMode")
                was=form.draft.was("isDevelopmentMode")
            >
                <Switch checked=is_development on_change=switch disabled_reason=closed/>
            </Field>
            <Show
                when=move || is_development.get()
                fallback=|| view! {
                    <Field label="Hibernation" hint="Development Deployments only" row=true>
                        <Switch
                            checked=false
                            on_change=|_| {}
                            disabled_reason=Signal::stored(Some("Not a development Deployment".to_owned()))
                        />
                    </Field>
                }
            >
                <Hibernation form/>
            </Show>
            <Effects effects/>
        </Section>
    }
    .into_any()
}

fn copy(to: &mut Deployment, from: &Deployment) {
    to.is_development_mode = from.is_development_mode;
    to.hibernation.clone_from(&from.hibernation);
}

impl Form {
    /// Schedules and override as they are wanted; nothing of both is an empty one.
    pub(super) fn spec(self) -> Memo<HibernationSpec> {
        Memo::new(move |_| {
            self.after
                .with(|it| it.hibernation.clone().unwrap_or_default())
        })
    }

    /// Stages other schedules or another override.
    pub(super) fn change_spec(self, change: impl FnOnce(&mut HibernationSpec)) {
        let mut spec = self
            .after
            .with_untracked(|it| it.hibernation.clone().unwrap_or_default());
        change(&mut spec);
        let is_empty = spec.schedules.is_empty() && spec.override_by_hand.is_none();
        self.draft
            .set(DeploymentField::Hibernation((!is_empty).then_some(spec)));
    }
}

#[component]
fn Hibernation(form: Form) -> impl IntoView {
    let spec = form.spec();
    view! {
        <Field
            label="By schedule and override"
            hint="What is wanted; nothing was observed"
            row=true
            error=form.error("scalingSpec")
            changed=form.draft.changed(HIBERNATION)
        >
            <span>{move || state_in_words(&spec.get(), form.now.get())}</span>
        </Field>
        <ScheduleEditor
            schedules=Signal::derive(move || spec.with(|spec| spec.schedules.clone()))
            now=form.now
            problems=form.problems
            closed=form.closed
            on_change=move |schedules| form.change_spec(|spec| spec.schedules = schedules)
        />
        <Week spec now=form.now/>
        <ByHand form/>
    }
    .into_any()
}
