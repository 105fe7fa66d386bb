//! A key that encrypts something is enabled.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "key-enabled",
    severity: Severity::Error,
    summary: "a customer-managed key is enabled",
    why: "nothing that it encrypts can be read or written: no log line, no image, no secret",
    source: Some("https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for key in context.resources("aws_kms_key") {
        if found.boolean(key.get("is_enabled"), true) == Some(false) {
            found.report(
                key.get("is_enabled"),
                "the key is disabled",
                "leave `is_enabled` out, or set it to true",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn keys_are_enabled() {
        let document = |enabled: serde_json::Value| json!({"aws_kms_key": {"a": {"is_enabled": enabled}}});
        breaks(&RULE, document(json!(false)), &["aws_kms_key.a: is_enabled: the key is disabled"]);
        holds(&RULE, document(json!(true)));
        holds(&RULE, document(json!(null)));
        unjudged(&RULE, document(json!("${var.enabled}")));
    }
}
