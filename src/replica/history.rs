//! The whole log of the open Organization in memory, for whoever looks back: read once, in slices between which the
//! browser draws and hears clicks, kept while the Organization is open, and following what is committed.
//!
//! What is shown of the past is decided in `viewing.rs`; whether the chain holds is checked elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use planisphere_domain::{Commit, Moment, State, Timeline, Timestamp};
use planisphere_journal::{Chunk, Frame, commit};

use super::pause::breathe;
use super::{ChangeRow, Failure, Handle, Replica, now};
use crate::storage::Storage;

/// The browser gets its turn once a slice took so long.
const SLICE_MS: f64 = 12.0;
/// The clock is looked at once in so many commits.
const STEP: usize = 32;

/// How far the reading of the log is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Nobody asked for it, or it was stopped.
    #[default]
    Idle,
    /// On its way.
    Busy {
        /// So many commits are read.
        done: usize,
        /// Of so many.
        all: usize,
    },
    /// All of it is in memory.
    Ready,
    /// It could not be read.
    Failed(String),
}

/// What the address asks to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Past {
    /// Nothing: the product shows what is so now.
    Now,
    /// A moment, which shows once the log is read.
    Reading(Reading),
    /// A text that names no moment.
    Unknown(String),
    /// A moment that is not shown to who acts here.
    Closed,
    /// A moment, which shows.
    At(Box<PastView>),
}

/// The moment that shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastView {
    /// The number of its commit.
    pub sequence: u64,
    /// The number of the newest commit.
    pub newest: u64,
    /// The moment that was asked for.
    pub at: Timestamp,
    /// When its commit happened.
    pub since: Timestamp,
    /// When the log begins.
    pub start: Timestamp,
    /// When the newest commit happened.
    pub end: Timestamp,
    /// What its commit did, as far as the person may know.
    pub change: Option<ChangeRow>,
}

/// A log in memory.
pub(super) struct Log {
    handle: Handle,
    timeline: Timeline,
}

/// The signals of whoever looks back.
#[derive(Clone, Copy)]
pub(super) struct LookingBack {
    log: RwSignal<Option<Log>>,
    reading: RwSignal<Reading>,
    /// What the address asks for; nothing for now.
    wanted: RwSignal<Option<String>>,
    /// Another copy of the Organization that something is compared with.
    copy: RwSignal<Option<(Handle, State)>>,
    /// Which copy is wanted: of two that are on their way the one that was chosen last.
    wanted_copy: StoredValue<Option<Handle>>,
    /// Counts readings that were stopped.
    turn: StoredValue<u32>,
    /// Steps that could not be turned round, which was told.
    passed_over: StoredValue<BTreeSet<u64>>,
}

impl LookingBack {
    fn new() -> Self {
        Self {
            log: RwSignal::new(None),
            reading: RwSignal::new(Reading::Idle),
            wanted: RwSignal::new(None),
            copy: RwSignal::new(None),
            wanted_copy: StoredValue::new(None),
            turn: StoredValue::new(0),
            passed_over: StoredValue::default(),
        }
    }
}

impl Replica {
    /// The signals of looking back, made when they are first asked for. They live as long as the page.
    fn looking_back(self) -> LookingBack {
        if let Some(made) = self.looking_back_if_made() {
            return made;
        }
        // A root that is made becomes the current owner, which this must not change for whoever asks.
        let before = Owner::current();
        let owner = Owner::new_root(None);
        let made = owner.with(LookingBack::new);
        if let Some(before) = before {
            before.set();
        }
        self.looking_back.set_value(Some((owner, made)));
        made
    }

    fn looking_back_if_made(self) -> Option<LookingBack> {
        self.looking_back
            .try_with_value(|made| made.as_ref().map(|made| made.1))?
    }

    /// How far the reading of the log is.
    #[must_use]
    pub fn history_reading(self) -> Signal<Reading> {
        self.looking_back().reading.into()
    }

