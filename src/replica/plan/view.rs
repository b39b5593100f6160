//! The plan as the panel and its page show it: plain values that compare, with only what the person may see.

use leptos::prelude::*;
use planisphere_domain::access::{Holder, access_delta};
use planisphere_domain::cost::{Cost, Money, Unpriced};
use planisphere_domain::plan::{
    Change, CostDelta, Difference, FieldChange, cost_delta, difference, difference_for,
    new_secrets, wanted,
};
use planisphere_domain::policy::Permission;
use planisphere_domain::{Edited, FieldConflict, Names, Rejection, ResourceKind, SecretId, State};

use super::super::selectors::{may_know, name_of};
use super::super::{Failure, Opened, Replica, caller, capital};
use super::{Previewed, Slot, Staged, field_in_words};

/// A value before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Both {
    /// Before; absent where there was nothing.
    pub before: Option<String>,
    /// After; absent where there is nothing.
    pub after: Option<String>,
}

/// One thing that the plan changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    /// What it is, such as `Deployment`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// `new`, `deleted`, or nothing where fields change.
    pub word: Option<&'static str>,
    /// Each field in words with what it held and holds; of a new thing those that are set.
    pub fields: Vec<(String, Both)>,
}

/// What a part wanted and is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The field in words.
    pub field: String,
    /// What its author saw and wanted.
    pub both: Both,
}

/// One form's part of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartView {
    /// Its place.
    pub slot: Slot,
    /// What it is about.
    pub title: String,
    /// How many commands it holds.
    pub commands: usize,
    /// Who staged it, where it came from somebody else.
    pub author: Option<String>,
    /// Why it is refused, in sentences; fields that moved on are in `conflicts`.
    pub problems: Vec<String>,
    /// Fields that somebody changed meanwhile.
    pub conflicts: Vec<FieldConflict>,
    /// What it wants, where it is refused and so changes nothing yet.
    pub wanted: Vec<Wanted>,
}

impl PartView {
    /// Whether it is refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        !self.problems.is_empty() || !self.conflicts.is_empty()
    }
}

/// What the touched things cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostView {
    /// The Organization's currency.
    pub currency: String,
    /// Per hour, with as few workers as the limits allow.
    pub idle_hour: Both,
    /// Per hour, with as many.
    pub peak_hour: Both,
    /// Per month, idle.
    pub idle_month: Both,
    /// Per month, at the peak.
    pub peak_month: Both,
    /// Whether it stays the same.
    pub is_same: bool,
    /// Whether the rate card is only the example.
    pub is_example: bool,
    /// What the rate card has no rate for.
    pub unpriced: Vec<String>,
}

/// Who gains or loses what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessLine {
    /// Their name.
    pub name: String,
    /// What changes for them, and where.
    pub sentence: String,
}

/// A secret whose text has to be supplied before the plan can be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretView {
    /// Its reference.
    pub id: SecretId,
    /// What it is for: `AWS_KEY of Deployment etl`.
    pub label: String,
    /// The variable that it is the value of; empty for anything else.
    pub key: String,
    /// Whether its text is here.
    pub is_supplied: bool,
}

/// The plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanView {
    /// What forms put in, in order.
    pub parts: Vec<PartView>,
    /// What differs.
    pub changes: Vec<ChangeView>,
    /// How many fields change, and things come or go.
    pub count: usize,
    /// What it costs by the rate card; absent where nothing that costs is touched. Whoever plans a change learns its
    /// price; what the whole Organization costs is for those who may see its usage.
    pub cost: Option<CostView>,
    /// Who can do more or less.
    pub access: Vec<AccessLine>,
    /// How many more change whom the person may not see.
    pub hidden_access: usize,
    /// The secrets that it brings.
    pub secrets: Vec<SecretView>,
    /// Of how many parts nothing is refused.
    pub fits: usize,
}

impl PlanView {
    /// Whether something is refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.parts.iter().any(PartView::is_refused)
    }

    /// How many secrets are missing.
    #[must_use]
    pub fn missing_secrets(&self) -> usize {
        let secrets = self.secrets.iter();
        secrets.filter(|secret| !secret.is_supplied).count()
    }

    /// Why it cannot be applied; nothing where it can.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        if self.is_refused() {
            return Some(
                "Something in the plan is refused. Mend it, take it out, or apply what fits."
                    .into(),
            );
        }
        match self.missing_secrets() {
            0 => {}
            1 => return Some("A secret is missing. Supply it on the plan's page first.".into()),
            count => {
                return Some(format!(
                    "{count} secrets are missing. Supply them on the plan's page first."
                ));
            }
        }
        (self.count == 0).then(|| "Everything is already as the plan says. Discard it.".into())
    }
}

