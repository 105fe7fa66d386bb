//! Nobody may do everything.

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Place, Principal, Statement};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-action-wildcard",
    severity: Severity::Error,
    summary: "a policy allows named actions: not `*`, not `service:*`, not all but some",
    why: "what is allowed grows with every action that AWS adds, up to handing out the rights of others",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    // Without a policy, an endpoint lets everything through: its policy narrows that, and gives nobody anything.
    for (place, statement) in context.policies().statements(found, |place| place != Place::Endpoint) {
        if statement.is_deny() {
            continue;
        }
        let actions = &statement.actions;
        if actions.negated && statement.is_allow() {
            let message = "the statement allows every action but those that it names";
            found.report(actions.at, message, "name what is allowed in `Action`");
            continue;
        }
        for entry in &actions.entries {
            match entry.literal() {
                None => found.unjudged(entry.at),
                Some(action)
                    if is_everything(&action)
                        && statement.is_allow()
                        && !is_owner(place, statement, &action) =>
                {
                    let of = action.split_once(':').map_or("AWS", |(service, _)| service);
                    let message = format!("the statement allows every action of `{of}`");
                    found.report(entry.at, message, "name the actions that are needed");
                }
                Some(_) => {}
            }
        }
    }
}

/// Whether an account may do everything with a key of its own, as KMS's own default says.
fn is_owner(place: Place, statement: &Statement<'_>, action: &str) -> bool {
    let is_people = |principal: &Principal<'_>| principal.kind == "AWS" && !principal.is_anybody();
    place == Place::Key && action.contains(':') && statement.principals.all.iter().all(is_people)
}

fn is_everything(action: &str) -> bool {
    let action = action.split_once(':').map_or(action, |(_, action)| action);
    !action.is_empty() && action.bytes().all(|byte| byte == b'*')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::{managed, policy, trust};
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn keys_are_their_accounts() {
        let document = |principal: serde_json::Value| {
            let statement =
                json!({"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": principal});
            json!({"aws_kms_key": {"a": {"policy": policy(&[statement])}}})
        };
        holds(&RULE, document(json!({"AWS": "arn:aws:iam::123456789012:root"})));
        breaks(
            &RULE,
            document(json!({"Service": "logs.amazonaws.com"})),
            &["aws_kms_key.a: policy.Statement[0].Action: the statement allows every action of `kms`"],
        );
    }

    #[test]
    fn actions_are_named() {
        let document = |effect: &str, action: &str| {
            managed(&json!({"Effect": effect, "Action": action, "Resource": "*"}))
        };
        for (action, of) in [("*", "AWS"), ("*:*", "*"), ("s3:*", "s3")] {
            let message = format!(
                "aws_iam_policy.a: policy.Statement[0].Action: the statement allows every action of `{of}`"
            );
            breaks(&RULE, document("Allow", action), &[&message]);
            holds(&RULE, document("Deny", action));
        }
        breaks(
            &RULE,
            managed(&json!({"Effect": "Allow", "NotAction": "iam:*"})),
            &[
                "aws_iam_policy.a: policy.Statement[0].NotAction: the statement allows every action but those that it names",
            ],
        );
        holds(&RULE, document("Allow", "s3:Get*"));
        breaks(
            &RULE,
            trust(
                &json!({"Effect": "Allow", "Action": "*", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}),
            ),
            &[
                "aws_iam_role.a: assume_role_policy.Statement[0].Action: the statement allows every action of `AWS`",
            ],
        );
        unjudged(&RULE, document("Allow", "${var.action}"));
    }
}
