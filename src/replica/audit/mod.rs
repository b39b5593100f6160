//! The audit log of the open Organization: the records of its history, made in slices and followed as it grows.
//! What a record says is the domain's business; who may see it is asked here, for each record.

mod export;
mod refused;
mod row;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use planisphere_domain::audit::{Filter, Ledger, Record, Retention, Target};
use planisphere_domain::organization::Organization;
use planisphere_domain::policy::{Permission, ResourceRef};
use planisphere_domain::{Event, Rejection, Timeline, Timestamp};

use super::history::Reading;
use super::selectors::may_read_of;
use super::{Failure, Handle, Opened, Replica, now};
pub use export::{AuditFormat, Exported};
pub(super) use refused::note;
pub use refused::{RefusedAttempt, RefusedKind};
pub use row::{AuditDetail, AuditRow};

/// The records of so many commits are made before the browser may draw.
const SLICE: usize = 200;

/// How far the log is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditReading {
    /// It is being read.
    Reading {
        /// So many commits are.
        done: u64,
        /// Of so many; 0 while that is not known.
        of: u64,
    },
    /// It is read up to this commit.
    Read {
        /// Its number.
        sequence: u64,
    },
    /// The person stopped the reading.
    Stopped,
    /// It cannot be read.
    Failed {
        /// Why, as a sentence.
        message: String,
    },
}

/// The records of one log, as far as they are made.
#[derive(Clone, Default)]
struct Records {
    handle: Option<Handle>,
    ledger: Rc<Ledger>,
}

/// What lists and details are made from.
struct Log<'a> {
    ledger: &'a Rc<Ledger>,
    timeline: &'a Timeline,
}

/// The audit log of the open Organization, for as long as a page shows it.
#[derive(Clone, Copy)]
pub struct AuditLog {
    replica: Replica,
    records: StoredValue<Records, LocalStorage>,
    reading: RwSignal<AuditReading>,
    /// The commit up to which lists show it; they follow the end of a reading and not each of its slices.
    shown: RwSignal<u64>,
    /// Counts readings, so that one that is no longer wanted ends.
    turn: StoredValue<u32, LocalStorage>,
}

/// Whose eyes a record is shown to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    /// They may read the audit log.
    Whole,
    /// They see of one thing what they may see of it.
    OneThing(Target),
    /// They see nothing.
    Nothing,
}

impl AuditLog {
    /// Reads the log of the open Organization, and follows it until its owner is cleaned up.
    #[must_use]
    pub fn open(replica: Replica) -> Self {
        let log = Self {
            replica,
            records: StoredValue::new_local(Records::default()),
            reading: RwSignal::new(AuditReading::Reading { done: 0, of: 0 }),
            shown: RwSignal::new(0),
            turn: StoredValue::new_local(0),
        };
        let end = Memo::new(move |_| {
            replica.read(|opened| (opened.handle.clone(), opened.head.sequence))
        });
        Effect::new(move |_| {
            // A memo that is tracked alone is never computed, and so never tells of a change.
            end.get();
            if log.reading.get_untracked() != AuditReading::Stopped {
                log.begin();
            }
        });
        log
    }

    /// How far it is read.
    #[must_use]
    pub fn reading(self) -> Signal<AuditReading> {
        let whole = self.replica.history_reading();
        Signal::derive(move || match (self.reading.get(), whole.get()) {
            (AuditReading::Reading { .. }, Reading::Busy { done, all }) => AuditReading::Reading {
                done: done as u64,
                of: all as u64,
            },
            (own, _) => own,
        })
    }

    /// Stops reading.
    pub fn stop(self) {
        self.turn.try_update_value(|turn| *turn += 1);
        self.replica.stop_reading();
        self.reading.try_set(AuditReading::Stopped);
        self.shown.try_set(self.sequence());
    }

