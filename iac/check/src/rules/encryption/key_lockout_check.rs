//! KMS looks whether a key's policy leaves somebody who can change it.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "key-lockout-check",
    severity: Severity::Warning,
    summary: "KMS is not told to take a key's policy without looking whether anybody can change it again",
    why: "after one mistake the key can never be managed again",
    source: Some("https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for key in ["aws_kms_key", "aws_kms_key_policy"].into_iter().flat_map(|ty| context.resources(ty)) {
        let at = key.get("bypass_policy_lockout_safety_check");
        if found.boolean(at, false) == Some(true) {
            found.report(at, "KMS does not look at the policy first", "remove the argument");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn kms_looks() {
        let key = |bypass: serde_json::Value| json!({"aws_kms_key": {"a": {"bypass_policy_lockout_safety_check": bypass}}});
        breaks(
            &RULE,
            key(json!(true)),
            &["aws_kms_key.a: bypass_policy_lockout_safety_check: KMS does not look at the policy first"],
        );
        holds(&RULE, key(json!(false)));
        unjudged(&RULE, key(json!("${var.bypass}")));
    }
}