impl Replica {
    /// The plan of the open Organization.
    #[must_use]
    pub fn plan(self) -> PlanView {
        let view = self.planning().view.get_value();
        view.and_then(|view| view.try_get()).unwrap_or_default()
    }

    /// A value of a field as the person reads it, by the names of what it refers to.
    #[must_use]
    pub fn in_words<T: Edited<F>, F>(self, value: &F) -> String {
        self.read(|opened| {
            let names = Names::of(&opened.state);
            match opened.viewer.map(|viewer| caller(viewer, opened.now())) {
                Some(reader) => T::shown(value, &names.known_to(&reader)),
                None => T::shown(value, &names),
            }
        })
        .unwrap_or_default()
    }

    pub(super) fn reckon_view(self) -> PlanView {
        let staged = self.planning().staged.get();
        let preview = self.preview();
        self.view_of(&staged, preview.as_ref()).unwrap_or_default()
    }

    pub(super) fn view_of(self, staged: &Staged, preview: Option<&Previewed>) -> Option<PlanView> {
        let texts = self.planning().texts.get();
        let viewing = self.viewing();
        let me = self.acting();
        self.read(|opened| {
            let Some(preview) = preview else {
                return PlanView::default();
            };
            let reader = opened.viewer.map(|viewer| caller(viewer, opened.now()));
            let changes = match &reader {
                Some(reader) => difference_for(&preview.base, &preview.after, reader),
                None => difference(&preview.base, &preview.after),
            };
            let names = Names::of_both(&preview.base, &preview.after);
            let names = match &reader {
                Some(reader) => names.known_to(reader),
                None => names,
            };
            let (access, hidden_access) = access_between(opened, &preview.base, &preview.after);
            let secrets = new_secrets(&preview.base, &preview.after);
            let secrets = secrets.into_iter().map(|secret| SecretView {
                id: secret.id,
                label: match &secret.key {
                    Some(key) => format!("{key} of {} {}", secret.kind, secret.name),
                    None => format!("{} {}", secret.kind, secret.name),
                },
                is_supplied: texts.contains_key(&secret.id),
                key: secret.key.unwrap_or_default(),
            });
            let fits = staged
                .parts
                .iter()
                .filter(|part| preview.rejections_of(&part.slot).is_empty())
                .count();
            let parts = staged.parts.iter().map(|part| {
                let rejections = preview.rejections_of(&part.slot);
                let mut conflicts = Vec::new();
                let mut problems = Vec::new();
                if let Some(viewing) = &viewing {
                    problems.push(
                        Failure::ViewingOnly {
                            name: viewing.name.clone(),
                        }
                        .sentence(),
                    );
                }
                for rejection in rejections {
                    match rejection {
                        Rejection::Conflict(fields) => conflicts.extend(fields.iter().cloned()),
                        Rejection::NotAllowed { .. } => problems.push(self.refused(
                            &preview.base,
                            rejection.clone(),
                            &part.commands,
                        )),
                        Rejection::NotFound { kind, .. } => problems.push(format!(
                            "The {kind} is not here: it was deleted, or you may not see it. Take this part out, or apply the rest without it."
                        )),
                        other => problems.push(Failure::Rejected(other.clone()).sentence()),
                    }
                }
                problems.dedup();
                let is_refused = !rejections.is_empty();
                let fields = part.commands.iter().filter(|_| is_refused);
                PartView {
                    slot: part.slot.clone(),
                    title: part.title.clone(),
                    commands: part.commands.len(),
                    author: part
                        .author
                        .filter(|author| Some(*author) != me)
                        .map(|author| name_of(opened, author)),
                    problems,
                    conflicts,
                    wanted: fields
                        .flat_map(|command| wanted(command, &names))
                        .map(|change| Wanted {
                            field: field_in_words(&change.field),
                            both: both(change),
                        })
                        .collect(),
                }
            });
            PlanView {
                parts: parts.collect(),
                count: changes.iter().map(weight).sum(),
                cost: cost_between(opened, &preview.base, &preview.after),
                changes: changes
                    .into_iter()
                    .filter(|change| may_see(opened, change))
                    .map(change_view)
                    .collect(),
                access,
                hidden_access,
                secrets: secrets.collect(),
                fits: if viewing.is_some() { 0 } else { fits },
            }
        })
    }
}

