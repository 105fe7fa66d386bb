//! The execution role may do what starting its tasks takes.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::policies::Cover;
use crate::policies::arn::display;
use crate::policies::needs::{Need, Purpose, Task};

/// Reports each need for `purpose` that the execution role does not cover.
pub(super) fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>, purpose: Purpose) {
    let policies = context.policies();
    for task in context.needs().tasks(found) {
        for (_, at) in task.unknown.iter().filter(|(of, _)| *of == purpose) {
            found.unjudged(*at);
        }
        let Some(granted) = policies.grants_of(task.role) else { continue };
        let mut missing: Vec<(&Need<'c>, Vec<&str>)> = Vec::new();
        for need in task.needs.iter().filter(|need| need.purpose == purpose) {
            let covers = |subject| granted.allow(need.action, subject, policies.reader());
            let best = need.subjects.iter().map(|subject| covers(subject)).max();
            match best {
                Some(Cover::Yes) | None => {}
                Some(Cover::Maybe) => found.unjudged(need.at),
                Some(Cover::No) => match missing.last_mut() {
                    // One place, one finding.
                    Some((last, actions)) if is_same(last, need) => actions.push(need.action),
                    _ => missing.push((need, vec![need.action])),
                },
            }
        }
        for (need, actions) in missing {
            report(task, need, &actions, found);
        }
    }
}

fn is_same(one: &Need<'_>, other: &Need<'_>) -> bool {
    let place = |at: Node<'_>| at.identity().0;
    place(one.at) == place(other.at) && subject(one) == subject(other)
}

fn subject(need: &Need<'_>) -> String {
    need.subjects.last().map(|subject| display(subject)).unwrap_or_default()
}

fn report<'c>(task: &Task<'c>, need: &Need<'c>, actions: &[&str], found: &mut Found<'_, 'c>) {
    let role = task.role.address();
    let subject = subject(need);
    let actions: Vec<String> = actions.iter().map(|action| format!("`{action}`")).collect();
    let message = format!("the execution role `{role}` may not do {} on `{subject}`", actions.join(", "));
    found.report(need.at, message, format!("allow it in a policy that is attached to `{role}`"));
}

/// A task with a role, for the tests of the rules.
#[cfg(test)]
pub(super) fn document(container: &serde_json::Value, statements: &[serde_json::Value]) -> serde_json::Value {
    use serde_json::json;
    json!({
        "provider": {"aws": {"region": "us-east-1", "allowed_account_ids": ["123456789012"]}},
        "resource": {
            "aws_cloudwatch_log_group": {"a": {"name": "/app/a"}, "b": {"name": "/app/b"}},
            "aws_ecr_repository": {"a": {"name": "a"}, "b": {"name": "b"}},
            "aws_ecs_task_definition": {"a": {
                "container_definitions": json!([container]).to_string(),
                "execution_role_arn": "${aws_iam_role.a.arn}",
            }},
            "aws_iam_policy": {"a": {"policy": super::documents::policy(statements)}},
            "aws_iam_role": {"a": {"name": "a"}},
            "aws_iam_role_policy_attachment": {"a": {
                "policy_arn": "${aws_iam_policy.a.arn}", "role": "${aws_iam_role.a.name}",
            }},
            "aws_kms_key": {"a": {}},
            "aws_ssm_parameter": {"a": {"key_id": "${aws_kms_key.a.arn}", "name": "/app/a/key", "type": "SecureString"}},
        },
    })
}
