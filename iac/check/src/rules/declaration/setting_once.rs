//! What a thing has once is declared once.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "setting-once",
    severity: Severity::Error,
    summary: "a repository, topic, key or web ACL has one policy, one lifecycle, one log, each declared by one resource",
    why: "each resource overwrites what the other wrote, with every apply",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecr_lifecycle_policy",
    ),
    check,
};

/// A type, and the argument that says what it is about.
const SETTINGS: &[(&str, &str)] = &[
    ("aws_ecr_lifecycle_policy", "repository"),
    ("aws_ecr_repository_policy", "repository"),
    ("aws_kms_key_policy", "key_id"),
    ("aws_sns_topic_policy", "arn"),
    ("aws_wafv2_web_acl_association", "resource_arn"),
    ("aws_wafv2_web_acl_logging_configuration", "resource_arn"),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, argument) in SETTINGS {
        let mut known = HashMap::new();
        for node in context.resources(ty) {
            let at = node.get(argument);
            let Some(target) = found.target(at) else { continue };
            if !node.block().is_single() || !target.block.is_single() {
                found.unjudged(at);
                continue;
            }
            let address = node.block().address();
            if let Some(other) = known.insert(target.block.address(), address) {
                found.report(at, format!("`{other}` is about the same"), "put both into one resource");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn settings_are_declared_once() {
        for (ty, argument) in super::SETTINGS {
            let of = |about: &str| {
                json!({
                    *ty: {"a": {*argument: "${aws_sns_topic.a.arn}"}, "b": {*argument: about}},
                    "aws_sns_topic": {"a": {}, "b": {}},
                })
            };
            breaks(
                &RULE,
                of("${aws_sns_topic.a.arn}"),
                &[&format!("{ty}.b: {argument}: `{ty}.a` is about the same")],
            );
            holds(&RULE, of("${aws_sns_topic.b.arn}"));
            unjudged(&RULE, of("${var.x}"));
        }
    }
}
