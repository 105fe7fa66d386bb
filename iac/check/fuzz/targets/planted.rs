//! A mistake that is there to be found: the test command fails if this target does not fall over it.
#![no_main]

use check::Versions;
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some(sources) = check_fuzz::files(bytes) else { return Corpus::Reject };
    if let Ok(outcome) = check_fuzz::outcome(&sources, Versions::Every) {
        // No seed has such a finding: one of many policies must be changed at one place, and the file must stay JSON.
        assert!(
            outcome.findings.iter().all(|finding| finding.rule.id != "policy-version"),
            "the planted mistake"
        );
    }
    Corpus::Keep
});
