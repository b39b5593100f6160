//! A record as a page shows it: as a line of a list, and opened.

use planisphere_domain::audit::{
    CauseKind, Filter, Record, Target, ThingDetail, details, details_for,
};
use planisphere_domain::{Actor, Cause, ResourceKind, Source, Timestamp};

use super::super::plan::field_in_words;
use super::super::selectors::{Thing, actor, thing_of};
use super::super::{Opened, caller, now};
use super::{AuditLog, Sight, event_of, is_later, seen, sight};

/// So many fields are named in a line.
const MOST_FIELDS: usize = 3;

/// One record as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place in the log.
    pub place: usize,
    /// Its commit and its place in that, as an address writes them.
    pub key: String,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// Whether that is an API token.
    pub is_token: bool,
    /// What they did: `created the Deployment`.
    pub what: &'static str,
    /// What to, by its name at that time.
    pub name: String,
    /// What else there is to it: where a role is held, which fields were set.
    pub more: String,
    /// What kind of thing that is.
    pub kind: ResourceKind,
    /// Which one.
    pub target: Target,
    /// Why.
    pub cause: CauseKind,
    /// From where, in short.
    pub from: String,
}

impl AuditRow {
    /// Whether each word in lower case stands somewhere in the line.
    pub(super) fn holds(&self, words: &[String]) -> bool {
        let text = [
            &self.who,
            self.what,
            &self.name,
            &self.more,
            self.cause.word(),
        ]
        .join("\n")
        .to_lowercase();
        words.iter().all(|word| text.contains(word))
    }
}

/// One record opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditDetail {
    /// The line.
    pub row: AuditRow,
    /// What it changed, field by field.
    pub things: Vec<ThingDetail>,
    /// The name that does not change for what was done.
    pub code: &'static str,
    /// The number of its commit.
    pub sequence: u64,
    /// Its place among the events of its commit, from 1, and how many there are.
    pub of: (usize, usize),
    /// Why, in a sentence.
    pub cause: String,
    /// From where, in words; nothing for whoever may not read the log.
    pub from: Option<String>,
    /// Its page, while it is there.
    pub thing: Option<Thing>,
}

/// A record as whoever looks sees it.
pub(super) fn row_of(opened: &Opened, sight: Sight, record: &Record, place: usize) -> AuditRow {
    let stamp = &record.stamp;
    let is_whole = sight == Sight::Whole;
    let mut more: Vec<String> = Vec::new();
    let mut also = record.also.iter();
    let is_known = |target: &Target| is_whole || sight == Sight::OneThing(*target);
    let named: Vec<&str> = also
        .by_ref()
        .filter(|(target, _)| *target != record.target || record.kind == ResourceKind::Finding)
        .filter(|(target, _)| is_known(target))
        .map(|(_, name)| name.text())
        .collect();
    more.extend(listed(named.iter().map(|name| (*name).to_owned())));
    more.extend(listed(record.fields.iter().map(|it| field_in_words(it))));
    let from = stamp.from.as_ref().and_then(|from| from.client.clone());
    AuditRow {
        place,
        key: key(record),
        at: stamp.at,
        who: if is_whole {
            stamp.name.text().to_owned()
        } else {
            actor(opened, stamp.actor)
        },
        is_token: matches!(stamp.actor, Actor::ApiToken(_)),
        what: record.action.words,
        // Whoever may know of what stands beside the thing may not know the thing: a role's holder.
        name: if is_whole || may_name(opened, sight, record) {
            record.name.text().to_owned()
        } else {
            "somebody".to_owned()
        },
        more: more.join(" · "),
        kind: record.kind,
        target: record.target,
        cause: CauseKind::of(&stamp.cause),
        from: if is_whole {
            from.unwrap_or_default()
        } else {
            String::new()
        },
    }
}

/// Whether somebody who sees one thing's part of the log may know what a record in it is about.
fn may_name(opened: &Opened, sight: Sight, record: &Record) -> bool {
    use planisphere_domain::policy::Permission;
    let needed = match record.target {
        target if sight == Sight::OneThing(target) => return true,
        Target::User(_) => Permission::OrganizationUsersGet,
        Target::Team(_) => Permission::OrganizationTeamsGet,
        Target::ApiToken(_) => Permission::OrganizationApiTokensGet,
        // What belongs to the thing is read with it.
        _ => return true,
    };
    opened.holds(needed)
}

/// The first of some names, and how many more there are; nothing where there is none.
fn listed(names: impl ExactSizeIterator<Item = String>) -> Option<String> {
    let count = names.len();
    let first: Vec<String> = names.take(MOST_FIELDS).collect();
    let text = first.join(", ");
    match count.saturating_sub(first.len()) {
        _ if count == 0 => None,
        0 => Some(text),
        more => Some(format!("{text} and {more} more")),
    }
}