/// What a plan changes elsewhere, such as roles that go with a Deployment, may be on somebody whom the person may
/// not see.
fn may_see(opened: &Opened, change: &Change) -> bool {
    let needed = match change.kind {
        ResourceKind::User => Permission::OrganizationUsersGet,
        ResourceKind::Team => Permission::OrganizationTeamsGet,
        ResourceKind::ApiToken => Permission::OrganizationApiTokensGet,
        _ => return true,
    };
    // One's own record is known to oneself.
    opened.holds(needed)
        || opened.viewer.is_some_and(|viewer| {
            viewer
                .person()
                .is_some_and(|id| id.to_string() == change.id)
        })
}

fn weight(change: &Change) -> usize {
    match &change.what {
        Difference::Created(_) | Difference::Deleted => 1,
        Difference::Edited(fields) => fields.len(),
    }
}

fn both(change: FieldChange) -> Both {
    Both {
        before: change.before,
        after: change.after,
    }
}

/// Of a new thing those fields are told that somebody set; its name stands above them.
fn says_something(field: &FieldChange) -> bool {
    const NOTHING: &[&str] = &["", "not set", "none", "off", "Not reported", "0"];
    const ABOVE: &[&str] = &["name", "fullName", "objectKey"];
    let text = field.after.as_deref().unwrap_or_default();
    !NOTHING.contains(&text) && !ABOVE.contains(&field.field.as_str())
}

pub(in crate::replica) fn change_view(change: Change) -> ChangeView {
    let (word, fields) = match change.what {
        Difference::Created(mut fields) => {
            fields.retain(says_something);
            (Some("new"), fields)
        }
        Difference::Edited(fields) => (None, fields),
        Difference::Deleted => (Some("deleted"), Vec::new()),
    };
    let kind = change.kind.to_string();
    ChangeView {
        kind: capital(&kind),
        name: change.name,
        word,
        fields: fields
            .into_iter()
            .map(|field| (field_in_words(&field.field), both(field)))
            .collect(),
    }
}

/// Who gains and loses what from one state to another, and for how many more it differs.
pub(in crate::replica) fn access_between(
    opened: &Opened,
    before: &State,
    after: &State,
) -> (Vec<AccessLine>, usize) {
    let changes = access_delta(before, after);
    let all = changes.len();
    let lines: Vec<AccessLine> = changes
        .into_iter()
        .filter(|change| may_know(opened, change.actor, &change.on))
        .map(|change| AccessLine {
            // Who comes with the plan has a name only after it.
            name: after
                .holder_name(Holder::from(change.actor))
                .map_or_else(|| name_of(opened, change.actor), str::to_owned),
            sentence: change.sentence(after),
        })
        .collect();
    let hidden = all - lines.len();
    (lines, hidden)
}

/// What the things that differ cost in one state and in another.
pub(in crate::replica) fn cost_between(
    opened: &Opened,
    before: &State,
    after: &State,
) -> Option<CostView> {
    let CostDelta {
        currency,
        things,
        before,
        after,
    } = cost_delta(before, after, opened.now());
    if things == 0 {
        return None;
    }
    let (_, is_example) = opened.state.organization()?.reckons_with();
    let both = |amount: fn(&Cost) -> Money| Both {
        before: Some(amount(&before).in_cents()),
        after: Some(amount(&after).in_cents()),
    };
    Some(CostView {
        idle_hour: both(|cost| cost.idle_hour),
        peak_hour: both(|cost| cost.peak_hour),
        idle_month: both(|cost| cost.idle_month),
        peak_month: both(|cost| cost.peak_month),
        is_same: before == after,
        is_example,
        unpriced: after.unpriced.iter().map(unpriced).collect(),
        currency,
    })
}

fn unpriced(lacking: &Unpriced) -> String {
    match lacking {
        Unpriced::Scheduler(size) => format!("scheduler {size}"),
        Unpriced::Machine(machine) => format!("machine {machine}"),
        Unpriced::Cpu(amount) => format!("CPU {amount}"),
    }
}