    /// Reads from the whole log, once it is in memory; told again of each commit.
    pub fn with_history<T>(self, read: impl FnOnce(&Timeline) -> T) -> Option<T> {
        let looking = self.looking_back();
        looking.log.track();
        self.with_history_untracked(read)
    }

    pub(super) fn with_history_untracked<T>(self, read: impl FnOnce(&Timeline) -> T) -> Option<T> {
        let open = self.open_handle().ok()?;
        self.looking_back().log.with_untracked(|log| {
            let log = log.as_ref().filter(|log| log.handle == open)?;
            Some(read(&log.timeline))
        })
    }

    /// Reads the whole log of the open Organization, as far as it is not in memory yet.
    pub async fn read_history(self) -> Result<(), Failure> {
        let looking = self.looking_back();
        // One reading at a time; whoever comes second has what the first one read.
        while matches!(looking.reading.get_untracked(), Reading::Busy { .. }) {
            breathe().await;
        }
        let handle = self.open_handle()?;
        let turn = looking.turn.get_value();
        let read = self.read_log_of(&handle, turn).await;
        // One that was stopped says nothing any more: another reading may be on its way.
        if looking.turn.try_get_value() != Some(turn) {
            return Err(Failure::Cancelled);
        }
        looking.reading.try_set(match &read {
            Ok(()) => Reading::Ready,
            Err(failure) => Reading::Failed(failure.sentence()),
        });
        read
    }

    async fn read_log_of(self, handle: &Handle, turn: u32) -> Result<(), Failure> {
        let looking = self.looking_back();
        let after = looking.log.with_untracked(|log| {
            let log = log.as_ref().filter(|log| log.handle == *handle);
            log.map_or(0, |log| log.timeline.sequence())
        });
        let known = self
            .own_untracked(|opened| opened.head.sequence)
            .unwrap_or_default();
        if after > 0 && after >= known {
            return Ok(());
        }
        looking.reading.set(Reading::Busy { done: 0, all: 0 });
        if after == 0 {
            let mut timeline = Timeline::default();
            let read = self
                .each_commit(handle, 0, |commit| timeline.push(commit))
                .await;
            if looking.turn.try_get_value() != Some(turn) {
                return Err(Failure::Cancelled);
            }
            // What is before a damage can be looked at.
            if timeline.sequence() > 0 {
                looking.log.try_set(Some(Log {
                    handle: handle.clone(),
                    timeline,
                }));
            }
            return read;
        }
        let mut fresh = Vec::new();
        self.each_commit(handle, after, |commit| fresh.push(commit))
            .await?;
        looking.log.try_update(|log| {
            let log = log
                .as_mut()
                .filter(|log| log.handle == *handle && log.timeline.sequence() == after);
            if let Some(log) = log {
                fresh.into_iter().for_each(|it| log.timeline.push(it));
            }
        });
        Ok(())
    }

    /// Goes through the commits after this one, slice by slice.
    async fn each_commit(
        self,
        handle: &Handle,
        after: u64,
        mut take: impl FnMut(Commit),
    ) -> Result<(), Failure> {
        let looking = self.looking_back();
        let turn = looking.turn.get_value();
        let stored = self.backstage()?.storage.read(handle, after).await?;
        if looking.turn.try_get_value() != Some(turn) {
            return Err(Failure::Cancelled);
        }
        let all = usize::try_from(stored.newest().saturating_sub(after)).unwrap_or(usize::MAX);
        let mut next = after + 1;
        let mut done = 0;
        let mut begun = js_sys::Date::now();
        let mut rows = stored.commits.values();
        let mut chunks = stored.chunks.values();
        loop {
            // Rows come after every chunk. Whether the chain holds is proved elsewhere, for all of the log.
            let piece = match chunks.next() {
                Some(bytes) => {
                    let chunk = Chunk::decode(bytes).map_err(damaged)?;
                    let payloads = chunk.payloads();
                    payloads.map(|(at, it)| (at, it.to_vec())).collect()
                }
                None => match rows.next() {
                    Some(bytes) => {
                        let frame = Frame::decode(bytes).map_err(damaged)?;
                        vec![(frame.sequence(), frame.payload().to_vec())]
                    }
                    None => return Ok(()),
                },
            };
            for (sequence, payload) in piece {
                if sequence < next {
                    continue;
                }
                if sequence > next {
                    return Err(Failure::Damaged(format!("commit {next} is missing")));
                }
                take(commit::from_payload(&payload).map_err(damaged)?);
                next += 1;
                done += 1;
                if done % STEP == 0 && js_sys::Date::now() - begun > SLICE_MS {
                    looking.reading.try_set(Reading::Busy { done, all });
                    breathe().await;
                    if looking.turn.try_get_value() != Some(turn) {
                        return Err(Failure::Cancelled);
                    }
                    begun = js_sys::Date::now();
                }
            }
        }
    }

