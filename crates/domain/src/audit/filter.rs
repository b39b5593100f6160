//! Which records somebody wants to see: a pure question to each of them.

use super::{Record, Target};
use crate::{Actor, Cause, ResourceKind, Timestamp};

/// Why a commit happened, without what goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CauseKind {
    /// One edit on a page.
    Edit,
    /// A plan.
    Plan,
    /// Deployment files.
    Import,
    /// Taking something back.
    Undo,
    /// Doing again what was taken back.
    Redo,
}

impl CauseKind {
    /// Every one, in the order of a list.
    pub const ALL: [Self; 5] = [Self::Edit, Self::Plan, Self::Import, Self::Undo, Self::Redo];

    /// That of a commit.
    #[must_use]
    pub const fn of(cause: &Cause) -> Self {
        match cause {
            Cause::Edit => Self::Edit,
            Cause::Import { .. } => Self::Import,
            Cause::Plan { .. } => Self::Plan,
            Cause::Undo | Cause::UndoOf { .. } => Self::Undo,
            Cause::RedoOf { .. } => Self::Redo,
        }
    }

    /// In words, which also stand in addresses and exports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Plan => "plan",
            Self::Import => "import",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }

    /// The one of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.word() == word)
    }
}

/// What a record has to be, part by part; a part that is absent takes every record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who did it.
    pub actor: Option<Actor>,
    /// What it is about, directly or along with something else.
    pub target: Option<Target>,
    /// What kind of thing it is about.
    pub kind: Option<ResourceKind>,
    /// Why it happened.
    pub cause: Option<CauseKind>,
    /// Not before this moment, by the time that the log had reached.
    pub from: Option<Timestamp>,
    /// Not after this moment, by the time that the log had reached.
    pub until: Option<Timestamp>,
    /// Words in lower case, each of which has to stand somewhere in the record.
    pub words: Vec<String>,
}

impl Filter {
    /// Whether it takes the record.
    #[must_use]
    pub fn keeps(&self, record: &Record) -> bool {
        let stamp = &record.stamp;
        self.from.is_none_or(|from| stamp.reached >= from)
            && self.until.is_none_or(|until| stamp.reached <= until)
            && self.actor.is_none_or(|actor| stamp.actor == actor)
            && self.kind.is_none_or(|kind| record.kind == kind)
            && self
                .cause
                .is_none_or(|cause| CauseKind::of(&stamp.cause) == cause)
            && self.target.is_none_or(|target| record.is_about(target))
            && self.words.iter().all(|word| record.holds(word))
    }
}
