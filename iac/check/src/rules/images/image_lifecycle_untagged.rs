//! Images without a tag expire.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::images::lifecycle::policies;

pub(crate) const RULE: Rule = Rule {
    id: "image-lifecycle-untagged",
    severity: Severity::Warning,
    summary: "images without a tag expire",
    why: "images that nothing names are kept, and paid for, for ever",
    source: Some("https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (at, policy) in policies(context, found) {
        let statuses: Vec<_> = policy
            .get("rules")
            .elements()
            .map(|rule| found.text(rule.path_to(["selection", "tagStatus"])))
            .collect();
        let covers = |status: &Option<_>| status.as_ref().is_none_or(|status| status != "tagged");
        if !statuses.is_empty() && !statuses.iter().any(covers) {
            found.report(at, "no rule is for untagged images", "add a rule with the `tagStatus` `untagged`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn of(rules: &serde_json::Value) -> serde_json::Value {
        json!({"aws_ecr_lifecycle_policy": {"a": {"policy": json!({"rules": rules}).to_string()}}})
    }

    #[test]
    fn untagged_images_expire() {
        let rules = |status: &str| {
            of(&json!([{"selection": {"tagStatus": "tagged"}}, {"selection": {"tagStatus": status}}]))
        };
        breaks(
            &RULE,
            rules("tagged"),
            &["aws_ecr_lifecycle_policy.a: policy: no rule is for untagged images"],
        );
        holds(&RULE, rules("untagged"));
        holds(&RULE, rules("any"));
        unjudged(&RULE, rules("${var.x}"));
    }
}
