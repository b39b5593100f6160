//! Values that know where in the file they stand, and whether they stand there at all.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place in a file.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// A value and the place where it is written.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub at: Position,
}

/// What a file says about a key. Create and update treat a missing key, a null and an empty value
/// differently, so all three are kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Given<T> {
    /// The key is not in the file.
    #[default]
    Absent,
    /// The key is there without a value: nothing, `~` or `null`.
    Null(Position),
    /// The key is there with a value.
    Value(Located<T>),
}

impl<T> Given<T> {
    /// The value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(located) => Some(&located.value),
            Self::Absent | Self::Null(_) => None,
        }
    }

    /// Where the value, or the null, is written.
    #[must_use]
    pub fn at(&self) -> Option<Position> {
        match self {
            Self::Value(located) => Some(located.at),
            Self::Null(at) => Some(*at),
            Self::Absent => None,
        }
    }

    /// The same, with another value.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Given<U> {
        match self {
            Self::Value(Located { value, at }) => Given::Value(Located {
                value: change(value),
                at,
            }),
            Self::Null(at) => Given::Null(at),
            Self::Absent => Given::Absent,
        }
    }

    /// Whether the key is not in the file.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether there is a value, an empty one included.
    #[must_use]
    pub fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }
}

impl Given<String> {
    /// The text, empty when there is none: what the command line works with.
    #[must_use]
    pub fn text(&self) -> &str {
        self.value().map_or("", String::as_str)
    }
}

impl Given<bool> {
    /// The switch, off when nothing is said.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.value().copied().unwrap_or(false)
    }
}

impl Given<i64> {
    /// The number, 0 when there is none: what the command line works with.
    #[must_use]
    pub fn number(&self) -> i64 {
        self.value().copied().unwrap_or(0)
    }
}

impl<T> Given<Vec<T>> {
    /// The entries, none when there is no list.
    #[must_use]
    pub fn items(&self) -> &[T] {
        self.value().map_or(&[], Vec::as_slice)
    }
}

// Printed as `"orders-etl" @3:15`, so that a whole file can be looked through.

impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}:{}", self.line, self.column)
    }
}

impl<T: fmt::Debug> fmt::Debug for Located<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)?;
        write!(f, " {:?}", self.at)
    }
}

impl<T: fmt::Debug> fmt::Debug for Given<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("absent"),
            Self::Null(at) => write!(f, "null {at:?}"),
            Self::Value(located) => located.fmt(f),
        }
    }
}
