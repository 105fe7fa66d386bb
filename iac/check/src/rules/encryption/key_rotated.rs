//! Keys are rotated.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "key-rotated",
    severity: Severity::Warning,
    summary: "a key's material is rotated",
    why: "what was encrypted in years is read with one key that somebody once got hold of",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for key in context.resources("aws_kms_key") {
        // Only symmetric keys that encrypt can be rotated.
        let specification = ["customer_master_key_spec", "key_spec"]
            .into_iter()
            .any(|name| key.get(name).is_present() && !key.get(name).text().is(&"SYMMETRIC_DEFAULT".into()));
        let usage = key.get("key_usage");
        if specification || (usage.is_present() && !usage.text().is(&"ENCRYPT_DECRYPT".into())) {
            continue;
        }
        let at = key.get("enable_key_rotation");
        if found.boolean(at, false) == Some(false) {
            found.report(at, "the key is not rotated", "set `enable_key_rotation` to true");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn keys_are_rotated() {
        let document =
            |rotation: serde_json::Value| json!({"aws_kms_key": {"a": {"enable_key_rotation": rotation}}});
        for off in [json!(null), json!(false), json!("false")] {
            breaks(&RULE, document(off), &["aws_kms_key.a: enable_key_rotation: the key is not rotated"]);
        }
        holds(&RULE, document(json!(true)));
        holds(&RULE, json!({"aws_kms_key": {"a": {"key_usage": "SIGN_VERIFY"}}}));
        unjudged(&RULE, document(json!("${var.rotation}")));
    }
}
