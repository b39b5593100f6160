//! What is staged in the open Organization: parts, one per form, each with its commands and the texts of its new
//! secrets. Forms put their drafts here, the plan panel previews them, and applying is one commit.
//!
//! What a plan would do is the domain's business (`planisphere_domain::plan`).

mod applying;
mod editing;
mod keeping;
mod previewing;
mod roles;
mod sharing;
mod view;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use leptos::prelude::*;
use planisphere_as_code::SecretText;
use planisphere_as_code::mapping::NewSecret as SealedLater;
use planisphere_domain::plan::{
    Keep, SharedPart, beside, edits_the_same, new_secrets, without_fields,
};
use planisphere_domain::{Actor, Command, Rejection, SecretId};

use super::{Failure, Handle, Ids, Replica};

pub use editing::Editing;
pub(super) use previewing::Previewed;
pub use sharing::Received;
pub use view::{AccessLine, Both, ChangeView, CostView, PartView, PlanView, SecretView, Wanted};
pub(super) use view::{access_between, change_view, cost_between};
pub use words::field_in_words;

/// One form's place in the plan. A form that stages again replaces what it staged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(String);

impl Slot {
    /// The place of the form `form` about the thing `id`.
    #[must_use]
    pub fn new(form: &str, id: impl ToString) -> Self {
        Self(format!("{form} {}", id.to_string()))
    }
}

/// The text of a secret that a command refers to. It is sealed when its command is carried out.
#[derive(Clone)]
pub struct NewSecret {
    id: SecretId,
    text: SecretText,
}

impl NewSecret {
    /// A text under a new reference.
    ///
    /// # Errors
    /// When the browser gives no random numbers.
    pub fn of(text: impl Into<String>) -> Result<Self, Failure> {
        Ok(Self::new(Ids::secret()?, text))
    }

    /// A text under this reference.
    pub fn new(id: SecretId, text: impl Into<String>) -> Self {
        Self {
            id,
            text: SecretText::new(text.into()),
        }
    }

    /// The reference that a command carries.
    #[must_use]
    pub const fn id(&self) -> SecretId {
        self.id
    }

    pub(super) fn sealed_later(&self) -> SealedLater {
        SealedLater {
            id: self.id,
            text: self.text.clone(),
        }
    }
}

/// What one form staged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) slot: Slot,
    pub(super) title: String,
    pub(super) commands: Vec<Command>,
    /// Who staged it; absent in plans that were kept before this was noted.
    pub(super) author: Option<Actor>,
}

/// What is staged in one Organization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Staged {
    /// Which; none before the first was opened.
    pub(super) handle: Option<Handle>,
    pub(super) parts: Vec<Part>,
}

impl Staged {
    pub(super) fn commands(&self) -> impl Iterator<Item = &Command> {
        self.parts.iter().flat_map(|part| &part.commands)
    }

    /// Takes out of the other parts what `commands` say anew: of two wishes for one field the later counts.
    pub(super) fn give_way(&mut self, slot: &Slot, commands: &[Command]) {
        self.change_others(slot, |earlier| {
            commands
                .iter()
                .try_fold(earlier.clone(), |left, later| beside(&left, later))
        });
    }

    /// Changes the commands of every part but one; parts of which nothing is left go.
    fn change_others(&mut self, slot: &Slot, change: impl Fn(&Command) -> Option<Command>) {
        for part in self.parts.iter_mut().filter(|part| part.slot != *slot) {
            part.commands = part.commands.iter().filter_map(&change).collect();
        }
        self.parts
            .retain(|part| part.slot == *slot || !part.commands.is_empty());
    }
}

/// The texts of staged secrets, by reference. They are in memory only.
pub(super) type Texts = Rc<BTreeMap<SecretId, SecretText>>;

/// The signals of a plan.
#[derive(Clone, Copy)]
pub(super) struct Planning {
    pub(super) staged: RwSignal<Staged>,
    pub(super) texts: RwSignal<Texts, LocalStorage>,
    /// The text in which the plan was last kept or taken up; empty for none. What this tab did not change it does
    /// not write, because another tab may have.
    pub(super) kept: StoredValue<String>,
    /// Whether keeping it worked.
    pub(super) outlives: RwSignal<bool>,
    /// Whether changes that pages make in place are staged.
    pub(super) in_place: RwSignal<bool>,
    /// Made by the frame of an Organization, so that deciding stays out of the first load.
    pub(super) preview: StoredValue<Option<Memo<Option<Previewed>>>>,
    /// What pages read of it, reckoned once for all of them.
    pub(super) view: StoredValue<Option<Memo<PlanView>>>,
}