    pub(super) fn copy_read(self, handle: &Handle) -> Option<State> {
        self.looking_back().copy.with(|copy| {
            let (of, state) = copy.as_ref()?;
            (of == handle).then(|| state.clone())
        })
    }

    /// Says which copy is wanted from now on; nothing where none is.
    pub fn want_copy(self, handle: Option<Handle>) {
        self.looking_back().wanted_copy.set_value(handle);
    }

    /// Whether this is still the copy that is wanted.
    #[must_use]
    pub fn wants_copy(self, handle: &Handle) -> bool {
        let wanted = self.looking_back().wanted_copy;
        wanted.try_with_value(|wanted| wanted.as_ref() == Some(handle)) == Some(true)
    }

    pub(super) fn keep_copy(self, handle: Handle, state: State) {
        if self.wants_copy(&handle) {
            self.looking_back().copy.try_set(Some((handle, state)));
        }
    }

    /// Stops the reading; what the address asked to look at stays unseen.
    pub fn stop_reading(self) {
        let looking = self.looking_back();
        looking.turn.update_value(|turn| *turn += 1);
        if matches!(looking.reading.get_untracked(), Reading::Busy { .. }) {
            looking.reading.set(Reading::Idle);
        }
    }

    /// Reads what was committed since, where the log is in memory.
    pub(super) fn follow_history(self) {
        let is_kept = self
            .looking_back_if_made()
            .is_some_and(|looking| looking.log.try_with_untracked(Option::is_some) == Some(true));
        if is_kept {
            // A failure shows where somebody looks back.
            spawn_local(async move { drop(self.read_history().await) });
        }
    }

    /// Lets the log go; another Organization is opened, or none.
    pub(super) fn forget_history(self) {
        if let Some(looking) = self.looking_back_if_made() {
            looking.turn.try_update_value(|turn| *turn += 1);
            looking.passed_over.try_update_value(BTreeSet::clear);
            looking.wanted.try_set(None);
            looking.log.try_set(None);
            looking.copy.try_set(None);
            looking.reading.try_set(Reading::Idle);
        }
    }

    /// Steps of an undo that were told to be stuck, by the numbers of their commits.
    pub(super) fn passed_over(self) -> BTreeSet<u64> {
        self.looking_back().passed_over.get_value()
    }

    /// Notes that a step is stuck, which is told once.
    pub(super) fn pass_over(self, sequence: u64) {
        self.looking_back().passed_over.update_value(|steps| {
            steps.insert(sequence);
        });
    }

    /// Shows the moment that a text of the address names, reading the log first where it is not in memory; nothing
    /// leads back to now.
    pub fn look_at(self, wanted: Option<String>) {
        let looking = self.looking_back();
        if looking.wanted.get_untracked() == wanted && (wanted.is_none() || self.is_in_the_past()) {
            return;
        }
        looking.wanted.set(wanted.clone());
        let Some(wanted) = wanted else {
            self.stop_reading();
            self.show_moment(None);
            return;
        };
        if self.with_history_untracked(|_| ()).is_some() {
            self.show_wanted(&wanted);
            return;
        }
        spawn_local(async move {
            // What is before a damage can be looked at, although reading ended in it.
            drop(self.read_history().await);
            if looking.wanted.try_get_untracked().flatten().as_ref() == Some(&wanted) {
                self.show_wanted(&wanted);
            }
        });
    }

