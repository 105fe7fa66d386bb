//! Terraform's state is locked while somebody applies.

use super::backend_encrypted::backends;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "backend-locked",
    severity: Severity::Warning,
    summary: "the state that Terraform keeps in S3 is locked while somebody applies",
    why: "two that apply at once overwrite each other's state",
    source: Some("https://developer.hashicorp.com/terraform/language/backend/s3#state-locking"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for backend in backends(context) {
        let table = ["dynamodb_table", "lock_table"].into_iter().any(|name| backend.get(name).is_present());
        let at = backend.get("use_lockfile");
        if !table && found.boolean(at, false) == Some(false) {
            found.report(at, "nothing locks the state", "set `use_lockfile` to true");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn states_are_locked() {
        let document = |backend: Value| json!({"terraform": [{"backend": [{"s3": backend}]}]});
        breaks(
            &RULE,
            document(json!({"bucket": "app"})),
            &["terraform: terraform[0].backend[0].s3.use_lockfile: nothing locks the state"],
        );
        holds(&RULE, document(json!({"use_lockfile": true})));
        holds(&RULE, document(json!({"dynamodb_table": "locks"})));
    }
}
