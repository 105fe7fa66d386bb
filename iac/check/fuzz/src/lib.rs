//! What every target does with the bytes that it is given.

use check::{Outcome, Subject, Versions};
use configuration::{Source, Unreadable};

/// The files of a directory, one of them an override, from bytes that lines of `---` divide. None, if they are not UTF-8:
/// such a file is refused before anything is read of it.
pub fn files(bytes: &[u8]) -> Option<Vec<Source>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let names = ["main.tf.json", "more.tf.json", "override.tf.json"];
    let files = text.splitn(names.len(), "\n---\n").zip(names);
    Some(files.map(|(text, name)| Source { name: name.to_owned(), text: text.to_owned() }).collect())
}

/// What the check says of the files.
pub fn outcome(sources: &[Source], versions: Versions) -> Result<Outcome, Vec<Unreadable>> {
    check::check(&Subject { sources, complete: true, versions, waivers: &[] })
}
