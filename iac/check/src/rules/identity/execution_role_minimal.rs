//! The execution role may do no more than starting its tasks takes.

use std::collections::{BTreeMap, HashSet};

use configuration::Block;

use crate::context::Context;
use crate::found::Found;
use crate::policies::actions::is_like;
use crate::policies::cover::{literal, plain};
use crate::policies::needs::{LOG, LOGIN, PULL, Task};
use crate::policies::{Cover, Policies, Statement, Token, covers};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "execution-role-minimal",
    severity: Severity::Error,
    summary: "an execution role pulls, logs and reads secrets of the tasks that use it, and does nothing else",
    why: "whoever makes a task definition with it reads what belongs to another service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html"),
    check,
};

/// What else the agent does for a task: files of the environment, groups of logs, repositories of other accounts.
const ELSE: &[&str] = &[
    "kms:Decrypt",
    "logs:CreateLogGroup",
    "logs:DescribeLogStreams",
    "s3:GetObject",
    "s3:GetBucketLocation",
    "ssm:GetParameter",
    "ssm:GetParametersByPath",
    "ecr:BatchImportUpstreamImage",
    "ecr:CreateRepository",
    "secretsmanager:DescribeSecret",
];
/// What tasks need, on resources that they name.
const NAMED: &[&str] = &["secretsmanager:GetSecretValue", "ssm:GetParameters"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut roles: BTreeMap<String, (&'c Block<'c>, Vec<&Task<'c>>)> = BTreeMap::new();
    for task in context.needs().tasks(found) {
        roles.entry(task.role.address()).or_insert_with(|| (task.role, Vec::new())).1.push(task);
    }
    // A role that tasks act with themselves may do what they do.
    for definition in context.resources("aws_ecs_task_definition") {
        if let Some(role) = definition.get("task_role_arn").target().known() {
            roles.remove(&role.block.address());
        }
    }
    let policies = context.policies();
    let mut said = HashSet::new();
    for (address, (role, tasks)) in &roles {
        let Some(granted) = policies.grants_of(role) else { continue };
        let unknown: Vec<_> = tasks.iter().flat_map(|task| &task.unknown).collect();
        if !unknown.is_empty() || !role.is_single() || tasks.iter().any(|task| !task.node.block().is_single())
        {
            for (_, at) in unknown {
                found.unjudged(*at);
            }
            continue;
        }
        for statement in granted.statements().filter(|statement| statement.is_allow()) {
            if said.insert((statement.at.identity(), address)) {
                judge(statement, tasks, policies, found);
            }
        }
    }
}

fn judge<'c>(
    statement: &Statement<'c>,
    tasks: &[&Task<'c>],
    policies: &Policies<'c>,
    found: &mut Found<'_, 'c>,
) {
    let mut named = false;
    for entry in &statement.actions.entries {
        let Some(action) = entry.literal() else {
            found.unjudged(entry.at);
            continue;
        };
        let all = || PULL.iter().chain(&LOG).chain(NAMED);
        named |= all().any(|known| is_like(&action, known));
        // A wildcard is judged by the rules about wildcards.
        let is_known = all().chain(ELSE).chain([&LOGIN]).any(|known| is_like(&action, known));
        if !is_known {
            let message = format!("starting a task does not take `{action}`");
            found.report(entry.at, message, "give it to the task's own role, if the task itself does it");
        }
    }
    let resources = &statement.resources;
    if !named || resources.negated {
        return;
    }
    let subjects = tasks.iter().flat_map(|task| &task.needs).filter(|need| need.action != LOGIN);
    let (mut texts, mut others) = (HashSet::new(), Vec::new());
    for subject in subjects.flat_map(|need| &need.subjects) {
        match plain(subject) {
            Some(text) => _ = texts.insert(text),
            None => others.push(subject.as_slice()),
        }
    }
    // What is no plain text may cover any of them.
    let texts_read: Vec<Vec<Token<'_>>> = texts.iter().map(|text| literal(text)).collect();
    for entry in &resources.entries {
        let pattern = entry.pattern(policies.reader());
        let known = plain(pattern);
        let best = match &known {
            Some(text) if texts.contains(text) => Some(Cover::Yes),
            Some(_) => others.iter().map(|subject| covers(pattern, subject)).max(),
            None => {
                let all = texts_read.iter().map(Vec::as_slice).chain(others.iter().copied());
                all.map(|subject| covers(pattern, subject)).max()
            }
        };
        match best {
            Some(Cover::Yes) => {}
            Some(Cover::Maybe) => found.unjudged(entry.at),
            Some(Cover::No) | None => {
                let message = "no task that uses the role needs this".to_owned();
                found.report(entry.at, message, "leave it out, or give the other tasks a role of their own");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::execution_role_covers::document;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_role_does_what_its_tasks_take() {
        let secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:app/a/url";
        let task = |from: &str| json!({"secrets": [{"name": "KEY", "valueFrom": from}]});
        let allow = |action: &str, resource: &str| -> [Value; 1] {
            [json!({"Effect": "Allow", "Action": action, "Resource": resource})]
        };
        holds(
            &RULE,
            document(&task(secret), &allow("secretsmanager:GetSecretValue", &format!("{secret}-??????"))),
        );
        holds(&RULE, document(&task(secret), &allow("ecr:GetAuthorizationToken", "*")));
        breaks(
            &RULE,
            document(
                &task(secret),
                &allow(
                    "secretsmanager:GetSecretValue",
                    "arn:aws:secretsmanager:us-east-1:123456789012:secret:app/b/url-??????",
                ),
            ),
            &["aws_iam_policy.a: policy.Statement[0].Resource: no task that uses the role needs this"],
        );
        breaks(
            &RULE,
            document(&task(secret), &allow("s3:PutObject", "*")),
            &["aws_iam_policy.a: policy.Statement[0].Action: starting a task does not take `s3:PutObject`"],
        );
        unjudged(&RULE, document(&task("${var.secret}"), &allow("s3:PutObject", "*")));
    }
}
