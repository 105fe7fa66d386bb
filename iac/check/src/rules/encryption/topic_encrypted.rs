//! Topics are encrypted.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "topic-encrypted",
    severity: Severity::Warning,
    summary: "a topic's messages are encrypted at rest",
    why: "SNS keeps messages in plain text until they are delivered",
    source: Some("https://docs.aws.amazon.com/config/latest/developerguide/sns-encrypted-kms.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for topic in context.resources("aws_sns_topic") {
        let at = topic.get("kms_master_key_id");
        if !at.is_present() || at.text().is(&"".into()) {
            found.report(
                at,
                "the topic is not encrypted",
                "set `kms_master_key_id` to a key of the account's own",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn topics_have_a_key() {
        let document = |key: serde_json::Value| json!({"aws_sns_topic": {"a": {"kms_master_key_id": key}}});
        for none in [json!(null), json!("")] {
            breaks(
                &RULE,
                document(none),
                &["aws_sns_topic.a: kms_master_key_id: the topic is not encrypted"],
            );
        }
        holds(&RULE, document(json!("${var.key}")));
    }
}
