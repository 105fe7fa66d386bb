//! Policies are managed, not written into roles.

use crate::context::Context;
use crate::found::Found;
use crate::policies::Place;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "role-policy-inline",
    severity: Severity::Warning,
    summary: "a role's rights are managed policies that are attached to it, not written into it",
    why: "what is written into a role has no versions to go back to, and is not seen where an account's policies are listed",
    source: Some("https://docs.aws.amazon.com/config/latest/developerguide/iam-no-inline-policy-check.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for policy in context.policies().all().filter(|policy| policy.place == Place::Inline) {
        let block = policy.at.block();
        let message = "the policy is written into its owner";
        found.secret(
            policy.at,
            message,
            format!("make it an `aws_iam_policy`, and attach that instead of `{}`", block.name),
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn policies_are_attached() {
        breaks(
            &RULE,
            json!({"aws_iam_role": {"a": {"inline_policy": {"name": "x", "policy": "{\"Statement\": []}"}}}}),
            &["aws_iam_role.a: inline_policy.policy: the policy is written into its owner"],
        );
        breaks(
            &RULE,
            json!({"aws_iam_role_policy": {"a": {"role": "x", "policy": "${var.policy}"}}}),
            &["aws_iam_role_policy.a: policy: the policy is written into its owner"],
        );
        // An empty block takes those away that somebody else wrote into it.
        holds(&RULE, json!({"aws_iam_role": {"a": {"inline_policy": [{}]}}}));
        holds(&RULE, json!({"aws_iam_policy": {"a": {"policy": "{\"Statement\": []}"}}}));
    }
}
