//! Logs are encrypted with a key of the account's own.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "log-group-encrypted",
    severity: Severity::Warning,
    summary: "a log group is encrypted with a key of the account's own",
    why: "nobody can say who reads it, or take that right away, by a key that is AWS's",
    source: Some(
        "https://docs.aws.amazon.com/config/latest/developerguide/cloudwatch-log-group-encrypted.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_cloudwatch_log_group") {
        let at = group.get("kms_key_id");
        if !at.is_present() {
            found.report(
                at,
                "the log group has no key",
                "set `kms_key_id` to a key that admits CloudWatch Logs",
            );
        } else if at.text().is(&"".into()) {
            found.report(at, "the log group has no key", "name a key that admits CloudWatch Logs");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn logs_have_a_key() {
        let document =
            |key: serde_json::Value| json!({"aws_cloudwatch_log_group": {"a": {"kms_key_id": key}}});
        for none in [json!(null), json!("")] {
            breaks(
                &RULE,
                document(none),
                &["aws_cloudwatch_log_group.a: kms_key_id: the log group has no key"],
            );
        }
        holds(&RULE, document(json!("${var.key}")));
    }
}
