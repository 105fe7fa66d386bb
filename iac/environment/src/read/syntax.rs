//! Text that is not TOML, or is so only in parts.

use std::ops::Range;

use aws::limits::Refused;
use toml::de::{DeTable, DeValue};

use super::source::Source;
use super::tree::shift;
use super::{Path, Segment};
use crate::problem::{Problem, Severity};

/// What one file says, with spans from `start` on.
pub(crate) struct Parsed<'i> {
    pub(crate) table: DeTable<'i>,
    /// Spans of values that could not be read; what they should have been has been reported.
    pub(crate) unread: Vec<Range<usize>>,
    /// Whether the rest can be trusted: every problem was with one value or one repeated key.
    pub(crate) is_sound: bool,
    pub(crate) problems: Vec<Problem>,
}

/// Parses a file, reporting everything that is not TOML.
pub(crate) fn parse(source: &Source, start: usize) -> Parsed<'_> {
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    let mut parsed = Parsed {
        table: DeTable::new(),
        unread: Vec::new(),
        is_sound: true,
        problems: Vec::new(),
    };
    let mut lines = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let (path, value) = around(root.get_ref(), &source.text, &span);
        let (message, expected) = words(error.message());
        let repeated = message == "duplicate key";
        if !repeated {
            match value {
                Some(value) => parsed.unread.push(value.start + start..value.end + start),
                None => parsed.is_sound = false,
            }
        }
        let location = source.locate(&span);
        let line = location.excerpt.as_ref().map_or(0, |excerpt| excerpt.line);
        // One mistake often upsets the parser several times.
        if lines.contains(&line) {
            continue;
        }
        lines.push(line);
        let message = if repeated {
            "the key is given twice".to_owned()
        } else {
            format!("not TOML: {message}")
        };
        let mut refused = Refused::new(message);
        refused.allowed = expected;
        if repeated {
            refused.hint = Some("keep one of the two".to_owned());
        }
        let path = path.map(|path| path.to_string()).unwrap_or_default();
        parsed
            .problems
            .push(Problem::new(Severity::Error, path, refused, Some(location)));
    }
    parsed.table = shift(root.into_inner(), start);
    parsed
}

/// The parser's words: what is wrong, and what it would have taken.
fn words(message: &str) -> (String, Option<String>) {
    match message.split_once(", expected ") {
        Some((message, expected)) if expected != "nothing" => (message.to_owned(), Some(expected.to_owned())),
        Some((message, _)) => (message.to_owned(), None),
        None => (message.to_owned(), None),
    }
}

/// The key and the one-line value that an offset is in, with the value's span.
fn around(table: &DeTable<'_>, text: &str, span: &Range<usize>) -> (Option<Path>, Option<Range<usize>>) {
    let mut best = (None, None);
    descend(table, &Path::default(), &mut |path, key, value| {
        let touches = |range: &Range<usize>| range.start <= span.start && span.start <= range.end;
        let one_line = text
            .get(key.start.min(value.start)..value.end)
            .is_some_and(|text| !text.contains('\n'));
        if one_line && touches(&value) {
            best = (Some(path.clone()), Some(value));
        } else if touches(&key) && best.0.is_none() {
            best.0 = Some(path.clone());
        }
    });
    best
}

fn descend(table: &DeTable<'_>, path: &Path, visit: &mut impl FnMut(&Path, Range<usize>, Range<usize>)) {
    for (key, value) in table {
        let path = path.join(Segment::from(key.get_ref().as_ref()));
        match value.get_ref() {
            DeValue::Table(below) => descend(below, &path, visit),
            _ => visit(&path, key.span(), value.span()),
        }
    }
}
