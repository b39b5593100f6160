//! Attempts that were refused, noted on this device. They are no part of the log: nothing came of them, nobody else has
//! them, and no chain holds them.

use planisphere_domain::audit::{CSV_COLUMNS, Filter, Retention, subject_id, subject_type};
use planisphere_domain::policy::Permission;
use planisphere_domain::{Actor, Command, Rejection, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::plan::field_in_words;
use super::super::selectors::attempted;
use super::super::{Failure, Opened, Replica, client, now};
use crate::storage::Storage;

/// A note names so many things; a plan may be about a thousand.
const MOST_THINGS: usize = 5;

/// Why an attempt was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RefusedKind {
    /// Whoever tried may not.
    NotAllowed,
    /// It is not there, or whoever tried may not know of it.
    NotFound,
    /// Somebody else changed the same in between.
    Conflict,
    /// It breaks a rule.
    Rule,
}

impl RefusedKind {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotAllowed => "Not allowed",
            Self::NotFound => "Not found",
            Self::Conflict => "Conflict",
            Self::Rule => "Breaks a rule",
        }
    }
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefusedAttempt {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What they were called.
    pub name: String,
    /// The commands' names, each once.
    pub commands: Vec<String>,
    /// How many commands there were.
    pub count: usize,
    /// What they were about, by name as far as who tried may know, each once; the first ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub things: Vec<String>,
    /// Why, in short.
    pub kind: RefusedKind,
    /// The stable code of the refusal.
    pub code: String,
    /// Why, as a sentence.
    pub reason: String,
    /// From where, in short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
}

impl RefusedAttempt {
    /// What was tried, in words: `Update Deployment`.
    #[must_use]
    pub fn what(&self) -> String {
        let named: Vec<String> = self.commands.iter().map(|it| field_in_words(it)).collect();
        let text = named.join(", ");
        if self.count > self.commands.len() {
            format!("{text} ({} commands)", self.count)
        } else {
            text
        }
    }

    /// Whether a question to the log takes it. It is about nothing that the log holds, and had no cause.
    #[must_use]
    pub fn is_kept_by(&self, filter: &Filter) -> bool {
        filter.target.is_none()
            && filter.kind.is_none()
            && filter.cause.is_none()
            && filter.from.is_none_or(|from| self.at >= from)
            && filter.until.is_none_or(|until| self.at <= until)
            && filter.actor.is_none_or(|actor| self.actor == actor)
            && self.holds(&filter.words)
    }

    /// What it was about, in words; empty where nobody may know, or it has no name.
    #[must_use]
    pub fn about(&self) -> String {
        self.things.join(", ")
    }

    /// What a line of it shows, in lower case, for whoever looks for a word.
    #[must_use]
    pub fn shown(&self) -> String {
        let shown = [
            self.name.as_str(),
            &self.what(),
            &self.about(),
            self.kind.label(),
            &self.reason,
        ];
        // No word holds a line break.
        shown.join("\n").to_lowercase()
    }

    /// Whether each word, in lower case, stands in what a line of it shows.
    fn holds(&self, words: &[String]) -> bool {
        let shown = self.shown();
        words.iter().all(|word| shown.contains(word.as_str()))
    }

    /// As a line of JSON without its end; it says that it was refused.
    pub(super) fn ndjson(&self) -> String {
        json!({
            "timestamp": self.at.to_string(),
            "subjectType": subject_type(self.actor),
            "subjectId": subject_id(self.actor),
            "subjectName": self.name,
            "userAgent": self.client,
            "refused": true,
            "action": self.commands.join(","),
            "resourceName": self.about(),
            "refusal": self.code,
            "description": self.reason,
        })
        .to_string()
    }

    /// As cells in the columns of the log's own export.
    pub(super) fn cells(&self) -> Vec<String> {
        let cell = |column: &&str| match *column {
            "timestamp" => self.at.to_string(),
            "subjectType" => subject_type(self.actor).to_owned(),
            "subjectId" => subject_id(self.actor),
            "subjectName" => self.name.clone(),
            "action" => format!("refused: {}", self.commands.join(",")),
            "resourceName" => self.about(),
            "description" => self.reason.clone(),
            "userAgent" => self.client.clone().unwrap_or_default(),
            // What is not known of an attempt of which nothing came.
            _ => String::new(),
        };
        CSV_COLUMNS.iter().map(cell).collect()
    }
}

/// The note of an attempt of whoever acts here.
pub(in crate::replica) fn note(
    opened: &Opened,
    actor: Actor,
    commands: &[Command],
    rejection: &Rejection,
) -> Option<String> {
    let state = &opened.state;
    let mut names: Vec<String> = Vec::new();
    let mut things: Vec<String> = Vec::new();
    for command in commands {
        let name = command.name();
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        if things.len() < MOST_THINGS
            && let Some(thing) = attempted(opened, command)
            && !thing.is_empty()
            && !things.contains(&thing)
        {
            things.push(thing);
        }
    }
    let name = match actor {
        Actor::User(id) => state.user(id).map(|user| {
            if user.full_name.is_empty() {
                user.email.clone()
            } else {
                user.full_name.clone()
            }
        }),
        Actor::ApiToken(id) => state.api_token(id).map(|token| token.name.clone()),
    };
    let attempt = RefusedAttempt {
        at: now(),
        actor,
        name: name.unwrap_or_default(),
        count: commands.len(),
        commands: names,
        things,
        kind: match rejection {
            Rejection::NotAllowed { .. } => RefusedKind::NotAllowed,
            Rejection::NotFound { .. } => RefusedKind::NotFound,
            Rejection::Conflict(_) | Rejection::ChangedSince { .. } => RefusedKind::Conflict,
            Rejection::Invalid(_) => RefusedKind::Rule,
        },
        code: rejection.code().to_owned(),
        reason: Failure::Rejected(rejection.clone()).sentence(),
        client: client::source(None).and_then(|source| source.client),
    };
    serde_json::to_string(&attempt).ok()
}

impl Replica {
    /// The attempts that were refused on this device and that a filter takes, the newest first, as far back as the tier
    /// keeps records; none for whoever may not read the audit log.
    ///
    /// # Errors
    /// When the disk cannot be read.
    pub async fn refused_attempts(self, filter: &Filter) -> Result<Vec<RefusedAttempt>, Failure> {
        let handle = self.open_handle()?;
        let may = |opened: &Opened| opened.holds(Permission::OrganizationAuditLogsGet);
        if self.read_untracked(may) != Some(true) {
            return Ok(Vec::new());
        }
        let kept = self
            .own_untracked(|opened| Some(Retention::of(opened.state.organization()?, now())))
            .flatten();
        let is_shown = |attempt: &RefusedAttempt| {
            kept.is_none_or(|kept| kept.keeps(attempt.at)) && attempt.is_kept_by(filter)
        };
        let notes = self.backstage()?.storage.refusals(&handle).await?;
        // What a newer build wrote and this one cannot read is left out.
        let read = notes.iter().rev();
        Ok(read
            .filter_map(|note| serde_json::from_str(note).ok())
            .filter(is_shown)
            .collect())
    }
}
