//! What every section of the settings works with: the record with its staged edits, what is wrong with it, why it is
//! closed.

use leptos::prelude::*;
use planisphere_domain::deployment::{Deployment, DeploymentField, DeploymentType, Effect};
use planisphere_domain::{Command, DeploymentId, Problem, Rejection, Timestamp};

use crate::components::Draft;
use crate::forms::deployment::{as_sentence, sentence_of};
use crate::replica::{DeploymentPlace, Replica};
use crate::ui::{Choice, Glyph, Icon};

/// The draft with what stands around it.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// The record with the edits that are staged.
    pub draft: Draft<Deployment, DeploymentField>,
    /// As it would be.
    pub after: Memo<Deployment>,
    /// As it is stored.
    pub before: Memo<Deployment>,
    /// What speaks against it.
    pub problems: Memo<Vec<Problem>>,
    /// Where it runs.
    pub place: Memo<DeploymentPlace>,
    /// Why its configuration cannot be changed.
    pub closed: Signal<Option<String>>,
    /// Why not even what describes it can be changed.
    pub closed_to_contacts: Signal<Option<String>>,
    /// The present, which moves on.
    pub now: Signal<Timestamp>,
}

impl Form {
    /// What is wrong with one field, or with entries of it.
    pub fn error(self, path: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problems.with(|problems| {
                let of_field = problems.iter().filter(|problem| {
                    let rest = problem.path.strip_prefix(path);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
                });
                let sentences: Vec<String> = of_field.take(10).map(sentence_of).collect();
                (!sentences.is_empty()).then(|| sentences.join(" "))
            })
        })
    }

    /// Closed for whoever may not, else for this reason.
    pub fn closed_or(
        self,
        reason: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Signal<Option<String>> {
        Signal::derive(move || self.closed.get().or_else(&reason))
    }

    /// Whether it runs on a hybrid cluster; the type is fixed at creation.
    pub fn is_hybrid(self) -> bool {
        self.place
            .with_untracked(|place| place.kind == DeploymentType::Hybrid)
    }

    /// What changing these fields does, in words: `copy` puts them from the second record into the first.
    pub fn effects(
        self,
        copy: fn(&mut Deployment, &Deployment),
        which: fn(&Effect) -> bool,
    ) -> Signal<Vec<String>> {
        Signal::derive(move || {
            let before = self.before.get();
            let mut after = before.clone();
            self.after.with(|wanted| copy(&mut after, wanted));
            let effects = before.effects_of(&after, self.now.get());
            let told = effects.iter().filter(|effect| which(effect));
            told.map(|effect| as_sentence(&effect.sentence())).collect()
        })
    }
}

/// The problems of what is staged for a Deployment's settings, in this form or elsewhere; what somebody else changed
/// meanwhile is one too.
pub(super) fn problems_of(replica: Replica, id: DeploymentId) -> Vec<Problem> {
    let edits = Vec::new();
    match replica.rejection_like(&Command::UpdateDeployment { id, edits }) {
        Some(Rejection::Invalid(problems)) => problems,
        Some(Rejection::Conflict(conflicts)) => conflicts
            .into_iter()
            .map(|conflict| {
                let theirs = conflict.theirs;
                let message = format!("this was changed elsewhere meanwhile, to “{theirs}”");
                let way_out = "Keep one of the two in the plan.";
                Problem::new(conflict.field, "conflict", message, way_out)
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// What a change does, at the foot of its section.
#[component]
pub(super) fn Effects(#[prop(into)] effects: Signal<Vec<String>>) -> impl IntoView {
    let effects = Memo::new(move |_| effects.get());
    move || {
        let lines = effects.get();
        (!lines.is_empty()).then(|| {
            let lines = lines
                .into_iter()
                .map(|line| view! { <li><Icon glyph=Glyph::Info class="small"/><span>{line}</span></li> })
                .collect_view();
            view! { <ul class="effects" aria-label="What this does">{lines}</ul> }
        })
    }
}

/// The values of a word enum as choices.
pub(super) fn choice(value: &str, label: &str) -> Choice {
    Choice::new(value, label)
}
