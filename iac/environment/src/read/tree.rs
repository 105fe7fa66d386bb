//! The tree of a file's values, each with its span.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::{Path, Segment};

type Value<'i> = Spanned<DeValue<'i>>;

/// What the files say together, and what was taken out because it has been reported.
pub(crate) struct Tree<'i> {
    /// As it was before anything was taken out: for paths and spans in reports.
    pristine: DeTable<'i>,
    /// What is left, once something was taken out.
    reduced: Option<DeTable<'i>>,
    holes: Vec<Path>,
}

/// The spans of something in a tree.
pub(crate) struct Place {
    pub(crate) key: Range<usize>,
    pub(crate) value: Range<usize>,
    pub(crate) is_table: bool,
}

impl<'i> Tree<'i> {
    pub(crate) fn new(root: DeTable<'i>) -> Self {
        Self { pristine: root, reduced: None, holes: Vec::new() }
    }

    pub(crate) fn root(&self) -> &DeTable<'i> {
        self.reduced.as_ref().unwrap_or(&self.pristine)
    }

    /// Whether something was taken out at this path or above it.
    pub(crate) fn is_hole(&self, path: &Path) -> bool {
        self.holes.iter().any(|hole| hole.is_above(path))
    }

    /// Whether nothing was taken out at this path, above it or below it.
    pub(crate) fn is_intact(&self, path: &Path) -> bool {
        !self.holes.iter().any(|hole| hole.is_above(path) || path.is_above(hole))
    }

    /// Declares that nothing is known below this path.
    pub(crate) fn dig(&mut self, path: Path) {
        self.holes.push(path);
    }

    /// The path in the file of something in what is left: an array that lost an element counts otherwise.
    pub(crate) fn original(&self, path: &Path) -> Path {
        let mut original = Path::default();
        for segment in &path.0 {
            let mut segment = segment.clone();
            if let Segment::Index(index) = &mut segment {
                let lost = self.holes.iter().filter_map(|hole| match hole.0.split_last() {
                    Some((Segment::Index(lost), array)) if *array == *original.0 => Some(*lost),
                    _ => None,
                });
                let lost: BTreeSet<usize> = lost.collect();
                for lost in lost {
                    *index += usize::from(lost <= *index);
                }
            }
            original.0.push(segment);
        }
        original
    }

    /// Where something is.
    pub(crate) fn place(&self, path: &Path) -> Option<Place> {
        let (first, rest) = path.0.split_first()?;
        let Segment::Key(first) = first else { return None };
        let (key, mut value) = self.pristine.get_key_value(first.as_str())?;
        let mut key = key.span();
        for segment in rest {
            match (segment, value.get_ref()) {
                (Segment::Key(next), DeValue::Table(table)) => {
                    let (next, below) = table.get_key_value(next.as_str())?;
                    key = next.span();
                    value = below;
                }
                (Segment::Index(index), DeValue::Array(array)) => {
                    value = array.get(*index)?;
                    key = value.span();
                }
                _ => return None,
            }
        }
        Some(Place { key, value: value.span(), is_table: matches!(value.get_ref(), DeValue::Table(_)) })
    }

    /// Takes out what has that span, as key or as value; the paths it had, the first being the one to speak of.
    ///
    /// The tables that a header opens on the way to its own all have the header's span: `keys` says which is meant.
    pub(crate) fn take_out(&mut self, span: &Range<usize>, keys: Option<&str>) -> Vec<Path> {
        let mut found = Vec::new();
        search(&self.pristine, &mut Path::default(), span, &mut found);
        let named = found.iter().find(|path| keys.is_some_and(|keys| path.keys() == keys));
        let Some(meant) = named.or(found.last()).cloned() else {
            return found;
        };
        // The same value may stand elsewhere, too: what services have of `service_defaults`.
        found.retain(|path| path.0.last() == meant.0.last());
        let reduced = self.reduced.get_or_insert_with(|| self.pristine.clone());
        for path in &found {
            remove(reduced, &path.0, span);
        }
        found.retain(|path| *path != meant);
        found.insert(0, meant);
        self.holes.extend(found.iter().cloned());
        found
    }
}

fn search(table: &DeTable<'_>, path: &mut Path, span: &Range<usize>, found: &mut Vec<Path>) {
    for (key, value) in table {
        path.0.push(Segment::from(key.get_ref().as_ref()));
        if key.span() == *span || value.span() == *span {
            found.push(path.clone());
        }
        search_value(value, path, span, found);
        path.0.pop();
    }
}

fn search_value(value: &Value<'_>, path: &mut Path, span: &Range<usize>, found: &mut Vec<Path>) {
    match value.get_ref() {
        DeValue::Table(table) => search(table, path, span, found),
        DeValue::Array(array) => {
            for (index, value) in array.iter().enumerate() {
                path.0.push(Segment::Index(index));
                if value.span() == *span {
                    found.push(path.clone());
                }
                search_value(value, path, span, found);
                path.0.pop();
            }
        }
        _ => {}
    }
}

/// Removes what is at a path, if it is still there; an element of an array is known by its span, as others may be gone.
fn remove(table: &mut DeTable<'_>, path: &[Segment], span: &Range<usize>) {
    let Some((Segment::Key(key), below)) = path.split_first() else {
        return;
    };
    if below.is_empty() {
        table.remove(key.as_str());
    } else if let Some(value) = table.get_mut(key.as_str()) {
        remove_below(value, below, span);
    }
}

fn remove_below(value: &mut Value<'_>, path: &[Segment], span: &Range<usize>) {
    match value.get_mut() {
        DeValue::Table(table) => remove(table, path, span),
        DeValue::Array(array) => {
            let all = std::mem::replace(array, DeArray::new()).into_iter();
            let below = path.get(1..).unwrap_or_default();
            let kept = all.filter(|value| !below.is_empty() || value.span() != *span).map(|mut value| {
                if !below.is_empty() {
                    remove_below(&mut value, below, span);
                }
                value
            });
            *array = kept.collect();
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{DeTable, Tree};
    use crate::read::at;

    fn parse(text: &str) -> DeTable<'_> {
        DeTable::parse(text).unwrap().into_inner()
    }

    #[test]
    fn what_was_taken_out_keeps_its_place() {
        let mut tree = Tree::new(parse("a = [1, 2]\nb = 1\n"));
        let span = tree.place(&at!["a", 0]).unwrap().value;
        assert_eq!(tree.take_out(&span, None), [at!["a", 0]]);
        assert!(tree.is_hole(&at!["a", 0]) && !tree.is_intact(&at!["a"]) && tree.is_intact(&at!["b"]));
        assert!(tree.place(&at!["a", 1]).is_some());
        assert_eq!(tree.original(&at!["a", 0]), at!["a", 1]);
    }
}