    fn show_wanted(self, wanted: &str) {
        let moment = self
            .with_history_untracked(|timeline| {
                let moment = timeline.at(sequence_of(timeline, wanted)?)?;
                let at = time_of(timeline, wanted)?;
                Some(Moment { at, ..moment })
            })
            .flatten();
        self.show_moment(moment.map(Arc::new));
    }

    fn is_in_the_past(self) -> bool {
        self.lens
            .with_untracked(|lens| lens.as_ref().is_some_and(|lens| lens.moment.is_some()))
    }

    /// What the address asks to look at, and how far that is.
    #[must_use]
    pub fn past(self) -> Past {
        let looking = self.looking_back();
        let Some(wanted) = looking.wanted.get() else {
            return Past::Now;
        };
        self.lens.track();
        let moment: Option<Arc<Moment>> = self
            .lens
            .with_untracked(|lens| lens.as_ref()?.moment.clone());
        let Some(moment) = moment else {
            let is_there = self.with_history(|timeline| sequence_of(timeline, &wanted).is_some());
            return match (looking.reading.get(), is_there) {
                (Reading::Ready, Some(true)) => Past::Closed,
                (Reading::Ready, _) => Past::Unknown(wanted),
                (reading, _) => Past::Reading(reading),
            };
        };
        let (newest, since, start, end) = self
            .with_history(|timeline| {
                let since = timeline.reached(moment.sequence);
                (timeline.sequence(), since, timeline.start(), timeline.end())
            })
            .unwrap_or((moment.sequence, None, None, None));
        Past::At(Box::new(PastView {
            sequence: moment.sequence,
            newest,
            at: moment.at,
            since: since.unwrap_or(moment.at),
            start: start.unwrap_or(moment.at),
            end: end.unwrap_or(moment.at),
            change: self.newest_change(),
        }))
    }

    /// How the address names the moment after a commit: by its time, where that names no later one as well.
    #[must_use]
    pub fn moment_text(self, sequence: u64) -> Option<String> {
        self.with_history_untracked(|timeline| {
            let at = timeline.reached(sequence)?;
            Some(if timeline.sequence_at(at) == Some(sequence) {
                at.to_string()
            } else {
                sequence.to_string()
            })
        })
        .flatten()
    }

    /// When the moment is that a text of an address names.
    #[must_use]
    pub fn moment_time(self, text: &str) -> Option<Timestamp> {
        self.with_history(|timeline| time_of(timeline, text))
            .flatten()
    }

    /// The moment that a text of an address names, without showing it.
    pub(super) fn moment_of(self, text: &str) -> Option<Moment> {
        self.with_history(|timeline| timeline.at(sequence_of(timeline, text)?))
            .flatten()
    }
}

/// The commit that a text of an address means: its number, or a time. Before the first there is nothing to see, so
/// the first stands for that.
fn sequence_of(timeline: &Timeline, text: &str) -> Option<u64> {
    if let Ok(sequence) = text.parse::<u64>() {
        return (1..=timeline.sequence())
            .contains(&sequence)
            .then_some(sequence);
    }
    let at = Timestamp::from_rfc3339(text)?;
    let sequence = timeline.sequence_at(at).unwrap_or(1);
    (timeline.sequence() > 0).then_some(sequence)
}

/// The time that a text of an address means: that of the commit which it numbers, or its own. There is nothing to see
/// before the log begins, and nothing is known of what comes.
fn time_of(timeline: &Timeline, text: &str) -> Option<Timestamp> {
    let reached = timeline.reached(sequence_of(timeline, text)?)?;
    let asked = Timestamp::from_rfc3339(text);
    Some(asked.map_or(reached, |asked| asked.min(now()).max(reached)))
}

fn damaged(error: impl std::fmt::Display) -> Failure {
    Failure::Damaged(error.to_string())
}
