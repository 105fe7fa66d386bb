//! Text that is not TOML, or is so only in parts.

use std::ops::Range;

use aws::limits::Refused;
use toml::de::{DeTable, DeValue};

use super::merge::shift;
use super::source::Source;
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
    let mut parsed =
        Parsed { table: DeTable::new(), unread: Vec::new(), is_sound: true, problems: Vec::new() };
    let mut lines = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let (path, value) = around(root.get_ref(), &source.text, &span);
        let repeated = error.message().starts_with("duplicate key");
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
        let refused = if repeated {
            let key = source.text.get(span.clone()).unwrap_or("the key");
            Refused::new(format!("`{key}` is given twice")).hint("keep one of the two")
        } else {
            words(error.message())
        };
        let path = path.map(|path| path.to_string()).unwrap_or_default();
        parsed.problems.push(Problem::new(Severity::Error, path, refused, Some(location)));
    }
    parsed.problems.sort_by(|a, b| a.position().cmp(&b.position()));
    parsed.table = shift(root.into_inner(), start);
    parsed
}

/// The parser's words, and a way out where it is known.
fn words(message: &str) -> Refused {
    let message = message.strip_suffix(", expected nothing").unwrap_or(message);
    let unquoted = [
        "string values must be quoted",
        "invalid float",
        "invalid integer",
        "invalid boolean",
        "invalid datetime",
    ];
    if unquoted.iter().any(|start| message.starts_with(start)) {
        let message = message.split(", expected").next().unwrap_or(message);
        return Refused::new(format!("not TOML: {message}")).hint("put text in quotes");
    }
    Refused::new(format!("not TOML: {message}"))
}

/// The key and the one-line value that an offset is in, with the value's span.
fn around(table: &DeTable<'_>, text: &str, span: &Range<usize>) -> (Option<Path>, Option<Range<usize>>) {
    let mut best = (None, None);
    descend(table, &Path::default(), &mut |path, key, value| {
        let touches = |range: &Range<usize>| range.start <= span.start && span.start <= range.end;
        let one_line =
            text.get(key.start.min(value.start)..value.end).is_some_and(|text| !text.contains('\n'));
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
