//! A lifecycle policy is JSON of 1 to 50 rules, of at most 30,720 characters.

use configuration::{Json, Read};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "image-lifecycle-json",
    severity: Severity::Error,
    summary: "a lifecycle policy is JSON of 1 to 50 rules, of at most 30,720 characters",
    why: "AWS refuses the policy",
    source: Some("https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"),
    check,
};

const RULES: usize = 50;
const LONGEST: usize = 30_720;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for policy in context.resources("aws_ecr_lifecycle_policy") {
        let at = policy.get("policy");
        let document = match at.document() {
            Read::Known(document) => document,
            Read::Unknown => {
                // Only text without an expression in it is known to be what it is.
                if found.text(at).is_some() {
                    found.report(at, "the policy is no JSON", "write `{\"rules\": […]}`");
                }
                continue;
            }
            Read::Absent => continue,
        };
        let rules = document.get("rules");
        let count = rules.elements().count();
        if !matches!(rules.json(), Some(Json::Array(_))) || count == 0 {
            found.report(at, "the policy has no rules", "write `{\"rules\": […]}`");
        } else if count > RULES {
            found.report(at, format!("the policy has {count} rules"), format!("keep to {RULES}"));
        }
        let length = at.text().known().map_or(0, |text| text.chars().count());
        if length > LONGEST {
            found.report(at, format!("the policy has {length} characters"), format!("keep to {LONGEST}"));
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
    fn policies_have_rules() {
        let text = |policy: &str| json!({"aws_ecr_lifecycle_policy": {"a": {"policy": policy}}});
        let at = "aws_ecr_lifecycle_policy.a: policy";
        breaks(&RULE, text("keep 5"), &[&format!("{at}: the policy is no JSON")]);
        breaks(&RULE, text("{}"), &[&format!("{at}: the policy has no rules")]);
        breaks(&RULE, of(&json!([])), &[&format!("{at}: the policy has no rules")]);
        breaks(&RULE, of(&vec![json!({}); 51].into()), &[&format!("{at}: the policy has 51 rules")]);
        breaks(&RULE, of(&json!(["x".repeat(30_720)])), &[&format!("{at}: the policy has 30734 characters")]);
        holds(&RULE, of(&vec![json!({}); 50].into()));
        unjudged(&RULE, text("${jsonencode(var.x)}"));
    }
}
