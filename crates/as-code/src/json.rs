//! JSON text to a tree with places.
//!
//! `serde_json` decides whether a text is JSON; this only walks a text that is, to keep the line and
//! column of every value. Duplicate keys stay in the tree: who reads a mapping reports them.

use std::rc::Rc;

use serde::de::IgnoredAny;

use crate::encoding::saturate;
use crate::located::Position;
use crate::problem::{Code, Problem};
use crate::tree::{Kind, MAX_DEPTH, MAX_NODES, Node, Pair, Scalar, Tag};

/// The tree of a text, `None` when the text is not JSON.
pub(crate) fn parse(text: &str) -> Result<Option<Rc<Node>>, Problem> {
    if !text.trim_start().starts_with(['{', '[', '"']) || error_of(text).is_some() {
        return Ok(None);
    }
    let mut walk = Walk {
        rest: text,
        at: Position { line: 1, column: 1 },
        nodes: 0,
    };
    walk.value(0).map(Some)
}

/// Why a text is not JSON.
pub(crate) fn error_of(text: &str) -> Option<String> {
    serde_json::from_str::<IgnoredAny>(text)
        .err()
        .map(|error| error.to_string())
}

struct Walk<'t> {
    rest: &'t str,
    at: Position,
    nodes: usize,
}

impl<'t> Walk<'t> {
    fn value(&mut self, depth: u32) -> Result<Rc<Node>, Problem> {
        self.skip_blanks();
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(too_many(self.at));
        }
        if depth > MAX_DEPTH {
            return Err(too_deep(self.at));
        }
        let at = self.at;
        let kind = match self.rest.as_bytes().first() {
            Some(b'{') => Kind::Mapping(self.pairs(depth)?),
            Some(b'[') => Kind::List(self.items(depth)?),
            Some(b'"') => Kind::Scalar(Scalar {
                text: self.string()?,
                plain: false,
                tag: Tag::None,
            }),
            _ => Kind::Scalar(Scalar {
                text: self.word().to_owned(),
                plain: true,
                tag: Tag::None,
            }),
        };
        Ok(Rc::new(Node { at, kind }))
    }

    fn pairs(&mut self, depth: u32) -> Result<Vec<Pair>, Problem> {
        let mut pairs = Vec::new();
        self.take(1);
        loop {
            self.skip_blanks();
            match self.rest.as_bytes().first() {
                Some(b'"') => {}
                Some(b',') => {
                    self.take(1);
                    continue;
                }
                _ => break,
            }
            let key = self.value(depth + 1)?;
            self.skip_blanks();
            self.take(1);
            pairs.push(Pair {
                key,
                value: self.value(depth + 1)?,
            });
        }
        self.take(1);
        Ok(pairs)
    }

    fn items(&mut self, depth: u32) -> Result<Vec<Rc<Node>>, Problem> {
        let mut items = Vec::new();
        self.take(1);
        loop {
            self.skip_blanks();
            match self.rest.as_bytes().first() {
                None | Some(b']') => break,
                Some(b',') => {
                    self.take(1);
                }
                Some(_) => items.push(self.value(depth + 1)?),
            }
        }
        self.take(1);
        Ok(items)
    }

    fn string(&mut self) -> Result<String, Problem> {
        let at = self.at;
        let mut escaped = true;
        // The opening quote counts as escaped, so that it does not end the string.
        let end = self.rest.bytes().position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let raw = self.take(end.map_or(self.rest.len(), |end| end + 1));
        serde_json::from_str(raw).map_err(|error| {
            Problem::error(
                Code::Syntax,
                "",
                format!("not a JSON string: {error}"),
                "Correct the escapes.",
            )
            .at(at)
        })
    }

    fn word(&mut self) -> &'t str {
        let end = self
            .rest
            .find([',', ']', '}', ' ', '\t', '\r', '\n'])
            .unwrap_or(self.rest.len());
        self.take(end)
    }

    fn skip_blanks(&mut self) {
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_whitespace())
            .unwrap_or(self.rest.len());
        self.take(end);
    }

    /// Moves on by this many bytes and hands them out.
    fn take(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        match taken.rfind('\n') {
            Some(last) => {
                self.at.line += saturate(taken.matches('\n').count());
                let behind = taken.get(last + 1..).unwrap_or_default();
                self.at.column = saturate(behind.chars().count() + 1);
            }
            None => self.at.column += saturate(taken.chars().count()),
        }
        self.rest = rest;
        taken
    }
}

pub(crate) fn too_deep(at: Position) -> Problem {
    Problem::error(
        Code::TooDeep,
        "",
        format!("more than {MAX_DEPTH} lists and mappings inside one another"),
        "A Deployment file has five levels; check whether this is one.",
    )
    .at(at)
}

pub(crate) fn too_many(at: Position) -> Problem {
    Problem::error(
        Code::TooMany,
        "",
        format!("more than {MAX_NODES} values in one file"),
        "A Deployment file has a few hundred; check whether this is one.",
    )
    .at(at)
}
