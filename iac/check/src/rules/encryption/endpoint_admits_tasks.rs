//! The policies of endpoints let through what starting tasks takes.

use std::collections::BTreeSet;

use configuration::Piece;

use crate::context::Context;
use crate::found::Found;
use crate::policies::needs::{LOG, LOGIN, PULL};
use crate::policies::{Cover, Document, Reader, acts, meets};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "endpoint-admits-tasks",
    severity: Severity::Error,
    summary: "the policy of an endpoint lets through what starting the stack's tasks takes of that service",
    why: "no task starts: what its role may do, the endpoint refuses",
    source: Some("https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"),
    check,
};

/// Which of an agent's calls go to which service's endpoint, by the end of its name.
const SERVICES: &[(&str, &[&str])] = &[
    (".ecr.api", &[LOGIN]),
    (".ecr.dkr", &PULL),
    (".logs", &LOG),
    (".secretsmanager", &["secretsmanager:GetSecretValue"]),
    (".ssm", &["ssm:GetParameters"]),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let policies = context.policies();
    let mut needed = BTreeSet::new();
    for task in context.needs().tasks(found) {
        needed.extend(task.needs.iter().map(|need| need.action));
    }
    for endpoint in context.resources("aws_vpc_endpoint") {
        let service = endpoint.get("service_name");
        let last = service.symbol().known().and_then(|symbol| symbol.0.last().cloned());
        let Some(Piece::Literal(last)) = last else {
            found.unjudged(service);
            continue;
        };
        let Some((_, actions)) = SERVICES.iter().find(|(end, _)| last.ends_with(end)) else { continue };
        // Without a policy, an endpoint lets everything through.
        for policy in policies.of_block(endpoint) {
            let Some(document) = &policy.document else {
                found.unjudged(policy.at);
                continue;
            };
            let mut refused = Vec::new();
            for action in actions.iter().filter(|action| needed.contains(**action)) {
                match admits(document, action, policies.reader()) {
                    Cover::Yes => {}
                    Cover::Maybe => found.unjudged(policy.at),
                    Cover::No => refused.push(*action),
                }
            }
            if !refused.is_empty() {
                let message = format!(
                    "the endpoint does not let {} through, which starting tasks takes",
                    super::listed(&refused)
                );
                found.report(policy.at, message, "allow it to the account's principals");
            }
        }
    }
}

fn admits(document: &Document<'_>, action: &str, reader: Reader<'_>) -> Cover {
    let mut best = if document.is_open { Cover::Maybe } else { Cover::No };
    for statement in document.statements.iter().filter(|statement| !statement.is_deny()) {
        let sure = if statement.is_allow() && !statement.is_open { Cover::Yes } else { Cover::Maybe };
        let who = statement.principals.all.iter().map(|principal| match principal.kind.as_ref() {
            _ if principal.is_anybody() => Cover::Yes,
            "AWS" | "?" => Cover::Maybe,
            _ => Cover::No,
        });
        let what = statement
            .resources
            .entries
            .iter()
            .map(|entry| if entry.is("*") { Cover::Yes } else { Cover::Maybe });
        let met = statement.conditions.iter().map(|condition| meets(condition, &[], reader)).min();
        let cover = sure
            .min(who.max().unwrap_or(Cover::No))
            .min(what.max().unwrap_or(Cover::No))
            .min(met.unwrap_or(Cover::Yes))
            .min(acts(statement, action));
        best = best.max(cover);
    }
    best
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn tasks_pass_the_endpoint() {
        let document = |service: &str, actions: Value, account: &str| {
            let policy = json!({"Statement": [{
                "Effect": "Allow", "Principal": "*", "Action": actions, "Resource": "*",
                "Condition": {"StringEquals": {"aws:PrincipalAccount": account}},
            }]});
            let container =
                json!([{"logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/app"}}}]);
            json!({
                "provider": {"aws": {"allowed_account_ids": ["123456789012"], "region": "us-east-1"}},
                "resource": {
                    "aws_ecs_task_definition": {"a": {
                        "container_definitions": container.to_string(), "execution_role_arn": "${aws_iam_role.a.arn}",
                    }},
                    "aws_iam_role": {"a": {}},
                    "aws_vpc_endpoint": {"a": {"policy": policy.to_string(), "service_name": service}},
                },
            })
        };
        let (logs, own) = ("com.amazonaws.us-east-1.logs", "123456789012");
        let both = json!(["logs:CreateLogStream", "logs:PutLogEvents"]);
        holds(&RULE, document(logs, both.clone(), own));
        holds(&RULE, document("com.amazonaws.us-east-1.ssm", json!("ssm:Nothing"), own));
        breaks(
            &RULE,
            document(logs, json!("logs:CreateLogStream"), own),
            &[
                "aws_vpc_endpoint.a: policy: the endpoint does not let `logs:PutLogEvents` through, which starting tasks takes",
            ],
        );
        breaks(
            &RULE,
            document(logs, both.clone(), "210987654321"),
            &[
                "aws_vpc_endpoint.a: policy: the endpoint does not let `logs:CreateLogStream`, `logs:PutLogEvents` through, which starting tasks takes",
            ],
        );
        unjudged(&RULE, document(logs, both, "${var.account}"));
    }
}
