//! Reading a mapping of the tree key by key: merges, keys of any case, keys given twice, keys nobody
//! knows, and every value as the type its key wants.

use std::rc::Rc;

use crate::keys::{Meant, Section, fold, meant};
use crate::located::{Given, Located, Position};
use crate::merge::{Entry, duplicate, entries};
use crate::problem::{Code, Findings, Problem, quoted};
use crate::scalar::{NotACounter, Resolved, as_counter, as_text, resolve};
use crate::tree::{Kind, Node};

/// A mapping being read.
pub(crate) struct Fields {
    section: Section,
    pub(crate) path: String,
    pub(crate) at: Position,
    entries: Vec<Entry>,
}

impl Fields {
    /// The entries of a mapping; `None`, with a problem, when it is none.
    pub(crate) fn of(
        node: &Node,
        section: Section,
        path: &str,
        findings: &mut Findings,
    ) -> Option<Self> {
        let Kind::Mapping(pairs) = &node.kind else {
            findings.add(wrong_type(node, path, "keys with values", true));
            return None;
        };
        Some(Self {
            section,
            path: path.to_owned(),
            at: node.at,
            entries: entries(pairs, path, findings),
        })
    }

    /// The top of a file.
    pub(crate) fn of_file(node: &Node, findings: &mut Findings) -> Option<Self> {
        if matches!(node.kind, Kind::Mapping(_)) {
            return Self::of(node, Section::Root, "", findings);
        }
        let message = format!(
            "this is not a Deployment file: it holds {} instead of the key `deployment`",
            node.kind_name()
        );
        let remedy = "Choose a file that `astro deployment inspect` wrote, or write one.";
        findings.add(Problem::error(Code::NotADeployment, "", message, remedy).at(node.at));
        None
    }

    /// A mapping without keys.
    pub(crate) fn empty(at: Position, section: Section, path: &str) -> Self {
        Self {
            section,
            path: path.to_owned(),
            at,
            entries: Vec::new(),
        }
    }

    /// The path of a key in here.
    pub(crate) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// The value of a key in any case, with the place of the key.
    pub(crate) fn take(
        &mut self,
        key: &str,
        findings: &mut Findings,
    ) -> Option<(Rc<Node>, Position)> {
        debug_assert!(
            self.section.keys().contains(&key),
            "`{key}` is not listed for {:?}",
            self.section
        );
        let path = self.path_of(key);
        let mut found: Option<(Rc<Node>, Position)> = None;
        for entry in self
            .entries
            .iter_mut()
            .filter(|entry| fold(&entry.key) == key)
        {
            entry.used = true;
            match &found {
                None => found = Some((Rc::clone(&entry.value), entry.at)),
                Some((_, first)) => findings.add(duplicate(&path, *first, entry.at)),
            }
        }
        found
    }

    /// Text; numbers and switches become text as the command line writes them.
    pub(crate) fn text(&mut self, key: &str, findings: &mut Findings) -> Given<String> {
        let path = self.path_of(key);
        self.take(key, findings)
            .map_or(Given::Absent, |(node, at)| {
                text(&node, at, &path, true, findings)
            })
    }

    /// Text that no message may repeat.
    pub(crate) fn hidden_text(&mut self, key: &str, findings: &mut Findings) -> Given<String> {
        let path = self.path_of(key);
        self.take(key, findings)
            .map_or(Given::Absent, |(node, at)| {
                text(&node, at, &path, false, findings)
            })
    }

    /// A switch.
    pub(crate) fn flag(&mut self, key: &str, findings: &mut Findings) -> Given<bool> {
        let path = self.path_of(key);
        let Some((node, at)) = self.take(key, findings) else {
            return Given::Absent;
        };
        match scalar(&node, &path, findings) {
            Some(Resolved::Null) => Given::Null(null_at(&node, at)),
            Some(Resolved::Bool(on)) => Given::Value(Located {
                value: on,
                at: node.at,
            }),
            Some(_) | None => {
                findings.add(wrong_type(&node, &path, "`true` or `false`", true));
                Given::Absent
            }
        }
    }

    /// A whole number.
    pub(crate) fn counter(&mut self, key: &str, findings: &mut Findings) -> Given<i64> {
        let path = self.path_of(key);
        let Some((node, at)) = self.take(key, findings) else {
            return Given::Absent;
        };
        let resolved = scalar(&node, &path, findings);
        if resolved == Some(Resolved::Null) {
            return Given::Null(null_at(&node, at));
        }
        match resolved.as_ref().and_then(as_counter) {
            Some(Ok(value)) => return Given::Value(Located { value, at: node.at }),
            Some(Err(NotACounter::OutOfRange)) => findings.add(
                Problem::error(
                    Code::OutOfRange,
                    &path,
                    format!("{} is too large a number", quoted(text_of(&node))),
                    "Write a smaller whole number.",
                )
                .at(node.at),
            ),
            Some(Err(NotACounter::Fraction)) | None => {
                findings.add(wrong_type(&node, &path, "a whole number", true));
            }
        }
        Given::Absent
    }