    /// Reads on.
    pub fn begin(self) {
        let turn = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        let Some(turn) = turn else { return };
        spawn_local(async move {
            let outcome = self.read_on(turn).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            self.shown.try_set(self.sequence());
            if let Err(failure) = outcome {
                self.reading.try_set(AuditReading::Failed {
                    message: failure.sentence(),
                });
            }
        });
    }

    async fn read_on(self, turn: u32) -> Result<(), Failure> {
        let handle = self.replica.open_handle()?;
        let is_other = self
            .records
            .try_with_value(|records| records.handle.as_ref() != Some(&handle));
        if is_other == Some(true) {
            self.records.try_set_value(Records {
                handle: Some(handle),
                ..Records::default()
            });
        }
        self.reading
            .try_set(AuditReading::Reading { done: 0, of: 0 });
        let read = self.replica.read_history().await;
        if matches!(read, Err(Failure::Cancelled)) {
            return read;
        }
        loop {
            if self.turn.try_get_value() != Some(turn) {
                return Ok(());
            }
            let done = self.sequence();
            // What is before a damage is listed.
            let Some(of) = self.take(SLICE) else {
                return read;
            };
            if self.sequence() >= of {
                self.reading.try_set(AuditReading::Read { sequence: of });
                return read;
            }
            self.reading.try_set(AuditReading::Reading { done, of });
            super::pause::breathe().await;
        }
    }

    /// Makes the records of the next commits, at most so many; how many commits there are.
    fn take(self, most: usize) -> Option<u64> {
        self.replica.with_history_untracked(|timeline| {
            self.records.try_update_value(|records| {
                let ledger = Rc::make_mut(&mut records.ledger);
                let from = ledger.sequence() + 1;
                for sequence in (from..).take(most) {
                    let Some(commit) = timeline.commit(sequence) else {
                        break;
                    };
                    ledger.push(commit);
                }
            })?;
            Some(timeline.sequence())
        })?
    }

    fn sequence(self) -> u64 {
        let read = self.records.try_with_value(|it| it.ledger.sequence());
        read.unwrap_or_default()
    }

    /// Follows the log and who looks at it.
    fn track(self) {
        self.shown.track();
        self.replica.read(|_| ());
    }

    /// The places of the records that a filter takes and the person may see, the newest first; none that is newer than
    /// the moment that is looked at.
    #[must_use]
    pub fn find(self, filter: &Filter) -> Vec<usize> {
        self.track();
        self.with(|log, opened| {
            let mut found = find(log, opened, filter);
            if opened.until.is_some() {
                let records = log.ledger.records();
                found.retain(|place| {
                    let record = records.get(*place);
                    record.is_some_and(|record| !is_later(opened, record))
                });
            }
            found
        })
        .unwrap_or_default()
    }

    /// How many records there are of which the retention shows none.
    #[must_use]
    pub fn older(self, target: Option<Target>) -> usize {
        self.track();
        let Some(oldest) = self.retention().map(|kept| kept.oldest) else {
            return 0;
        };
        let until = Timestamp::from_seconds(oldest.seconds() - 1);
        self.find(&Filter {
            target,
            until: Some(until),
            ..Filter::default()
        })
        .len()
    }

    /// How far back it reaches for the tier of the Organization.
    #[must_use]
    pub fn retention(self) -> Option<Retention> {
        self.of_today(|organization| Retention::of(organization, now()))
    }

    /// Whether a window that begins there may be asked for now.
    ///
    /// # Errors
    /// Why it is refused: it reaches further back than records are kept.
    pub fn check_window(self, start: Timestamp, now: Timestamp) -> Result<(), Rejection> {
        let window = |of: &Organization| Retention::window(of, Some(start), now).map(drop);
        self.of_today(window).unwrap_or(Ok(()))
    }

    /// The tier of today decides what is kept, also where a moment of the past shows.
    fn of_today<T>(self, read: impl FnOnce(&Organization) -> T) -> Option<T> {
        self.replica.read(|_| ());
        self.replica
            .own_untracked(|opened| opened.state.organization().map(read))
            .flatten()
    }

