//! What this repository renders has no finding.

use std::path::Path;

use check::{Subject, Versions, Waiver};
use configuration::Directory;

/// What `environments/shared/bootstrap.toml` waives, and why it stands there.
const WAIVED: [Waiver<'_>; 8] = [
    Waiver { rule: "database-login-named", address: "aws_iam_policy.dev_boundary" },
    Waiver { rule: "database-login-named", address: "aws_iam_policy.prod_boundary" },
    Waiver { rule: "kms-decrypt-key-named", address: "aws_iam_policy.dev_apply" },
    Waiver { rule: "kms-decrypt-key-named", address: "aws_iam_policy.dev_boundary" },
    Waiver { rule: "kms-decrypt-key-named", address: "aws_iam_policy.dev_plan" },
    Waiver { rule: "kms-decrypt-key-named", address: "aws_iam_policy.prod_apply" },
    Waiver { rule: "kms-decrypt-key-named", address: "aws_iam_policy.prod_boundary" },
    Waiver { rule: "kms-decrypt-key-named", address: "aws_iam_policy.prod_plan" },
];

#[test]
fn what_is_rendered_has_no_finding() {
    let generated = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated");
    for root in ["bootstrap", "dev", "prod"] {
        let directory = Directory::read(&generated.join(root)).unwrap();
        let subject = Subject {
            sources: &directory.sources,
            complete: true,
            versions: Versions::Every,
            waivers: &WAIVED,
        };
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
