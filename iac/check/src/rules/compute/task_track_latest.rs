//! A task definition follows its latest revision only where its service follows the task definition.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::lifecycle::ignores;

pub(crate) const RULE: Rule = Rule {
    id: "task-track-latest",
    severity: Severity::Error,
    summary: "a task definition follows its latest revision only where its service follows the task definition",
    why: "every plan replaces the revision that was deployed by the one that is written here, and nobody rolls it out",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_task_definition",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let at = task.node.get("track_latest");
        if found.boolean(at, false) != Some(true) {
            continue;
        }
        if let Some(service) = task.services.iter().find(|service| ignores(**service, "task_definition")) {
            let message = format!("`{}` ignores its task definition", service.block().address());
            let fix = "remove `track_latest`, or `task_definition` from `ignore_changes`";
            found.report(at, message, fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn who_tracks_follows() {
        let of = |track: serde_json::Value, ignored: serde_json::Value| {
            json!({
                "aws_ecs_service": {"a": {"task_definition": "${aws_ecs_task_definition.a.arn}", "lifecycle": {"ignore_changes": ignored}}},
                "aws_ecs_task_definition": {"a": {"track_latest": track}},
            })
        };
        breaks(
            &RULE,
            of(json!(true), json!(["task_definition"])),
            &["aws_ecs_task_definition.a: track_latest: `aws_ecs_service.a` ignores its task definition"],
        );
        holds(&RULE, of(json!(true), json!(["desired_count"])));
        holds(&RULE, of(json!(null), json!(["task_definition"])));
        unjudged(&RULE, of(json!("${var.x}"), json!(["task_definition"])));
    }
}
