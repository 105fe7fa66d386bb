//! Files as trees, with override files merged.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::json::Json;
use crate::merge::{self, Overridden};

/// A file: its name, as seen from where somebody looks, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name, such as `network.tf.json`.
    pub name: String,
    /// The text.
    pub text: String,
}

/// A file and what it says.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The file's name.
    pub name: &'a str,
    /// What it says.
    pub tree: Json<'a>,
}

/// The files of one directory, by name, with the override files merged into the others.
#[derive(Debug)]
pub struct Documents<'a> {
    /// The documents. Those of override files are what nothing else declares.
    pub documents: Vec<Document<'a>>,
    /// Arguments that an override file sets.
    pub(crate) overridden: Overridden<'a>,
    /// Whether these are all of the directory's files. If not, what is not found may be somewhere else.
    pub complete: bool,
}

/// A file that is not what Terraform reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// The column, from 1; 0 where the whole file or line is meant.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl<'a> Documents<'a> {
    /// Reads the files of one directory.
    ///
    /// # Errors
    /// Everything that is no JSON, with its place.
    pub fn parse(sources: &'a [Source]) -> Result<Self, Vec<Unreadable>> {
        let mut unreadable = Vec::new();
        let (mut documents, mut overrides) = (Vec::with_capacity(sources.len()), Vec::new());
        for (source, tree) in sources.iter().zip(trees(sources)) {
            match tree {
                Ok(tree) => {
                    let document = Document { name: &source.name, tree };
                    if is_override(&source.name) {
                        overrides.push(document);
                    } else {
                        documents.push(document);
                    }
                }
                Err(error) => unreadable.push(Unreadable::new(&source.name, &error)),
            }
        }
        if !unreadable.is_empty() {
            return Err(unreadable);
        }
        let overridden = merge::merge(&mut documents, overrides);
        Ok(Self { documents, overridden, complete: true })
    }

    /// The override file that sets an argument of a block, which is named by its keyword and labels; nothing, if none does.
    #[must_use]
    pub fn set_by(&self, block: &[&str], argument: &str) -> Option<&'a str> {
        self.overridden.get(&merge::key(block))?.get(argument).copied()
    }

    /// Says that the directory has files that were not read.
    #[must_use]
    pub fn incomplete(self) -> Self {
        Self { complete: false, ..self }
    }
}

/// What each file says. Two threads take one file after another.
fn trees(sources: &[Source]) -> Vec<serde_json::Result<Json<'_>>> {
    /// Less is parsed before a thread has begun.
    const MUCH: usize = 20_000;
    fn parse(source: &Source) -> serde_json::Result<Json<'_>> {
        Json::parse(source.text.strip_prefix('\u{feff}').unwrap_or(&source.text))
    }
    if sources.iter().map(|source| source.text.len()).sum::<usize>() < MUCH {
        return sources.iter().map(parse).collect();
    }
    let left = Mutex::new(sources.iter().enumerate());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let take = || std::iter::from_fn(next).map(|(at, source)| (at, parse(source))).collect::<Vec<_>>();
    let mut trees = std::thread::scope(|scope| {
        let other = scope.spawn(take);
        let mut trees = take();
        trees.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        trees
    });
    trees.sort_unstable_by_key(|(at, _)| *at);
    trees.into_iter().map(|(_, tree)| tree).collect()
}

/// Whether Terraform merges the file into the others. <https://developer.hashicorp.com/terraform/language/files/override>
fn is_override(name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.strip_suffix(".tf.json").unwrap_or(name);
    stem == "override" || stem.ends_with("_override")
}

impl Unreadable {
    fn new(file: &str, error: &serde_json::Error) -> Self {
        let message = error.to_string();
        // serde's own words for the place, which is said already.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = message.strip_suffix(&place).unwrap_or(&message).to_owned();
        Self { file: file.to_owned(), line: error.line(), column: error.column(), message }
    }

    /// A file that could not be read at all.
    pub(crate) fn whole(file: String, message: String) -> Self {
        Self { file, line: 0, column: 0, message }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::{Documents, Source, is_override};

    fn source(name: &str, text: &str) -> Source {
        Source { name: name.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn every_broken_file_is_reported_with_its_place() {
        let sources = [source("a.tf.json", "{}"), source("b.tf.json", "{\n  x"), source("c.tf.json", "")];
        let unreadable = Documents::parse(&sources).unwrap_err();
        let said: Vec<String> = unreadable.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["b.tf.json:2:3: key must be a string", "c.tf.json:1:0: EOF while parsing a value"]);
        assert!(Documents::parse(&[source("a.tf.json", "\u{feff}{}")]).is_ok());
    }

    #[test]
    fn override_files_are_known_by_their_names() {
        for name in ["override.tf.json", "x_override.tf.json", "a/b/override.tf.json"] {
            assert!(is_override(name), "{name}");
        }
        for name in ["overrides.tf.json", "myoverride.tf.json", "override_x.tf.json"] {
            assert!(!is_override(name), "{name}");
        }
    }
}
