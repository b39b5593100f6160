//! What went wrong and what to do about it. Every failure of a command carries both.
use std::fmt;

/// The result of everything that can fail here.
pub type Outcome<T> = Result<T, Failure>;

/// A failure that names its remedy.
#[derive(Debug)]
pub struct Failure {
    what: String,
    remedy: String,
}

impl Failure {
    /// A failure and its remedy.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: remedy.into(),
        }
    }

    #[cfg(test)]
    /// What is wrong, without the remedy.
    pub fn what(&self) -> &str {
        &self.what
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Failed: {}\nRemedy: {}", self.what, self.remedy)
    }
}

/// Turns an error of the standard library into a failure.
pub trait OrFail<T> {
    /// Names what was being done and the remedy.
    fn or_fail(self, doing: impl fmt::Display, remedy: impl Into<String>) -> Outcome<T>;
}

impl<T, E: fmt::Display> OrFail<T> for Result<T, E> {
    fn or_fail(self, doing: impl fmt::Display, remedy: impl Into<String>) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("{doing}: {error}"), remedy))
    }
}
