//! Any files: an answer or an error, never a panic, never a hang.
#![no_main]

use check::{Subject, Versions};
use configuration::Source;
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    // What is not UTF-8 is refused before anything is read.
    let Ok(text) = std::str::from_utf8(bytes) else { return Corpus::Reject };
    let names = ["main.tf.json", "more.tf.json", "override.tf.json"];
    let files = text.splitn(names.len(), "\n---\n").zip(names);
    let sources: Vec<Source> =
        files.map(|(text, name)| Source { name: name.to_owned(), text: text.to_owned() }).collect();
    for versions in [Versions::Every, Versions::Any] {
        let subject = Subject { sources: &sources, complete: true, versions, waivers: &[] };
        match check::check(&subject) {
            Ok(outcome) => {
                for finding in &outcome.findings {
                    assert!(!finding.message.is_empty() && !finding.path.is_empty(), "{finding:?}");
                }
            }
            Err(unreadable) => assert!(!unreadable.is_empty()),
        }
    }
    Corpus::Keep
});
