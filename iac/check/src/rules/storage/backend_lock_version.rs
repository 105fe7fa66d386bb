//! Terraform is new enough to lock by a file.

use configuration::Node;

use super::backend_encrypted::backends;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "backend-lock-version",
    severity: Severity::Warning,
    summary: "where a file locks the state, `required_version` asks for Terraform 1.10 or later",
    why: "an older one does not know `use_lockfile`, and refuses to start",
    source: Some("https://developer.hashicorp.com/terraform/language/backend/s3#state-locking"),
    check,
};

/// The first version with lock files.
const FIRST: (u64, u64) = (1, 10);

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for backend in backends(context) {
        let at = backend.get("use_lockfile");
        if found.boolean(at, false) != Some(true) {
            continue;
        }
        let versions: Vec<Node<'c>> = context
            .configuration
            .others("terraform")
            .map(|block| block.get("required_version"))
            .filter(Node::is_present)
            .collect();
        let texts: Vec<_> = versions.iter().filter_map(|version| found.text(*version)).collect();
        // Every constraint must hold, so one is enough.
        if texts.len() == versions.len() && !texts.iter().any(|text| asks_for_new(text)) {
            let fix = "write `\"required_version\": \">= 1.10\"`";
            found.report(
                versions.first().copied().unwrap_or(at),
                "Terraform before 1.10 is let in, which has no `use_lockfile`",
                fix,
            );
        }
    }
}

/// Whether a constraint leaves out every version before the first.
fn asks_for_new(constraints: &str) -> bool {
    constraints.split(',').any(|constraint| {
        let constraint = constraint.trim();
        let version = constraint.trim_start_matches(['>', '=', '~', ' ']);
        let mut numbers = version.split(['.', '-']).map(str::parse::<u64>);
        let (Some(Ok(major)), minor) = (numbers.next(), numbers.next()) else { return false };
        let is_least = !constraint.starts_with(['<', '!']);
        // `> 1.9` lets 1.9.1 in; `~> 1.9` lets 1.9 in.
        is_least && (major, minor.and_then(Result::ok).unwrap_or(0)) >= FIRST
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{RULE, asks_for_new};
    use crate::testing::{breaks, holds};

    #[test]
    fn terraform_knows_lock_files() {
        let document = |version: Value| json!({"terraform": {"backend": {"s3": {"use_lockfile": true}}, "required_version": version}});
        holds(&RULE, document(json!(">= 1.12.0")));
        let message = "Terraform before 1.10 is let in, which has no `use_lockfile`";
        breaks(
            &RULE,
            document(json!(">= 1.5")),
            &[&format!("terraform: terraform.required_version: {message}")],
        );
        breaks(
            &RULE,
            document(json!(null)),
            &[&format!("terraform: terraform.backend.s3.use_lockfile: {message}")],
        );
        holds(&RULE, json!({"terraform": {"backend": {"s3": {}}}}));
    }

    #[test]
    fn constraints_are_read() {
        for new in [">= 1.10", "~> 1.10.0", "1.12.2", "= 1.10", "> 1.10, < 2", ">=2"] {
            assert!(asks_for_new(new), "{new}");
        }
        for old in ["", ">= 1.9", "~> 1.9", "< 2", "!= 1.11", "> 1", "x"] {
            assert!(!asks_for_new(old), "{old}");
        }
    }
}
