//! What is wrong with a file, as data: where, what, and what to do.
//!
//! It deliberately never holds the value of an environment variable, because problems are shown,
//! copied and kept.

use serde::{Deserialize, Serialize};

use crate::located::Position;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file is not applied.
    Error,
    /// The file is applied, but probably not as its author thinks.
    Warning,
}

/// What kind of problem it is: stable, for tests, filters and help pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Nothing in the file.
    NoContent,
    /// Over the size limit.
    TooLarge,
    /// Not text.
    NotText,
    /// Not YAML and not JSON.
    Syntax,
    /// A tab where YAML wants spaces.
    TabIndentation,
    /// More than one document.
    SeveralDocuments,
    /// Nested too deeply.
    TooDeep,
    /// Aliases that multiply, or too many values.
    TooMany,
    /// An alias that leads back to itself.
    EndlessAlias,
    /// A `<<` that does not merge a mapping.
    BadMerge,
    /// A merge that replaces a key written above it.
    MergeReplaces,
    /// A key that cannot be one.
    BadKey,
    /// The same key twice, case aside.
    DuplicateKey,
    /// A key that the format does not have.
    UnknownKey,
    /// A key that belongs elsewhere in the file.
    MisplacedKey,
    /// A value of another type than the key takes.
    WrongType,
    /// A whole number that fits no counter.
    OutOfRange,
    /// An unquoted value whose text changes when it is read.
    ScalarChanged,
    /// The file is not a Deployment file.
    NotADeployment,
    /// Something required is missing.
    MissingField,
    /// An executor that does not exist or does not fit.
    Executor,
    /// A spelling of the executor that the command line drops.
    ExecutorSpelling,
    /// Not a mail address.
    Email,
    /// Two entries of the same name.
    DuplicateName,
    /// Worker queues where none may be.
    QueuesNotAllowed,
    /// A number of a worker queue out of its range.
    QueueRange,
    /// A machine that does not exist.
    UnknownMachine,
    /// A Deployment type that does not exist.
    DeploymentType,
    /// A value that is none of the listed ones.
    UnknownChoice,
    /// A key that has no effect on this kind of Deployment.
    WithoutEffect,
    /// Remote execution where it cannot be.
    RemoteExecution,
    /// Not an address range.
    AddressRange,
    /// A Workspace that does not exist.
    UnknownWorkspace,
    /// A cluster that does not exist.
    UnknownCluster,
    /// Another cluster than the Deployment runs on.
    ClusterFixed,
    /// An update would delete something that the file leaves out.
    Deletes,
    /// A rule of the model, or somebody's missing permission, speaks against it.
    Refused,
    /// More problems than are listed.
    MoreProblems,
}

/// One thing wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Whether the file can be applied all the same.
    pub severity: Severity,
    /// What kind of problem.
    pub code: Code,
    /// The place in the file as keys, such as `deployment.worker_queues[1].name`; empty for the whole file.
    pub path: String,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// What is wrong; no capital, no final period.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl Problem {
    /// A problem that keeps the file from being applied.
    #[must_use]
    pub fn error(
        code: Code,
        path: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            code,
            path: path.to_owned(),
            line: None,
            column: None,
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// A problem that does not keep the file from being applied.
    #[must_use]
    pub fn warning(
        code: Code,
        path: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, path, message, remedy)
        }
    }

    /// The same problem at a place in the file.
    #[must_use]
    pub fn at(mut self, position: impl Into<Option<Position>>) -> Self {
        if let Some(position) = position.into() {
            self.line = Some(position.line);
            self.column = Some(position.column);
        }
        self
    }

    /// Whether it keeps the file from being applied.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// At most this many characters of a file's text are repeated in a message.
const SHOWN: usize = 60;

/// A piece of the file's text in back-ticks, cut when it is long, on one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// Problems as they are found, and keys that were read but have no effect.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    problems: Vec<Problem>,
    ignored: Vec<Ignored>,
    left_out: usize,
}

/// A key of the format that has no effect on input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    /// The place in the file as keys.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// Why it has no effect.
    pub reason: String,
}

/// A list that nobody reads to its end helps nobody and costs memory.
const LISTED: usize = 200;

impl Findings {
    pub(crate) fn add(&mut self, problem: Problem) {
        if self.problems.len() < LISTED {
            self.problems.push(problem);
        } else {
            self.left_out += 1;
            // INVARIANT: an error is never lost in the cut, because an error decides whether the file applies.
            if problem.is_error() && !self.has_errors() {
                self.problems.pop();
                self.problems.push(problem);
            }
        }
    }

    /// Adds problems of places of which, or around which, nothing is known to be wrong yet: what could
    /// not be read is not also missing.
    pub(crate) fn add_where_quiet(&mut self, problems: Vec<Problem>) {
        let errors = self.problems.iter().filter(|problem| problem.is_error());
        let known: Vec<String> = errors
            .map(|problem| problem.path.clone())
            .filter(|path| !path.is_empty())
            .collect();
        let is_inside = |path: &str, around: &String| {
            path.strip_prefix(around.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        for problem in problems {
            if !known.iter().any(|around| is_inside(&problem.path, around)) {
                self.add(problem);
            }
        }
    }

    pub(crate) fn ignore(&mut self, path: String, line: u32, reason: &str) {
        if self.ignored.len() < LISTED {
            self.ignored.push(Ignored {
                path,
                line,
                reason: reason.to_owned(),
            });
        }
    }

    /// Counts warnings that there is no room to list; whether the caller may save itself writing them.
    pub(crate) fn leave_out(&mut self) -> bool {
        let full = self.problems.len() >= LISTED;
        self.left_out += usize::from(full);
        full
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    pub(crate) fn finish(self) -> (Vec<Problem>, Vec<Ignored>) {
        let Self {
            mut problems,
            ignored,
            left_out,
        } = self;
        // Stable, so that two problems of one line stay in the order of the checks.
        problems.sort_by_key(|problem| problem.line.unwrap_or(0));
        if left_out > 0 {
            problems.push(Problem::warning(
                Code::MoreProblems,
                "",
                format!("{left_out} more problems are not listed"),
                "Fix the listed ones and read the file again.",
            ));
        }
        (problems, ignored)
    }
}
