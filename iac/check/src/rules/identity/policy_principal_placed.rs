//! A policy of a resource names a principal, and one of an identity none.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-principal-placed",
    severity: Severity::Error,
    summary: "a statement has a principal in the policy of a resource and in a role's trust, and none in the policy of an identity",
    why: "AWS refuses the policy as malformed",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    ),
    check,
};

/// The kinds of principal. <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
const KINDS: &[&str] = &["AWS", "Service", "Federated", "CanonicalUser", "*"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (place, statement) in context.policies().statements(found, |_| true) {
        let principals = &statement.principals;
        if place.is_identity() {
            if principals.is_present {
                let message = "the policy is attached to a role, which is its principal, and names one";
                found.report(principals.at, message, "leave `Principal` out");
            }
        } else if !principals.is_present {
            let message = "the policy of a resource has a statement about nobody";
            found.report(principals.at, message, "add `Principal`");
        }
        for principal in &principals.all {
            if principal.kind == "?" {
                found.unjudged(principal.entry.at);
            } else if !KINDS.contains(&principal.kind.as_ref()) {
                let message = format!("`{}` is no kind of principal", principal.kind);
                found.report(principal.entry.at, message, "use AWS, Service, Federated or CanonicalUser");
            } else if principal.kind == "*"
                && !principal.entry.is("*")
                && !principal.entry.symbol.is_unknown()
            {
                let message = "a principal without a kind can only be `*`";
                found.report(
                    principal.entry.at,
                    message,
                    "say what it is: `{\"AWS\": …}` or `{\"Service\": …}`",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::{managed, trust};
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn principals_stand_where_they_belong() {
        let mut statement = json!({"Effect": "Allow", "Action": "sts:AssumeRole"});
        holds(&RULE, managed(&statement));
        breaks(
            &RULE,
            trust(&statement),
            &[
                "aws_iam_role.a: assume_role_policy.Statement[0].Principal: the policy of a resource has a statement about nobody",
            ],
        );
        statement["Principal"] = json!({"Service": "ecs-tasks.amazonaws.com"});
        holds(&RULE, trust(&statement));
        breaks(
            &RULE,
            managed(&statement),
            &[
                "aws_iam_policy.a: policy.Statement[0].Principal: the policy is attached to a role, which is its principal, and names one",
            ],
        );
        statement["Principal"] = json!({"Services": "ecs-tasks.amazonaws.com"});
        breaks(
            &RULE,
            trust(&statement),
            &[
                "aws_iam_role.a: assume_role_policy.Statement[0].Principal.Services: `Services` is no kind of principal",
            ],
        );
        unjudged(&RULE, json!({"aws_iam_role": {"a": {"assume_role_policy": "${var.trust}"}}}));
    }
}