    /// A list, each entry read by `entry`, which gets the entry's path.
    pub(crate) fn list<T>(
        &mut self,
        key: &str,
        findings: &mut Findings,
        mut entry: impl FnMut(&Node, &str, &mut Findings) -> Option<T>,
    ) -> Given<Vec<T>> {
        let path = self.path_of(key);
        let Some((node, at)) = self.take(key, findings) else {
            return Given::Absent;
        };
        if let Kind::List(items) = &node.kind {
            let read = |(index, item): (usize, &Rc<Node>)| {
                entry(item, &format!("{path}[{index}]"), findings)
            };
            return Given::Value(Located {
                value: items.iter().enumerate().filter_map(read).collect(),
                at: node.at,
            });
        }
        if node.is_nothing() {
            return Given::Null(null_at(&node, at));
        }
        findings.add(wrong_type(&node, &path, "a list", true));
        Given::Absent
    }

    /// A mapping inside this one.
    pub(crate) fn mapping(
        &mut self,
        key: &str,
        section: Section,
        findings: &mut Findings,
    ) -> Given<Self> {
        let path = self.path_of(key);
        let Some((node, at)) = self.take(key, findings) else {
            return Given::Absent;
        };
        if node.is_nothing() {
            return Given::Null(null_at(&node, at));
        }
        match Self::of(&node, section, &path, findings) {
            Some(fields) => Given::Value(Located { value: fields, at }),
            None => Given::Absent,
        }
    }

    /// Warns about every key that was not asked for.
    pub(crate) fn finish(self, findings: &mut Findings) {
        for entry in self.entries.iter().filter(|entry| !entry.used) {
            if findings.leave_out() {
                continue;
            }
            let path = self.path_of(&entry.key);
            let guess = meant(self.section, &entry.key);
            let (code, message) = match guess {
                Meant::Elsewhere(place) => (
                    Code::MisplacedKey,
                    format!(
                        "{} has no effect here; it belongs {place}",
                        quoted(&entry.key)
                    ),
                ),
                Meant::Key(_) | Meant::Nothing => (
                    Code::UnknownKey,
                    format!("unknown key {}; it has no effect", quoted(&entry.key)),
                ),
            };
            findings.add(Problem::warning(code, &path, message, guess.remedy()).at(entry.at));
        }
    }
}

/// The text of a value; the entry of a list as well as the value of a key.
pub(crate) fn text(
    node: &Node,
    key_at: Position,
    path: &str,
    shown: bool,
    findings: &mut Findings,
) -> Given<String> {
    let Some(resolved) = scalar(node, path, findings) else {
        findings.add(wrong_type(node, path, "a text", shown));
        return Given::Absent;
    };
    let Some(value) = as_text(&resolved) else {
        return Given::Null(null_at(node, key_at));
    };
    let written = text_of(node);
    if value != written {
        let kind = if matches!(resolved, Resolved::Bool(_)) {
            "a switch"
        } else {
            "a number"
        };
        let message = if shown {
            format!(
                "{} is {kind} in YAML and is read as {}",
                quoted(written),
                quoted(&value)
            )
        } else {
            format!("the value is {kind} in YAML, and its text changes when it is read")
        };
        let remedy = "Put it in quotes to keep it as it is written.";
        findings.add(Problem::warning(Code::ScalarChanged, path, message, remedy).at(node.at));
    }
    Given::Value(Located { value, at: node.at })
}

/// What a scalar is; `None` for lists and mappings.
fn scalar<'t>(node: &'t Node, path: &str, findings: &mut Findings) -> Option<Resolved<'t>> {
    let Kind::Scalar(scalar) = &node.kind else {
        return None;
    };
    Some(resolve(scalar).unwrap_or_else(|_| {
        let remedy = "Remove the tag, or write a value of that type.";
        findings.add(
            Problem::error(
                Code::WrongType,
                path,
                "the value does not have the type of its tag",
                remedy,
            )
            .at(node.at),
        );
        Resolved::Null
    }))
}

/// Where a null stands: at its own place when something is written there, else at its key.
fn null_at(node: &Node, key_at: Position) -> Position {
    if text_of(node).is_empty() {
        key_at
    } else {
        node.at
    }
}

fn text_of(node: &Node) -> &str {
    match &node.kind {
        Kind::Scalar(scalar) => &scalar.text,
        Kind::List(_) | Kind::Mapping(_) => "",
    }
}

fn wrong_type(node: &Node, path: &str, wanted: &str, shown: bool) -> Problem {
    let key = path.rsplit('.').next().unwrap_or(path);
    let found = match &node.kind {
        Kind::Scalar(scalar) if shown && !scalar.plain => {
            format!("the text {}", quoted(&scalar.text))
        }
        Kind::Scalar(scalar) if shown => quoted(&scalar.text),
        _ => node.kind_name().to_owned(),
    };
    let subject = if key.is_empty() {
        "the file".to_owned()
    } else {
        quoted(key)
    };
    let message = format!("{subject} wants {wanted}, not {found}");
    Problem::error(Code::WrongType, path, message, format!("Give it {wanted}.")).at(node.at)
}
