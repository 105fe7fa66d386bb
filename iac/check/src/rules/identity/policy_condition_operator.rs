//! Conditions compare by an operator that there is.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-condition-operator",
    severity: Severity::Error,
    summary: "a condition compares by an operator that IAM knows",
    why: "AWS refuses the policy as malformed",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    ),
    check,
};

const OPERATORS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnNotEquals",
    "ArnLike",
    "ArnNotLike",
    "Null",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, statement) in context.policies().statements(found, |_| true) {
        for condition in &statement.conditions {
            let Some(operator) = &condition.operator else {
                found.unjudged(condition.at);
                continue;
            };
            if !is_known(operator) {
                let message = format!("`{operator}` is no operator of conditions");
                found.report(
                    condition.at,
                    message,
                    "use one that IAM's documentation names, such as `StringEquals`",
                );
            }
        }
    }
}

/// Case does not matter to IAM.
fn is_known(operator: &str) -> bool {
    let operator = operator.to_ascii_lowercase();
    let single = operator.strip_prefix("forallvalues:").or_else(|| operator.strip_prefix("foranyvalue:"));
    let single = single.unwrap_or(&operator);
    let plain = single.strip_suffix("ifexists").unwrap_or(single);
    let is = |name: &str| OPERATORS.iter().any(|known| known.eq_ignore_ascii_case(name));
    is(plain) && (plain == single || plain != "null")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::managed;
    use super::{RULE, is_known};
    use crate::testing::{breaks, holds};

    #[test]
    fn operators_are_known() {
        let document =
            |operator: &str| managed(&json!({"Condition": {operator: {"aws:SourceAccount": "1"}}}));
        breaks(
            &RULE,
            document("StringEqual"),
            &[
                "aws_iam_policy.a: policy.Statement[0].Condition.StringEqual[\"aws:SourceAccount\"]: `StringEqual` is no operator of conditions",
            ],
        );
        for operator in ["StringEquals", "ForAllValues:StringLikeIfExists", "stringequals", "Null"] {
            holds(&RULE, document(operator));
        }
        for operator in ["", "NullIfExists", "ForSome:StringEquals", "IfExists"] {
            assert!(!is_known(operator), "{operator}");
        }
    }
}