    /// Everybody who changed something, by name, with the text that addresses write.
    #[must_use]
    pub fn actors(self) -> Vec<(Target, String)> {
        self.track();
        self.with(|log, opened| {
            if sight(opened, None) != Sight::Whole {
                return Vec::new();
            }
            let actors = log.ledger.actors().into_iter();
            actors
                .map(|(actor, name)| (Target::from(actor), name.text().to_owned()))
                .collect()
        })
        .unwrap_or_default()
    }

    /// What a thing is called, where the person may know.
    #[must_use]
    pub fn name_of(self, target: Target) -> Option<String> {
        self.track();
        self.with(|log, opened| match sight(opened, Some(target)) {
            Sight::Whole => Some(log.ledger.name(target).text().to_owned()),
            // Somebody who sees any record of it knows its name.
            Sight::OneThing(_) => log
                .ledger
                .records()
                .iter()
                .rev()
                .find(|record| record.target == target && seen(log, opened, record))
                .map(|record| record.name.text().to_owned()),
            Sight::Nothing => None,
        })
        .flatten()
    }

    /// Why the person may not read the log; nothing where they may.
    #[must_use]
    pub fn closed(self) -> Option<String> {
        self.replica
            .may(
                Permission::OrganizationAuditLogsGet,
                ResourceRef::Organization,
            )
            .reason
    }

    fn with<T>(self, read: impl FnOnce(&Log<'_>, &Opened) -> T) -> Option<T> {
        let read = |opened: &Opened, records: &Records, timeline: &Timeline| {
            // Between two Organizations there are no records of the one that shows.
            (records.handle.as_ref() == Some(&opened.handle)).then(|| {
                let ledger = &records.ledger;
                read(&Log { ledger, timeline }, opened)
            })
        };
        self.replica.read_untracked(|opened| {
            self.records.try_with_value(|records| {
                let history = self.replica;
                history.with_history_untracked(|timeline| read(opened, records, timeline))
            })
        })???
    }
}

impl Replica {
    /// The number of the newest commit of the open Organization.
    #[must_use]
    pub fn log_end(self) -> u64 {
        self.read(|opened| opened.head.sequence).unwrap_or_default()
    }
}

/// Whether a record came after the moment that is looked at.
fn is_later(opened: &Opened, record: &Record) -> bool {
    opened
        .until
        .is_some_and(|until| record.stamp.sequence > until)
}

/// The places of the records that a filter takes and whoever looks may see, the newest first.
fn find(log: &Log<'_>, opened: &Opened, filter: &Filter) -> Vec<usize> {
    match sight(opened, filter.target) {
        Sight::Nothing => Vec::new(),
        Sight::Whole => log.ledger.find(filter),
        sight @ Sight::OneThing(_) => {
            // A word is looked for in what they see, or it would tell them of what they do not.
            let all = Filter {
                words: Vec::new(),
                ..filter.clone()
            };
            let mut found = log.ledger.find(&all);
            found.retain(|place| {
                let record = log.ledger.records().get(*place);
                record.is_some_and(|record| {
                    seen(log, opened, record)
                        && row::row_of(opened, sight, record, *place).holds(&filter.words)
                })
            });
            found
        }
    }
}

/// What somebody may see of the log, or of one thing's part of it.
fn sight(opened: &Opened, target: Option<Target>) -> Sight {
    if opened.holds(Permission::OrganizationAuditLogsGet) {
        return Sight::Whole;
    }
    target.map_or(Sight::Nothing, Sight::OneThing)
}

/// Whether somebody who may not read the log sees one of its records all the same: they may read what it is about.
fn seen(log: &Log<'_>, opened: &Opened, record: &Record) -> bool {
    event_of(log, record).is_some_and(|event| may_read_of(opened, event))
}

fn event_of<'a>(log: &Log<'a>, record: &Record) -> Option<&'a Event> {
    let commit = log.timeline.commit(record.stamp.sequence)?;
    commit.events.get(record.place)
}
