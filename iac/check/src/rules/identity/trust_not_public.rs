//! Nobody at all may take on a role just like that.

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Place, Statement};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "trust-not-public",
    severity: Severity::Error,
    summary: "a role's trust names who may take it on: not everybody",
    why: "anybody with an account of AWS may act with the role's rights",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
    ),
    check,
};

/// Conditions that say who it is. `aws:SourceAccount` and its like are none: they say for whom a service of AWS acts, and nobody
/// but a service may be meant by them.
const WHO: &[&str] = &[
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "sts:ExternalId",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, statement) in context.policies().statements(found, |place| place == Place::Trust) {
        if !statement.is_allow() || is_confined(statement) {
            continue;
        }
        if statement.principals.negated {
            let message = "everybody but those that are named may take the role on";
            found.report(statement.principals.at, message, "name who may in `Principal`");
        }
        for principal in &statement.principals.all {
            if principal.is_anybody() {
                found.report(
                    principal.entry.at,
                    "everybody may take the role on",
                    "name the service or the role that may",
                );
            } else if principal.entry.symbol.is_unknown() {
                found.unjudged(principal.entry.at);
            }
        }
    }
}

fn is_confined(statement: &Statement<'_>) -> bool {
    statement.is_open || WHO.iter().any(|key| statement.about(key).next().is_some())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::trust;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn not_everybody_is_trusted() {
        let document = |principal: serde_json::Value| {
            trust(&json!({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}))
        };
        breaks(
            &RULE,
            document(json!({"AWS": ["*"]})),
            &[
                "aws_iam_role.a: assume_role_policy.Statement[0].Principal.AWS[0]: everybody may take the role on",
            ],
        );
        breaks(
            &RULE,
            document(json!("*")),
            &["aws_iam_role.a: assume_role_policy.Statement[0].Principal: everybody may take the role on"],
        );
        holds(&RULE, document(json!({"Service": "ecs-tasks.amazonaws.com"})));
        unjudged(&RULE, document(json!({"AWS": "${var.role}"})));
        holds(
            &RULE,
            trust(&json!({
                "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*",
                "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
            })),
        );
    }
}
