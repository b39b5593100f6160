//! The tree of a file before anything is known about its meaning: scalars as written, lists,
//! mappings, each with its place. YAML and JSON both end here.

use std::rc::Rc;

use crate::located::Position;
use crate::scalar::{Resolved, resolve};

/// Lists and mappings inside one another, aliases followed.
pub(crate) const MAX_DEPTH: u32 = 64;

/// Values in a file, aliases not followed.
pub(crate) const MAX_NODES: usize = 500_000;

/// Values that aliases may add when they are followed. The command line stops at much larger numbers;
/// no Deployment file comes near.
pub(crate) const MAX_EXPANDED: u64 = 100_000;

/// One value with its place.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) at: Position,
    pub(crate) kind: Kind,
}

/// What a value is.
#[derive(Debug)]
pub(crate) enum Kind {
    Scalar(Scalar),
    List(Vec<Rc<Node>>),
    Mapping(Vec<Pair>),
}

/// A key of a mapping and its value.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) key: Rc<Node>,
    pub(crate) value: Rc<Node>,
}

/// A scalar as written.
#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    /// Whether it stands without quotes, so that its text decides its type.
    pub(crate) plain: bool,
    pub(crate) tag: Tag,
}

/// The type that the author demanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    None,
    Text,
    Bool,
    Int,
    Float,
    Null,
    Timestamp,
    Binary,
    Merge,
    /// A tag nobody knows: the value is its text.
    Other,
}

impl Node {
    /// Whether nothing stands there.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(scalar) if matches!(resolve(scalar), Ok(Resolved::Null)))
    }

    /// What it is, for messages.
    pub(crate) fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Scalar(_) => "a single value",
            Kind::List(_) => "a list",
            Kind::Mapping(_) => "a mapping",
        }
    }
}