impl Planning {
    pub(super) fn new() -> Self {
        Self {
            staged: RwSignal::default(),
            texts: RwSignal::new_local(Texts::default()),
            kept: StoredValue::new(String::new()),
            outlives: RwSignal::new(true),
            in_place: RwSignal::new(false),
            preview: StoredValue::new(None),
            view: StoredValue::new(None),
        }
    }
}

impl Replica {
    /// The signals of the plan, made when they are first asked for. They live as long as the page, and not as the
    /// frame that asked.
    pub(super) fn planning(self) -> Planning {
        if let Some(planning) = self
            .planning
            .with_value(|made| made.as_ref().map(|made| made.1))
        {
            return planning;
        }
        // A root that is made becomes the current owner, which this must not change for whoever asks.
        let before = Owner::current();
        let owner = Owner::new_root(None);
        let planning = owner.with(Planning::new);
        if let Some(before) = before {
            before.set();
        }
        self.planning.set_value(Some((owner, planning)));
        planning
    }

    /// Puts what a form wants into the plan, in place of what it staged before; nothing takes it out.
    ///
    /// # Errors
    /// Where nothing may be changed.
    pub fn stage(
        self,
        slot: Slot,
        title: impl Into<String>,
        commands: Vec<Command>,
        secrets: Vec<NewSecret>,
    ) -> Result<(), Failure> {
        self.refuse_while_closed()?;
        self.remember(secrets);
        let title = title.into();
        let author = self.acting();
        self.planning().staged.update(|staged| {
            staged.give_way(&slot, &commands);
            let place = staged.parts.iter().position(|part| part.slot == slot);
            match place.and_then(|place| staged.parts.get_mut(place)) {
                Some(_) if commands.is_empty() => staged.parts.retain(|part| part.slot != slot),
                Some(part) => {
                    part.title = title;
                    part.commands = commands;
                    // Whoever changes a part that came from somebody else stands for it.
                    part.author = author;
                }
                None if commands.is_empty() => {}
                None => staged.parts.push(Part {
                    slot,
                    title,
                    commands,
                    author,
                }),
            }
        });
        Ok(())
    }

    /// Puts commands into the plan as a part of their own, after the others.
    ///
    /// # Errors
    /// Where nothing may be changed.
    pub fn stage_more(
        self,
        title: impl Into<String>,
        commands: Vec<Command>,
        secrets: Vec<NewSecret>,
    ) -> Result<(), Failure> {
        let slot = self.free_slot();
        self.stage(slot, title, commands, secrets)
    }

    /// Whoever acts on this device, also while they view as somebody else.
    pub(super) fn acting(self) -> Option<Actor> {
        self.own_untracked(|opened| opened.viewer.map(|viewer| viewer.actor()))
            .flatten()
    }

    fn free_slot(self) -> Slot {
        self.planning().staged.with_untracked(|staged| {
            let mut number = staged.parts.len();
            loop {
                let slot = Slot::new("more", number);
                if !staged.parts.iter().any(|part| part.slot == slot) {
                    return slot;
                }
                number += 1;
            }
        })
    }

    /// Every staged command that edits the same thing as this one, in whichever part.
    #[must_use]
    pub fn staged_like(self, like: &Command) -> Vec<Command> {
        // What is staged is a wish about now.
        if self.looks_back() {
            return Vec::new();
        }
        self.planning().staged.with(|staged| {
            let commands = staged.commands();
            commands
                .filter(|command| edits_the_same(command, like))
                .cloned()
                .collect()
        })
    }

    /// Why an edit of the same thing as this one is refused.
    #[must_use]
    pub fn rejection_like(self, like: &Command) -> Option<Rejection> {
        let preview = self.preview()?;
        self.planning().staged.with(|staged| {
            let parts = staged.parts.iter();
            parts
                .filter(|part| part.commands.iter().any(|it| edits_the_same(it, like)))
                .find_map(|part| preview.rejections_of(&part.slot).first().cloned())
        })
    }

