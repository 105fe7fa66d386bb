//! No two rules of a lifecycle policy have the same priority, and one for any image has the highest.

use std::collections::HashSet;

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::images::lifecycle::policies;

pub(crate) const RULE: Rule = Rule {
    id: "image-lifecycle-priority",
    severity: Severity::Error,
    summary: "no two rules of a lifecycle policy have the same priority, and one for any image has the highest",
    why: "AWS refuses the policy",
    source: Some("https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, policy) in policies(context, found) {
        let mut taken = HashSet::new();
        let mut any: Option<(i64, Node<'c>)> = None;
        for rule in policy.get("rules").elements() {
            let at = rule.get("rulePriority");
            let Some(priority) = found.integer(at) else { continue };
            if !taken.insert(priority) {
                found.report(
                    at,
                    format!("another rule has priority {priority}, too"),
                    "give each a priority of its own",
                );
            }
            if found.text(rule.path_to(["selection", "tagStatus"])).is_some_and(|status| status == "any") {
                if any.is_some() {
                    found.report(at, "another rule is for any image, too", "keep to one of them");
                }
                any = Some((priority, at));
            }
        }
        if let Some((priority, at)) = any
            && let Some(higher) = taken.iter().find(|other| **other > priority)
        {
            let message = format!("the rule for any image has priority {priority}, and another has {higher}");
            found.report(at, message, "give the rule for any image the highest number");
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
    fn rules_are_in_order() {
        let two = |one: serde_json::Value, other: serde_json::Value, status: &str| {
            of(&json!([
                {"rulePriority": one, "selection": {"tagStatus": status}},
                {"rulePriority": other, "selection": {"tagStatus": "untagged"}},
            ]))
        };
        let at = "aws_ecr_lifecycle_policy.a: policy.rules";
        breaks(
            &RULE,
            two(json!(1), json!(1), "tagged"),
            &[&format!("{at}[1].rulePriority: another rule has priority 1, too")],
        );
        breaks(
            &RULE,
            two(json!(1), json!(2), "any"),
            &[&format!("{at}[0].rulePriority: the rule for any image has priority 1, and another has 2")],
        );
        holds(&RULE, two(json!(2), json!(1), "any"));
        unjudged(&RULE, two(json!("${var.x}"), json!(1), "any"));
    }
}
