//! A role has at most as many policies as AWS attaches.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "role-attachments",
    severity: Severity::Warning,
    summary: "at most 10 managed policies are attached to a role, unless the account's quota was raised",
    why: "AWS refuses the eleventh",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
    check,
};

const MOST: usize = 10;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for role in context.resources("aws_iam_role") {
        let Some(granted) = context.policies().grants_of(role.block()) else { continue };
        // What is made perhaps, or several times, does not count for certain.
        let certain = granted.attached.iter().filter(|at| at.block().is_single()).count();
        if certain > MOST && role.block().is_single() {
            let message = format!("{certain} policies are attached to the role, and {MOST} may be");
            found.report(role, message, "put statements together into fewer policies");
        } else if certain < granted.attached.len() {
            found.unjudged(role);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn ten_policies_are_attached() {
        let document = |count: usize, each: Value| {
            let attachment = |at: usize| {
                let policy = format!("arn:aws:iam::aws:policy/P{at}");
                let mut attachment = json!({"role": "${aws_iam_role.a.name}", "policy_arn": policy});
                if each.is_number() {
                    attachment["count"] = each.clone();
                }
                (format!("a{at}"), attachment)
            };
            let attachments: serde_json::Map<String, Value> = (0..count).map(attachment).collect();
            json!({"aws_iam_role": {"a": {}}, "aws_iam_role_policy_attachment": attachments})
        };
        let found = "aws_iam_role.a: : 11 policies are attached to the role, and 10 may be";
        breaks(&RULE, document(11, json!(null)), &[found]);
        holds(&RULE, document(10, json!(null)));
        unjudged(&RULE, document(1, json!(11)));
    }
}
