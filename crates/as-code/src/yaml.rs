//! YAML text to a tree with places.
//!
//! The tree shares what aliases point at instead of copying it, and counts what following them would
//! give, so that a file of a few lines cannot grow to gigabytes. Merging and duplicate keys are left to
//! whoever reads a mapping.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use crate::encoding::saturate;
use crate::json::{too_deep, too_many};
use crate::located::Position;
use crate::problem::{Code, Problem};
use crate::tree::{Kind, MAX_DEPTH, MAX_EXPANDED, MAX_NODES, Node, Pair, Scalar, Tag};

/// The tree of a text; `None` when the text holds nothing but comments.
pub(crate) fn parse(text: &str) -> Result<Option<Rc<Node>>, Problem> {
    let mut builder = Builder::default();
    let text = &without_leading_tabs(text);
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| syntax(text, &error))?;
        builder.take(event, span)?;
    }
    Ok(builder.root.map(|measured| measured.node))
}

/// Between brackets the command line takes tabs at the start of a line, which almost-JSON files have
/// (a trailing comma, a comment); the parser here does not. One tab becomes one space, so places stay.
fn without_leading_tabs(text: &str) -> Cow<'_, str> {
    if !text.contains('\t') || !text.trim_start().starts_with(['{', '[']) {
        return Cow::Borrowed(text);
    }
    let mut at_start = true;
    let replaced = text.chars().map(|c| match c {
        '\n' => {
            at_start = true;
            c
        }
        '\t' if at_start => ' ',
        c => {
            at_start &= c == ' ';
            c
        }
    });
    Cow::Owned(replaced.collect())
}

/// A finished value with what following its aliases gives.
#[derive(Clone, Debug)]
struct Measured {
    node: Rc<Node>,
    size: u64,
    depth: u32,
}

/// A list or mapping whose end has not come yet.
struct Open {
    at: Position,
    anchor: usize,
    size: u64,
    depth: u32,
    inside: Inside,
}

enum Inside {
    List(Vec<Rc<Node>>),
    Mapping {
        pairs: Vec<Pair>,
        key: Option<Rc<Node>>,
    },
}

#[derive(Default)]
struct Builder {
    root: Option<Measured>,
    documents: u32,
    open: Vec<Open>,
    /// What every anchor stands for. An alias whose anchor is not here yet lies inside it.
    anchors: HashMap<usize, Measured>,
    nodes: usize,
    expanded: u64,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Problem> {
        let at = position(span);
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => {
                self.documents += 1;
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, at),
            Event::Scalar(text, style, anchor, tag) => {
                let tag = tag.map_or(Tag::None, |tag| tag_of(&tag.handle, &tag.suffix));
                let plain = style == ScalarStyle::Plain;
                let kind = Kind::Scalar(Scalar {
                    text: text.into_owned(),
                    plain,
                    tag,
                });
                self.finish(
                    Measured {
                        node: Rc::new(Node { at, kind }),
                        size: 1,
                        depth: 0,
                    },
                    anchor,
                )
            }
            Event::SequenceStart(anchor, _) => self.begin(at, anchor, Inside::List(Vec::new())),
            Event::MappingStart(anchor, _) => self.begin(
                at,
                anchor,
                Inside::Mapping {
                    pairs: Vec::new(),
                    key: None,
                },
            ),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
        }
    }

    fn alias(&mut self, anchor: usize, at: Position) -> Result<(), Problem> {
        let Some(target) = self.anchors.get(&anchor).cloned() else {
            return Err(Problem::error(
                Code::EndlessAlias,
                "",
                "an anchor's value contains itself",
                "Write the value out instead of the alias.",
            )
            .at(at));
        };
        self.expanded = self.expanded.saturating_add(target.size);
        if self.expanded > MAX_EXPANDED {
            return Err(Problem::error(
                Code::TooMany,
                "",
                format!("document contains excessive aliasing: its aliases stand for more than {MAX_EXPANDED} values"),
                "Write the values out instead of nesting aliases.",
            )
            .at(at));
        }
        self.finish(target, 0)
    }

    fn begin(&mut self, at: Position, anchor: usize, inside: Inside) -> Result<(), Problem> {
        if self.open.len() >= MAX_DEPTH as usize {
            return Err(too_deep(at));
        }
        self.open.push(Open {
            at,
            anchor,
            size: 1,
            depth: 0,
            inside,
        });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Problem> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let kind = match open.inside {
            Inside::List(items) => Kind::List(items),
            Inside::Mapping { pairs, .. } => Kind::Mapping(pairs),
        };
        let node = Rc::new(Node { at: open.at, kind });
        self.finish(
            Measured {
                node,
                size: open.size,
                depth: open.depth,
            },
            open.anchor,
        )
    }

    /// Puts a finished value where it belongs: into what is open, or at the root.
    fn finish(&mut self, value: Measured, anchor: usize) -> Result<(), Problem> {
        let at = value.node.at;
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(too_many(at));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        let Some(parent) = self.open.last_mut() else {
            return self.place_root(value);
        };
        parent.size = parent.size.saturating_add(value.size);
        parent.depth = parent.depth.max(value.depth + 1);
        // INVARIANT: nothing deeper than this exists, so reading and dropping a tree may recurse.
        if parent.depth > MAX_DEPTH {
            return Err(too_deep(at));
        }
        match &mut parent.inside {
            Inside::List(items) => items.push(value.node),
            Inside::Mapping { pairs, key } => match key.take() {
                Some(key) => pairs.push(Pair {
                    key,
                    value: value.node,
                }),
                None => *key = Some(value.node),
            },
        }
        Ok(())
    }

    fn place_root(&mut self, value: Measured) -> Result<(), Problem> {
        if self.root.is_none() {
            self.root = Some(value);
            return Ok(());
        }
        if value.node.is_nothing() {
            return Ok(());
        }
        Err(Problem::error(
            Code::SeveralDocuments,
            "",
            "the file holds more than one document; the astro CLI reads the first and drops the others",
            "Put each Deployment in a file of its own.",
        )
        .at(value.node.at))
    }
}

