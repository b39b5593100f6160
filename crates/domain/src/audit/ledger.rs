//! The log as records, one for each event, read commit by commit. A record holds what a line of a list shows; what each
//! field held is told by [`details`](super::details) when somebody asks.

use std::sync::Arc;

use super::about::Known;
use super::{Action, CauseKind, Filter, Target, action};
use crate::{Actor, Cause, Commit, OrganizationId, ResourceKind, Source, Timestamp};

/// A name as it was at some moment. Cloning shares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub(super) text: Arc<str>,
    /// The same for whoever looks for it.
    pub(super) lower: Arc<str>,
}

impl Name {
    /// As it reads.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// What all records of a commit share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The commit's number in the log, from 1.
    pub sequence: u64,
    /// When, as the clock of its device said.
    pub at: Timestamp,
    /// The latest time that any commit up to this one has: by it the log goes forward also where a clock ran backwards.
    pub reached: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What they were called.
    pub name: Name,
    /// Why.
    pub cause: Cause,
    /// From where, as far as it is known.
    pub from: Option<Source>,
    /// How many events the commit holds.
    pub count: usize,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Who, when, why and from where.
    pub stamp: Arc<Stamp>,
    /// Its place among the events of its commit, from 0.
    pub place: usize,
    /// What was done.
    pub action: Action,
    /// What kind of thing it was done to.
    pub kind: ResourceKind,
    /// Which one.
    pub target: Target,
    /// What it was called.
    pub name: Name,
    /// What else it is about: where a role is held, who came into a Team, what a deploy belongs to.
    pub also: Box<[(Target, Name)]>,
    /// The fields that were set, by their names in the API.
    pub fields: Box<[&'static str]>,
}

impl Record {
    /// Whether it belongs to the history of this thing.
    #[must_use]
    pub fn is_about(&self, target: Target) -> bool {
        self.target == target || self.also.iter().any(|(also, _)| *also == target)
    }

    /// Whether a word in lower case stands in what a line of it shows.
    #[must_use]
    pub fn holds(&self, word: &str) -> bool {
        let stamp = &self.stamp;
        self.name.lower.contains(word)
            || stamp.name.lower.contains(word)
            || contains(self.action.words, word)
            || contains(self.action.code, word)
            || CauseKind::of(&stamp.cause).word().contains(word)
            || self.also.iter().any(|(_, name)| name.lower.contains(word))
            || self.fields.iter().any(|field| contains(field, word))
    }
}

/// Whether a text of plain letters holds a word in lower case.
fn contains(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    word.is_empty()
        || text
            .windows(word.len())
            .any(|part| part.eq_ignore_ascii_case(word))
}

/// Every record of a log, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    known: Known,
    sequence: u64,
    organization: Option<OrganizationId>,
    records: Vec<Record>,
}

impl Ledger {
    /// Reads the next commit of the log.
    pub fn push(&mut self, commit: &Commit) {
        self.sequence += 1;
        let last = self.records.last().map(|record| record.stamp.reached);
        let stamp = Arc::new(Stamp {
            sequence: self.sequence,
            at: commit.at,
            reached: last.map_or(commit.at, |last| last.max(commit.at)),
            actor: commit.actor,
            name: self.name_of_actor(commit),
            cause: commit.cause.clone(),
            from: commit.from.clone(),
            count: commit.events.len(),
        });
        for (place, event) in commit.events.iter().enumerate() {
            if let crate::Event::OrganizationCreated(it) = event {
                self.organization = Some(it.id);
            }
            self.known.learn(event);
            let about = self.known.about(event);
            self.known.moved(event);
            let also = about.also.iter();
            self.records.push(Record {
                stamp: Arc::clone(&stamp),
                place,
                action: action(event),
                kind: about.kind,
                target: about.target,
                name: about.name,
                also: also
                    .map(|target| (*target, self.known.name(*target)))
                    .collect(),
                fields: about.fields.into(),
            });
        }
    }

    /// What whoever made a commit was called. Who founds an Organization, or comes into it by themselves, is named by the
    /// commit itself.
    fn name_of_actor(&mut self, commit: &Commit) -> Name {
        if !self.known.knows(Target::from(commit.actor)) {
            commit
                .events
                .iter()
                .for_each(|event| self.known.learn(event));
        }
        self.known.name(Target::from(commit.actor))
    }

    /// How many commits were read.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// Whose log it is.
    #[must_use]
    pub const fn organization(&self) -> Option<OrganizationId> {
        self.organization
    }

    /// Every record, the oldest first.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// What a thing is called, or was called last.
    #[must_use]
    pub fn name(&self, target: Target) -> Name {
        self.known.name(target)
    }

    /// The places of the records that a filter takes, the newest first.
    #[must_use]
    pub fn find(&self, filter: &Filter) -> Vec<usize> {
        let records = self.records.iter().enumerate().rev();
        records
            .filter(|(_, record)| filter.keeps(record))
            .map(|(place, _)| place)
            .collect()
    }

    /// Everybody who made a commit, with what they are called, by name.
    #[must_use]
    pub fn actors(&self) -> Vec<(Actor, Name)> {
        let mut last = None;
        let mut actors: Vec<Actor> = Vec::new();
        for record in &self.records {
            let actor = record.stamp.actor;
            if last != Some(actor) {
                actors.push(actor);
                last = Some(actor);
            }
        }
        actors.sort_unstable();
        actors.dedup();
        let mut named: Vec<(Actor, Name)> = actors
            .into_iter()
            .map(|actor| (actor, self.name(Target::from(actor))))
            .collect();
        named.sort_by(|(_, one), (_, other)| one.lower.cmp(&other.lower));
        named
    }
}
