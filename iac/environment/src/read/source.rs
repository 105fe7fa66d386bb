//! Files' texts, laid end to end: an offset says which file, line and column.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::problem::{Excerpt, Location};

/// A file's name, as seen from the workspace's root, and its text.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) name: Arc<str>,
    pub(crate) text: String,
    /// Where each line starts, once somebody asks.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    /// A file that has been read, or text that never was one.
    #[must_use]
    pub(crate) fn new(name: &str, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// The number of a line, from 1, and where it starts.
    fn line(&self, offset: usize) -> (usize, usize) {
        let lines = self.lines.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect()
        });
        let number = lines.partition_point(|start| *start <= offset);
        (number, lines.get(number.saturating_sub(1)).copied().unwrap_or(0))
    }

    pub(crate) fn whole(&self) -> Location {
        Location { file: Arc::clone(&self.name), excerpt: None }
    }

    pub(crate) fn locate(&self, span: &Range<usize>) -> Location {
        let text = self.text.as_str();
        let start = floor(text, span.start);
        let (number, line_start) = self.line(start);
        let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let line = text[line_start..line_end].trim_end_matches('\r').trim_start_matches('\u{feff}');
        let before = text[line_start..start].trim_start_matches('\u{feff}').chars().count();
        let meant = text[start..floor(text, span.end.max(start)).min(line_end)].trim_end().chars().count();
        let line = without_passwords(&line.replace(char::is_control, " "));
        let excerpt = Excerpt {
            line: number,
            column: before + 1,
            width: meant.max(1),
            text: line.trim_end().to_owned(),
        };
        Location { file: Arc::clone(&self.name), excerpt: Some(excerpt) }
    }
}

/// A line with stars for the password of every `scheme://user:password@host`: what is printed is logged.
fn without_passwords(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("://") {
        shown.push_str(before);
        shown.push_str("://");
        let authority = after.split(['/', '?', '#', '"', '\'', ' ']).next().unwrap_or_default();
        rest = after;
        if let Some((user, password)) = authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':'))
        {
            shown.push_str(user);
            shown.push(':');
            shown.extend(password.chars().map(|_| '*'));
            rest = &after[user.len() + 1 + password.len()..];
        }
    }
    shown.push_str(rest);
    shown
}

/// The closest character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Files' texts, laid end to end.
pub(crate) struct Sources<'i>(Vec<(usize, &'i Source)>);

impl<'i> Sources<'i> {
    pub(crate) fn new(sources: &[&'i Source]) -> Self {
        let mut start = 0;
        let with_start = |source: &&'i Source| {
            let entry = (start, *source);
            // One more than the text, so that the end of one file is not the start of the next.
            start += source.text.len() + 1;
            entry
        };
        Self(sources.iter().map(with_start).collect())
    }

    /// Each file with the offset at which it starts.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &'i Source)> {
        self.0.iter().copied()
    }

    /// The file that an offset is in.
    pub(crate) fn file(&self, offset: usize) -> Option<(usize, &'i Source)> {
        self.0.iter().rev().find(|(start, _)| *start <= offset).copied()
    }

    pub(crate) fn locate(&self, span: &Range<usize>) -> Option<Location> {
        let (start, source) = self.file(span.start)?;
        Some(source.locate(&(span.start - start..span.end.saturating_sub(start))))
    }

    /// The file that the values come from first: the environment's, not the defaults.
    pub(crate) fn first(&self) -> Option<Location> {
        self.0.first().map(|(_, source)| source.whole())
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, Sources};

    #[test]
    fn passwords_are_not_shown() {
        let shown =
            super::without_passwords("a = \"db://u:hünter@h:1/x\", \"https://h:2/\", \"redis://:p@h\"");
        assert_eq!(shown, "a = \"db://u:******@h:1/x\", \"https://h:2/\", \"redis://:*@h\"");
    }

    #[test]
    fn an_offset_is_a_file_a_line_and_a_column() {
        let (a, b) = (Source::new("a", "x\né = 1\r\n"), Source::new("b", "y = 22\n"));
        let sources = Sources::new(&[&a, &b]);
        assert_eq!(sources.locate(&(7..8)).unwrap().to_string(), "a:2:5");
        let end = sources.locate(&(10..10)).unwrap();
        assert_eq!(end.to_string(), "a:3:1");
        let second = sources.locate(&(15..17)).unwrap();
        assert_eq!(second.to_string(), "b:1:5");
        assert_eq!(second.excerpt.unwrap().to_string(), "  |\n1 | y = 22\n  |     ^^\n");
        assert!(sources.locate(&(99..100)).is_some());
    }
}