/// The meaning of a tag. A lone `!` asks for the text.
fn tag_of(handle: &str, suffix: &str) -> Tag {
    const CORE: &str = "tag:yaml.org,2002:";
    if handle == "!" && suffix.is_empty() || handle.is_empty() && suffix == "!" {
        return Tag::Text;
    }
    let name = if handle == CORE {
        Some(suffix)
    } else {
        suffix.strip_prefix(CORE).filter(|_| handle.is_empty())
    };
    match name {
        Some("str") => Tag::Text,
        Some("bool") => Tag::Bool,
        Some("int") => Tag::Int,
        Some("float") => Tag::Float,
        Some("null") => Tag::Null,
        Some("timestamp") => Tag::Timestamp,
        Some("binary") => Tag::Binary,
        Some("merge") => Tag::Merge,
        _ => Tag::Other,
    }
}

fn position(span: Span) -> Position {
    Position {
        line: saturate(span.start.line().max(1)),
        column: saturate(span.start.col() + 1),
    }
}

/// What the parser stumbled over, in the words of the command line.
fn syntax(text: &str, error: &ScanError) -> Problem {
    let marker = error.marker();
    let at = Position {
        line: saturate(marker.line().max(1)),
        column: saturate(marker.col() + 1),
    };
    if let Some(line) = tab_indented(text, at.line) {
        return Problem::error(
            Code::TabIndentation,
            "",
            format!(
                "error converting YAML to JSON: yaml: line {line}: found a tab used for indentation"
            ),
            "Indent with spaces; YAML allows no tabs there.",
        )
        .at(Position { line, column: 1 });
    }
    let remedy = match crate::json::error_of(text) {
        Some(json) if text.trim_start().starts_with('{') => {
            format!("Correct the file; read as JSON: {json}.")
        }
        _ => "Correct the file at that line or right above it.".to_owned(),
    };
    Problem::error(
        Code::Syntax,
        "",
        format!(
            "error converting YAML to JSON: yaml: line {}: {}",
            at.line,
            error.info()
        ),
        remedy,
    )
    .at(at)
}

/// The line with a tab in its indentation at which, or right above which, the parser stopped.
fn tab_indented(text: &str, stopped: u32) -> Option<u32> {
    let near = stopped.saturating_sub(1).max(1)..=stopped;
    let lines = text
        .lines()
        .zip(1..)
        .filter(|(_, number)| near.contains(number));
    lines
        .filter(|(line, _)| {
            line.chars()
                .take_while(|c| c.is_whitespace())
                .any(|c| c == '\t')
        })
        .map(|(_, number)| number)
        .next()
}
