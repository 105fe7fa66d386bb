//! From a tree to the file's shape, over every mistake in it.

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::translate::translate;
use super::{Path, Sources, Tree};
use crate::problem::{Problem, Severity};

/// After this many mistakes the rest waits for the next run: reading starts again after each.
const MOST: usize = 100;

/// Reads a tree, takes out what cannot be read, and reads again, until the rest can be.
pub(crate) fn read<T: DeserializeOwned + Default>(
    tree: &mut Tree<'_>,
    sources: &Sources<'_>,
) -> (T, Vec<Problem>) {
    let mut problems = Vec::new();
    loop {
        let root = Spanned::new(0..0, tree.root().clone());
        let error = match T::deserialize(toml::Deserializer::from(root)) {
            Ok(shape) => return (shape, problems),
            Err(error) => error,
        };
        let span = error.span().unwrap_or(0..0);
        // The keys to the value are in the text alone: `<message>\nin `a.b``.
        let text = error.to_string();
        let keys = text.trim_end().rsplit_once("\nin `").and_then(|(_, keys)| keys.strip_suffix('`'));
        let found = tree.take_out(&span, keys);
        let path = found.first().cloned().unwrap_or_default();
        let refused = translate(error.message(), &path);
        let location = sources.locate(&span).filter(|_| !found.is_empty());
        problems.push(Problem::new(
            Severity::Error,
            path.to_string(),
            refused,
            location.or_else(|| sources.first()),
        ));
        if found.is_empty() || problems.len() >= MOST {
            if let (false, Some(last)) = (found.is_empty(), problems.last_mut()) {
                last.hint = Some("more may be wrong; it is said once this is solved".to_owned());
            }
            tree.dig(Path::default());
            return (T::default(), problems);
        }
    }
}
