//! A policy names its resources, and not all of a kind.

use crate::context::Context;
use crate::found::Found;
use crate::policies::actions::{Named, named};
use crate::policies::{Entry, Place, Statement};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-resource-kind-wildcard",
    severity: Severity::Warning,
    summary: "a policy allows something on resources that it names, not on all of a kind, as in `secret:*` or `repository/*`",
    why: "the role may do it to every secret, repository or bucket of the account, of whichever application",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, statement) in context.policies().statements(found, Place::is_identity) {
        if !statement.is_allow() || statement.resources.negated || is_confined(statement) {
            continue;
        }
        let doing: Vec<&Entry<'c>> =
            statement.actions.entries.iter().filter(|action| does_something(action)).collect();
        let Some(action) = doing.first().and_then(|action| action.literal()) else { continue };
        for resource in &statement.resources.entries {
            match tail(resource) {
                Some((service, tail)) if is_whole_kind(&service, &tail) => {
                    let message = format!("`{action}` is allowed on everything of this kind");
                    found.report(resource.at, message, "name the resources, or what their names begin with");
                }
                Some(_) => {}
                None => found.unjudged(resource.at),
            }
        }
    }
}

/// The service of an ARN, and what stands behind the account: `secret:*`.
fn tail(resource: &Entry<'_>) -> Option<(String, String)> {
    let mut text = String::new();
    for piece in &resource.symbol.0 {
        match piece {
            configuration::Piece::Literal(literal) => text.push_str(literal),
            // The region, the account, or the whole ARN of something.
            _ => text.push_str("${}"),
        }
    }
    if !text.starts_with("arn:") {
        return (!resource.symbol.is_unknown()).then(Default::default);
    }
    let mut parts = text.splitn(6, ':');
    let service = parts.nth(2)?.to_owned();
    Some((service, parts.nth(2)?.to_owned()))
}

/// Services whose resources are called as their owners want. What AWS gives a number, nobody can name beforehand.
const NAMED: &[&str] = &[
    "dynamodb",
    "ecr",
    "ecs",
    "events",
    "iam",
    "lambda",
    "logs",
    "rds",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
];

/// Services whose ARNs have a name where others have a kind.
const WITHOUT_KIND: &[&str] = &["s3", "sns", "sqs"];

/// Whether nothing in it is a name: `*`, `secret:*`, `repository/*`.
fn is_whole_kind(service: &str, tail: &str) -> bool {
    let name = tail.split_once(['/', ':']).filter(|_| !WITHOUT_KIND.contains(&service));
    let name = name.map_or(tail, |(_, name)| name);
    NAMED.contains(&service) && !name.is_empty() && name.bytes().all(|byte| b"*?/:".contains(&byte))
}

/// Whether an action does more than list or describe.
fn does_something(action: &Entry<'_>) -> bool {
    let Some(text) = action.literal() else { return false };
    let name = text.split_once(':').map_or("", |(_, name)| name);
    let only_looks = ["list", "describe"].iter().any(|verb| name.to_ascii_lowercase().starts_with(verb));
    match named(&text) {
        Named::Actions(actions) => !only_looks && actions.iter().any(|action| action.names_resource),
        Named::UnknownService | Named::Malformed => false,
    }
}

/// Whether a condition says which are meant.
fn is_confined(statement: &Statement<'_>) -> bool {
    statement.is_open || !statement.conditions.is_empty()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::managed;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn resources_are_named() {
        let document = |action: &str, resource: &str| {
            managed(&json!({"Effect": "Allow", "Action": [action], "Resource": resource}))
        };
        let read = "secretsmanager:GetSecretValue";
        for (action, resource) in [
            (read, "arn:aws:secretsmanager:us-east-1:123456789012:secret:*"),
            (read, "arn:aws:secretsmanager:${var.region}:123456789012:secret:*"),
            ("ecr:BatchGetImage", "arn:aws:ecr:us-east-1:123456789012:repository/*"),
            ("s3:GetObject", "arn:aws:s3:::*"),
            ("s3:GetObject", "arn:aws:s3:::*/*"),
        ] {
            let said = format!(
                "aws_iam_policy.a: policy.Statement[0].Resource: `{action}` is allowed on everything of this kind"
            );
            breaks(&RULE, document(action, resource), &[&said]);
        }
        for (action, resource) in [
            (read, "arn:aws:secretsmanager:us-east-1:123456789012:secret:app/*"),
            (read, "*"),
            ("s3:GetObject", "arn:aws:s3:::bucket/*"),
            ("ec2:DisassociateAddress", "arn:aws:ec2:us-east-1:123456789012:network-interface/*"),
            ("logs:DescribeLogGroups", "arn:aws:logs:us-east-1:123456789012:log-group:*"),
        ] {
            holds(&RULE, document(action, resource));
        }
        unjudged(&RULE, document(read, "${var.secret}"));
    }
}
