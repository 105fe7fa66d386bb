//! Any files: an answer or an error, never a panic, never a hang.
#![no_main]

use check::Versions;
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some(sources) = check_fuzz::files(bytes) else { return Corpus::Reject };
    for versions in [Versions::Every, Versions::Any] {
        match check_fuzz::outcome(&sources, versions) {
            Ok(outcome) => {
                for finding in &outcome.findings {
                    assert!(!finding.message.is_empty() && !finding.path.is_empty(), "{finding:?}");
                }
                // Every way of telling it, too.
                let told = [check::report::json(&outcome), check::report::sarif(&outcome)];
                assert!(told.iter().all(|told| told.starts_with('{')), "{told:?}");
                assert!(!check::report::text(".", &outcome).is_empty());
            }
            Err(unreadable) => assert!(!unreadable.is_empty()),
        }
    }
    Corpus::Keep
});
