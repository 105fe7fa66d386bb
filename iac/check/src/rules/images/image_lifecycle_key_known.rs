//! A lifecycle policy has no key that ECR does not know.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::images::lifecycle::policies;

pub(crate) const RULE: Rule = Rule {
    id: "image-lifecycle-key-known",
    severity: Severity::Error,
    summary: "every key of a lifecycle policy is one that ECR knows",
    why: "AWS refuses the policy",
    source: Some("https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"),
    check,
};

const POLICY: &[&str] = &["rules"];
const OF_RULE: &[&str] = &["rulePriority", "description", "selection", "action"];
const SELECTION: &[&str] = &[
    "tagStatus",
    "tagPatternList",
    "tagPrefixList",
    "storageClass",
    "countType",
    "countUnit",
    "countNumber",
];
const ACTION: &[&str] = &["type", "targetStorageClass"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, policy) in policies(context, found) {
        judge(policy, POLICY, found);
        for rule in policy.get("rules").elements() {
            judge(rule, OF_RULE, found);
            judge(rule.get("selection"), SELECTION, found);
            judge(rule.get("action"), ACTION, found);
        }
    }
}

fn judge<'c>(node: Node<'c>, known: &[&str], found: &mut Found<'_, 'c>) {
    for (key, at) in node.members() {
        if !known.contains(&key) {
            let message = format!("ECR knows no `{key}` here");
            found.report(at, message, format!("choose of {}", known.join(", ")));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn keys_are_known() {
        let policy = |key: &str| {
            let selection = json!({"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 5});
            let rule =
                json!({"rulePriority": 1, key: "x", "selection": selection, "action": {"type": "expire"}});
            json!({"aws_ecr_lifecycle_policy": {"a": {"policy": json!({"rules": [rule]}).to_string()}}})
        };
        breaks(
            &RULE,
            policy("priority"),
            &["aws_ecr_lifecycle_policy.a: policy.rules[0].priority: ECR knows no `priority` here"],
        );
        holds(&RULE, policy("description"));
        unjudged(&RULE, json!({"aws_ecr_lifecycle_policy": {"a": {"policy": "${var.policy}"}}}));
    }
}
