//! Where AWS lets a policy name a resource, it names one.

use crate::context::Context;
use crate::found::Found;
use crate::policies::actions::{Action, Named, named};
use crate::policies::{Place, Statement};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-resource-wildcard",
    severity: Severity::Error,
    summary: "an action that acts on a resource is allowed on resources that are named, not on `*`",
    why: "the role may do it to everything in the account, of whichever application",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, statement) in context.policies().statements(found, Place::is_identity) {
        if statement.is_deny() || is_confined(statement) {
            continue;
        }
        let resources = &statement.resources;
        let Some(everything) = resources.entries.iter().find(|entry| resources.negated || entry.is("*"))
        else {
            resources
                .entries
                .iter()
                .filter(|entry| entry.symbol.is_unknown())
                .for_each(|entry| found.unjudged(entry.at));
            continue;
        };
        let mut could: Vec<String> = Vec::new();
        for entry in statement.actions.entries.iter().filter(|_| !statement.actions.negated) {
            let Some(action) = entry.literal() else {
                found.unjudged(entry.at);
                continue;
            };
            match named(&action) {
                // Of several, such as `ec2:Describe*`, some may know no resource.
                Named::Actions(actions)
                    if !actions.is_empty() && actions.iter().all(|one| is_meant(&action, *one)) =>
                {
                    could.push(format!("`{action}`"));
                }
                Named::UnknownService => found.unjudged(entry.at),
                Named::Actions(_) | Named::Malformed => {}
            }
        }
        if !could.is_empty() && statement.is_allow() {
            let message =
                format!("{} could name what it acts on, and is allowed on everything", could.join(", "));
            found.report(
                everything.at,
                message,
                "name the ARNs; put actions that know no resource into a statement of their own",
            );
        }
    }
}

/// Whether an action that a text stands for acts on something that can be named. Of those that decrypt, another rule speaks.
fn is_meant(text: &str, action: Action) -> bool {
    let decrypts = text.to_ascii_lowercase().starts_with("kms:")
        && super::kms_decrypt_key_named::READS.contains(&action.name);
    action.names_resource && !decrypts
}

/// Whether a condition says which resources are meant.
fn is_confined(statement: &Statement<'_>) -> bool {
    statement.is_open
        || statement.conditions.iter().any(|condition| {
            condition.key.as_ref().is_none_or(|key| {
                let key = key.to_ascii_lowercase();
                !key.starts_with("aws:") || key.starts_with("aws:resource")
            })
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::managed;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn resources_are_named_where_they_can_be() {
        let document = |action: &str, resource: &str| {
            managed(&json!({"Effect": "Allow", "Action": [action], "Resource": resource}))
        };
        breaks(
            &RULE,
            document("ecr:BatchGetImage", "*"),
            &[
                "aws_iam_policy.a: policy.Statement[0].Resource: `ecr:BatchGetImage` could name what it acts on, and is allowed on everything",
            ],
        );
        holds(&RULE, document("ecr:BatchGetImage", "arn:aws:ecr:us-east-1:123456789012:repository/a"));
        for action in ["ecr:GetAuthorizationToken", "ecr:Get*", "ecr:NoSuch"] {
            holds(&RULE, document(action, "*"));
        }
        holds(
            &RULE,
            managed(&json!({
                "Effect": "Allow", "Action": "ecs:ListTasks", "Resource": "*",
                "Condition": {"ArnEquals": {"ecs:cluster": "arn:aws:ecs:us-east-1:123456789012:cluster/a"}},
            })),
        );
        unjudged(&RULE, document("ecr:BatchGetImage", "${var.resource}"));
        unjudged(&RULE, document("nosuch:Action", "*"));
    }
}
