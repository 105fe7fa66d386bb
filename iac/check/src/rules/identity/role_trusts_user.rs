//! A role trusts the service that uses it.

use configuration::{Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::policies::cover::literal;
use crate::policies::{Cover, Token, acts, meets};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "role-trusts-user",
    severity: Severity::Error,
    summary: "a role that tasks, flow logs or schedules use trusts that service",
    why: "the service cannot take the role on, and nothing starts or is delivered",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html"),
    check,
};

/// A type, its argument that takes a role, and the service that takes it on.
const USERS: &[(&str, &str, &str)] = &[
    ("aws_ecs_task_definition", "execution_role_arn", "ecs-tasks.amazonaws.com"),
    ("aws_ecs_task_definition", "task_role_arn", "ecs-tasks.amazonaws.com"),
    ("aws_flow_log", "iam_role_arn", "vpc-flow-logs.amazonaws.com"),
    ("aws_rds_cluster_instance", "monitoring_role_arn", "monitoring.rds.amazonaws.com"),
    ("aws_db_instance", "monitoring_role_arn", "monitoring.rds.amazonaws.com"),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, argument, service) in USERS {
        for node in context.resources(ty) {
            let at = node.get(argument);
            let Some(role) = found.resource(at, "aws_iam_role", "arn") else { continue };
            let reader = context.policies().reader();
            let arn = match *service {
                "ecs-tasks.amazonaws.com" => ":ecs:",
                "vpc-flow-logs.amazonaws.com" => ":ec2:",
                _ => "",
            };
            let source = [
                literal("arn:"),
                reader.own("partition"),
                literal(arn),
                reader.own("region"),
                literal(":"),
                reader.own("account"),
                literal(":"),
                vec![Token::Hole],
            ];
            let source = if arn.is_empty() { vec![Token::Hole] } else { source.concat() };
            match trusts(context, context.configuration.node(role), service, &source) {
                Cover::Yes => {}
                Cover::Maybe => found.unjudged(at),
                Cover::No => {
                    let message = format!("`{}` does not trust `{service}`", role.address());
                    found.report(
                        at,
                        message,
                        format!("let `{service}` do `sts:AssumeRole` in its `assume_role_policy`"),
                    );
                }
            }
        }
    }
}

fn trusts<'c>(context: &Context<'c>, role: Node<'c>, service: &str, source: &[Token<'c>]) -> Cover {
    let mut best = Cover::No;
    let said = [("aws:SourceArn", source.to_vec())];
    for policy in context.policies().of_block(role) {
        if policy.at.path_in_block() != "assume_role_policy" {
            continue;
        }
        let Some(document) = &policy.document else { return Cover::Maybe };
        if document.is_open {
            best = best.max(Cover::Maybe);
        }
        for statement in document.statements.iter().filter(|statement| !statement.is_deny()) {
            let mut who = if statement.is_open { Cover::Maybe } else { Cover::No };
            for principal in &statement.principals.all {
                who = who.max(match principal.entry.literal() {
                    Some(text) if text == service || text == "*" => Cover::Yes,
                    Some(_) => Cover::No,
                    None => Cover::Maybe,
                });
            }
            let sure = if matches!(statement.effect, Read::Unknown) { Cover::Maybe } else { Cover::Yes };
            let asked = statement
                .conditions
                .iter()
                .map(|condition| meets(condition, &said, context.policies().reader()));
            let met = asked.min().unwrap_or(Cover::Yes);
            best = best.max(who.min(acts(statement, "sts:AssumeRole")).min(sure).min(met));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::policy;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn roles_trust_who_uses_them() {
        for (ty, argument, service) in super::USERS {
            let document = |service: &str| {
                let statement = json!({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": [service]}});
                json!({
                    *ty: {"a": {*argument: "${aws_iam_role.a.arn}"}},
                    "aws_iam_role": {"a": {"assume_role_policy": policy(&[statement])}},
                })
            };
            holds(&RULE, document(service));
            let message = format!("{ty}.a: {argument}: `aws_iam_role.a` does not trust `{service}`");
            breaks(&RULE, document("ecs.amazonaws.com"), &[&message]);
            unjudged(&RULE, document("${var.service}"));
        }
    }

    #[test]
    fn another_account_is_not_this_one() {
        let document = |account: &str| {
            let statement = json!({
                "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                "Condition": {"StringEquals": {"aws:SourceAccount": account}},
            });
            json!({
                "provider": {"aws": {"allowed_account_ids": ["123456789012"]}},
                "resource": {
                    "aws_ecs_task_definition": {"a": {"task_role_arn": "${aws_iam_role.a.arn}"}},
                    "aws_iam_role": {"a": {"assume_role_policy": policy(&[statement])}},
                },
            })
        };
        holds(&RULE, document("123456789012"));
        breaks(
            &RULE,
            document("210987654321"),
            &[
                "aws_ecs_task_definition.a: task_role_arn: `aws_iam_role.a` does not trust `ecs-tasks.amazonaws.com`",
            ],
        );
        unjudged(&RULE, document("${var.account}"));
    }
}
