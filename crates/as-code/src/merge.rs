//! The entries of a mapping with its merges worked in, as the command line works them in: in the order
//! of the file, whatever comes later replacing what came before, a merge included.

use std::collections::HashMap;
use std::rc::Rc;

use crate::located::Position;
use crate::problem::{Code, Findings, Problem, quoted};
use crate::scalar::{as_text, resolve};
use crate::tree::{Kind, Node, Pair, Scalar, Tag};

/// A key of a mapping with its value.
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) at: Position,
    pub(crate) value: Rc<Node>,
    merged: bool,
    /// Whether somebody has asked for it.
    pub(crate) used: bool,
}

/// The entries of the mapping at `path`.
pub(crate) fn entries(pairs: &[Pair], path: &str, findings: &mut Findings) -> Vec<Entry> {
    let mut merging = Merging {
        path,
        entries: Vec::new(),
        index: HashMap::new(),
    };
    merging.all(pairs, false, findings);
    merging.entries
}

/// The problem of a key that is there already.
pub(crate) fn duplicate(path: &str, first: Position, second: Position) -> Problem {
    let message = format!(
        "{} is given twice, first on line {}",
        quoted(path),
        first.line
    );
    Problem::error(Code::DuplicateKey, path, message, "Keep one of the two.").at(second)
}

struct Merging<'p> {
    path: &'p str,
    entries: Vec<Entry>,
    index: HashMap<String, usize>,
}

impl Merging<'_> {
    fn all(&mut self, pairs: &[Pair], merged: bool, findings: &mut Findings) {
        for Pair { key, value } in pairs {
            if is_merge(key) {
                self.merge(value, key.at, findings);
            } else if let Some(name) = self.key(key, findings) {
                self.put(
                    Entry {
                        key: name,
                        at: key.at,
                        value: Rc::clone(value),
                        merged,
                        used: false,
                    },
                    findings,
                );
            }
        }
    }

    fn put(&mut self, entry: Entry, findings: &mut Findings) {
        let known = self
            .index
            .get(&entry.key)
            .and_then(|index| self.entries.get_mut(*index));
        let Some(known) = known else {
            self.index.insert(entry.key.clone(), self.entries.len());
            self.entries.push(entry);
            return;
        };
        let path = if self.path.is_empty() {
            entry.key.clone()
        } else {
            format!("{}.{}", self.path, entry.key)
        };
        match (known.merged, entry.merged) {
            (false, false) => findings.add(duplicate(&path, known.at, entry.at)),
            (false, true) => findings.add(
                Problem::warning(
                    Code::MergeReplaces,
                    &path,
                    format!("a merge further down replaces this {}", quoted(&entry.key)),
                    "Put the `<<` above the keys that should win.",
                )
                .at(known.at),
            ),
            (true, _) => {}
        }
        *known = entry;
    }

    fn merge(&mut self, value: &Node, at: Position, findings: &mut Findings) {
        match &value.kind {
            Kind::Mapping(pairs) => self.all(pairs, true, findings),
            // The first of several wins, so the last is worked in first.
            Kind::List(items) => {
                for item in items.iter().rev() {
                    match &item.kind {
                        Kind::Mapping(pairs) => self.all(pairs, true, findings),
                        Kind::List(_) | Kind::Scalar(_) => findings.add(self.bad_merge(at)),
                    }
                }
            }
            Kind::Scalar(_) => findings.add(self.bad_merge(at)),
        }
    }

    fn bad_merge(&self, at: Position) -> Problem {
        let message = "map merge requires map or sequence of maps as the value";
        Problem::error(
            Code::BadMerge,
            self.path,
            message,
            "Let `<<` name an anchor of a mapping.",
        )
        .at(at)
    }

    fn key(&self, key: &Node, findings: &mut Findings) -> Option<String> {
        let Kind::Scalar(scalar) = &key.kind else {
            let message = format!("{} cannot be a key", key.kind_name());
            findings.add(
                Problem::error(Code::BadKey, self.path, message, "Use a text as the key.")
                    .at(key.at),
            );
            return None;
        };
        let name = resolve(scalar).ok().and_then(|resolved| as_text(&resolved));
        if name.is_none() {
            findings.add(
                Problem::error(
                    Code::BadKey,
                    self.path,
                    "a key is empty",
                    "Write a key before the colon.",
                )
                .at(key.at),
            );
        }
        name
    }
}

fn is_merge(key: &Node) -> bool {
    matches!(&key.kind, Kind::Scalar(Scalar { text, plain, tag }) if text == "<<" && (*plain && *tag == Tag::None || *tag == Tag::Merge))
}