/// A record as an address writes it.
fn key(record: &Record) -> String {
    format!("{}.{}", record.stamp.sequence, record.place + 1)
}

impl AuditLog {
    /// The line of a record; nothing where the person may not see it.
    #[must_use]
    pub fn row(self, place: usize, target: Option<Target>) -> Option<AuditRow> {
        // Another pair of eyes may see other words at the same place.
        self.track();
        self.with(|log, opened| {
            let record = log.ledger.records().get(place)?;
            let sight = sight(opened, target);
            Some(row_of(opened, sight, record, place))
        })
        .flatten()
    }

    /// The record that an address names, opened; nothing where there is none, it is older than what is shown, or the
    /// person may not see it.
    #[must_use]
    pub fn detail(self, named: &str, target: Option<Target>) -> Option<AuditDetail> {
        self.track();
        let kept = self.retention()?;
        self.with(|log, opened| {
            let (sequence, place) = named.split_once('.')?;
            let sequence: u64 = sequence.parse().ok()?;
            let records = log.ledger.records();
            let first = records.partition_point(|record| record.stamp.sequence < sequence);
            let at = first.checked_add(place.parse::<usize>().ok()?.checked_sub(1)?)?;
            let record = records.get(at).filter(|it| it.stamp.sequence == sequence)?;
            let sight = sight(opened, target);
            let is_shown = match sight {
                Sight::Whole => true,
                Sight::OneThing(target) => record.is_about(target) && seen(log, opened, record),
                Sight::Nothing => false,
            };
            if !is_shown || is_later(opened, record) || !kept.keeps(record.stamp.reached) {
                return None;
            }
            let event = event_of(log, record)?;
            let stamp = &record.stamp;
            let is_whole = sight == Sight::Whole;
            Some(AuditDetail {
                row: row_of(opened, sight, record, at),
                things: things(log, opened, sight, record),
                code: record.action.code,
                sequence,
                of: (record.place + 1, stamp.count),
                cause: cause(&stamp.cause),
                from: is_whole.then(|| source(stamp.from.as_ref())),
                thing: thing_of(opened, event),
            })
        })
        .flatten()
    }

    /// The key of the record before or after another in a list.
    #[must_use]
    pub fn key_at(self, place: usize) -> Option<String> {
        self.with(|log, _| log.ledger.records().get(place).map(key))
            .flatten()
    }

    /// The places of the records of the window that the tier keeps.
    #[must_use]
    pub fn find_kept(self, filter: &Filter) -> Vec<usize> {
        let oldest = self.retention().map(|kept| kept.oldest);
        let from = match (filter.from, oldest) {
            (Some(from), Some(oldest)) => Some(from.max(oldest)),
            (from, oldest) => from.or(oldest),
        };
        self.find(&Filter {
            from,
            ..filter.clone()
        })
    }
}

/// What a record changed, as whoever looks may know it.
pub(super) fn things(
    log: &super::Log<'_>,
    opened: &Opened,
    sight: Sight,
    record: &Record,
) -> Vec<ThingDetail> {
    let sequence = record.stamp.sequence;
    let (Some(before), Some(commit)) =
        (log.timeline.before(sequence), log.timeline.commit(sequence))
    else {
        return Vec::new();
    };
    let wanted = |place| place == record.place;
    let told = match (sight, opened.viewer) {
        (Sight::Whole, _) => details(&before, commit, wanted),
        (Sight::OneThing(_), Some(viewer)) => {
            let reader = caller(viewer, now());
            details_for(&before, commit, wanted, &reader, &opened.state)
        }
        _ => Vec::new(),
    };
    let things = told.into_iter().flat_map(|(_, things)| things);
    match sight {
        Sight::OneThing(target) => things
            .filter(|thing| thing.kind == target.kind() && thing.id == target.id_text())
            .collect(),
        _ => things.collect(),
    }
}

/// From where a commit came, in words.
fn source(from: Option<&Source>) -> String {
    let known: Vec<String> = from
        .into_iter()
        .flat_map(|from| {
            let address = from.address.map(|address| address.to_string());
            from.client.clone().into_iter().chain(address)
        })
        .collect();
    if known.is_empty() {
        "Not known".to_owned()
    } else {
        known.join(", ")
    }
}

/// Why a commit happened, in a sentence.
fn cause(cause: &Cause) -> String {
    match cause {
        Cause::Edit => "A single edit".to_owned(),
        Cause::Plan { author: None } => "A plan".to_owned(),
        Cause::Plan { author: Some(_) } => "A plan that somebody else staged".to_owned(),
        Cause::Import { files } => match files.as_slice() {
            [file] => format!("An import of {file}"),
            files => format!("An import of {} files", files.len()),
        },
        Cause::Undo => "Undo".to_owned(),
        Cause::UndoOf { commit } => format!("Undo of commit {commit}"),
        Cause::RedoOf { commit } => format!("Redo of what commit {commit} took back"),
    }
}
