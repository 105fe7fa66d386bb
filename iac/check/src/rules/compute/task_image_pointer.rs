//! A task definition whose image deployments write down is kept in step with them.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::lifecycle::ignores;

pub(crate) const RULE: Rule = Rule {
    id: "task-image-pointer",
    severity: Severity::Warning,
    summary: "a task definition whose image deployments write down is kept in step with them",
    why: "an apply takes a deployment back, or rolls out what already runs",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_task_definition",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let images =
            task.containers(found).iter().filter_map(|container| container.get("image").target().known());
        let Some(parameter) = images
            .map(|target| target.block)
            .find(|block| block.resource_type() == Some("aws_ssm_parameter"))
        else {
            continue;
        };
        let at = task.node.get("track_latest");
        let Some(tracks) = found.boolean(at, false) else { continue };
        let pointer = context.configuration.node(parameter);
        let written = ["value", "value_wo", "insecure_value"].iter().any(|value| ignores(pointer, value));
        let address = parameter.address();
        if tracks && !written {
            let value = ["value", "insecure_value"]
                .map(|value| pointer.get(value))
                .into_iter()
                .find(Node::is_present);
            let message = "a deployment writes the image here, and every apply takes it back";
            found.secret(
                value.unwrap_or(pointer.get("value")),
                message,
                "add `value` to `ignore_changes` of its `lifecycle`",
            );
        } else if written
            && !tracks
            && !task.services.iter().all(|service| ignores(*service, "task_definition"))
        {
            let message = format!(
                "deployments write the image to `{address}`, and every plan replaces the revision that they made"
            );
            found.report(at, message, "set `track_latest` to `true`");
        }
        let keep = task.node.get("skip_destroy");
        if tracks && found.boolean(keep, false) == Some(false) {
            let message = "the revision that runs is removed when the next one is made";
            found.report(keep, message, "set `skip_destroy` to `true`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    fn of(ignored: serde_json::Value, track: serde_json::Value, keep: bool) -> serde_json::Value {
        let mut document =
            fargate(&json!([{"name": "a", "image": "${nonsensitive(aws_ssm_parameter.a.value)}"}]));
        let task = &mut document["aws_ecs_task_definition"]["a"];
        task["track_latest"] = track;
        task["skip_destroy"] = json!(keep);
        document["aws_ecs_service"] = json!({"a": {"task_definition": "${aws_ecs_task_definition.a.arn}"}});
        document["aws_ssm_parameter"] = json!({"a": {"value": "nginx:1"}});
        document["aws_ssm_parameter"]["a"]["lifecycle"]["ignore_changes"] = ignored;
        document
    }

    #[test]
    fn deployments_and_applies_agree() {
        breaks(
            &RULE,
            of(json!([]), json!(true), true),
            &[
                "aws_ssm_parameter.a: value: a deployment writes the image here, and every apply takes it back",
            ],
        );
        breaks(
            &RULE,
            of(json!(["value"]), json!(null), false),
            &[
                "aws_ecs_task_definition.a: track_latest: deployments write the image to `aws_ssm_parameter.a`, and every plan replaces the revision that they made",
            ],
        );
        breaks(
            &RULE,
            of(json!(["value"]), json!(true), false),
            &[
                "aws_ecs_task_definition.a: skip_destroy: the revision that runs is removed when the next one is made",
            ],
        );
        holds(&RULE, of(json!(["value"]), json!(true), true));
        // Terraform itself is the one that deploys.
        holds(&RULE, of(json!([]), json!(false), false));
        unjudged(&RULE, of(json!(["value"]), json!("${var.x}"), true));
    }
}