    /// Takes the edits of these fields out of every part that edits the same thing as this command.
    pub fn unstage_fields(self, like: &Command, fields: &BTreeSet<String>) {
        self.planning().staged.update(|staged| {
            for part in &mut staged.parts {
                part.commands = part
                    .commands
                    .iter()
                    .filter_map(|command| {
                        if edits_the_same(command, like) {
                            without_fields(command, fields)
                        } else {
                            Some(command.clone())
                        }
                    })
                    .collect();
            }
            staged.parts.retain(|part| !part.commands.is_empty());
        });
    }

    /// What a form has staged.
    #[must_use]
    pub fn staged(self, slot: &Slot) -> Vec<Command> {
        if self.looks_back() {
            return Vec::new();
        }
        self.planning().staged.with(|staged| {
            let part = staged.parts.iter().find(|part| part.slot == *slot);
            part.map(|part| part.commands.clone()).unwrap_or_default()
        })
    }

    /// Why what a form staged is refused, on top of what was staged before it.
    #[must_use]
    pub fn staged_rejection(self, slot: &Slot) -> Option<Rejection> {
        self.preview()?.rejections_of(slot).first().cloned()
    }

    /// Whether anything is staged.
    #[must_use]
    pub fn has_staged(self) -> bool {
        if self.looks_back() {
            return false;
        }
        self.planning()
            .staged
            .with(|staged| !staged.parts.is_empty())
    }

    /// Takes a part out of the plan.
    ///
    /// # Errors
    /// Where nothing may be changed.
    pub fn withdraw(self, slot: &Slot) -> Result<(), Failure> {
        self.refuse_while_closed()?;
        self.planning()
            .staged
            .update(|staged| staged.parts.retain(|part| part.slot != *slot));
        Ok(())
    }

    /// Puts a part whose base has moved on over what it meets: what is stored now, with what the parts before it do.
    pub fn bring_up_to_date(self, slot: &Slot, keep: Keep) {
        let mut before = self.planning().staged.get_untracked();
        let Some(place) = before.parts.iter().position(|part| part.slot == *slot) else {
            return;
        };
        let commands = before.parts.swap_remove(place).commands;
        before.parts.truncate(place);
        let brought_up = self.rebased(&before, &commands, keep);
        self.planning().staged.update(|staged| {
            if let Some(part) = staged.parts.get_mut(place) {
                part.commands = brought_up;
            }
            staged.parts.retain(|part| !part.commands.is_empty());
        });
    }

    /// The parts of which nothing is refused, as long as each of them still fits without the others.
    pub(super) fn fitting(self) -> Staged {
        let mut staged = self.planning().staged.get_untracked();
        while let Some(preview) = self.preview_of_untracked(&staged) {
            let before = staged.parts.len();
            staged
                .parts
                .retain(|part| preview.rejections_of(&part.slot).is_empty());
            if staged.parts.len() == before || staged.parts.is_empty() {
                break;
            }
        }
        staged
    }

    /// Takes everything out of the plan.
    pub fn discard_plan(self) {
        self.planning().staged.update(|staged| staged.parts.clear());
        self.planning().texts.set(Texts::default());
        self.keep_plan();
    }

    /// Supplies the text of a secret that a part refers to.
    pub fn supply_secret(self, id: SecretId, text: impl Into<String>) {
        self.remember(vec![NewSecret::new(id, text)]);
    }

    fn remember(self, secrets: Vec<NewSecret>) {
        if secrets.is_empty() {
            return;
        }
        self.planning().texts.update(|texts| {
            let texts = Rc::make_mut(texts);
            for secret in secrets {
                texts.insert(secret.id, secret.text);
            }
        });
    }

    /// The texts that these commands need, and how many of them are missing.
    pub(super) fn secrets_of(self, preview: Option<&Previewed>) -> (Vec<SealedLater>, usize) {
        let Some(preview) = preview else {
            return (Vec::new(), 0);
        };
        let needed = new_secrets(&preview.base, &preview.after);
        let texts = self.planning().texts.get_untracked();
        let supplied: Vec<SealedLater> = needed
            .iter()
            .filter_map(|secret| {
                texts.get(&secret.id).map(|text| SealedLater {
                    id: secret.id,
                    text: text.clone(),
                })
            })
            .collect();
        let missing = needed.len() - supplied.len();
        (supplied, missing)
    }

    fn parts_to_share(self) -> Vec<SharedPart> {
        self.planning().staged.with_untracked(|staged| {
            let parts = staged.parts.iter();
            parts
                .map(|part| SharedPart {
                    title: part.title.clone(),
                    commands: part.commands.clone(),
                })
                .collect()
        })
    }
}
