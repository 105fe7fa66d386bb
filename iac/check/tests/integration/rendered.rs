//! What this repository renders has no finding.

use std::path::Path;

use check::{Subject, Versions};
use configuration::Directory;

#[test]
fn what_is_rendered_has_no_finding() {
    let generated = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated");
    for root in ["bootstrap", "dev", "prod"] {
        let directory = Directory::read(&generated.join(root)).unwrap();
        let subject =
            Subject { sources: &directory.sources, complete: true, versions: Versions::Every, waivers: &[] };
        let outcome = check::check(&subject).unwrap();
        let said: Vec<String> = outcome
            .findings
            .iter()
            .map(|f| format!("{} {} {}:{}: {}", f.rule.id, f.address, f.file, f.path, f.message))
            .collect();
        assert_eq!(said, [""; 0], "{root}");
        assert!(outcome.checked.resources > 10, "{root}: {:?}", outcome.checked);
    }
}
