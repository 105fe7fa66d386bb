//! A service with ECS Exec has containers that can be written to.

use crate::containers::member;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-execute-command-writable",
    severity: Severity::Warning,
    summary: "a service with ECS Exec has containers that can be written to",
    why: "ECS Exec does not work: its agent makes files in the container",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        if found.boolean(service.get("enable_execute_command"), false) != Some(true) {
            continue;
        }
        let Some(task) = context.tasks().of_service(service, found) else { continue };
        for container in task.containers(found) {
            let at = container.get("readonlyRootFilesystem");
            let has_agent = |point| {
                member(point, "containerPath").text().known().is_some_and(|path| path.starts_with("/var/lib"))
            };
            if found.boolean(at, false) == Some(true)
                && !container.get("mountPoints").elements().any(has_agent)
            {
                let message = format!(
                    "`{}` has ECS Exec, and container `{}` can only be read",
                    service.block().address(),
                    container.title()
                );
                found.report(at, message, "do without ECS Exec, or mount what its agent writes to");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn exec_needs_to_write() {
        let of = |exec: serde_json::Value, mounts: serde_json::Value| {
            let mut document =
                fargate(&json!([{"name": "a", "readonlyRootFilesystem": true, "mountPoints": mounts}]));
            document["aws_ecs_service"] = json!({"a": {"enable_execute_command": exec, "task_definition": "${aws_ecs_task_definition.a.arn}"}});
            document
        };
        breaks(
            &RULE,
            of(json!(true), json!([])),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].readonlyRootFilesystem: `aws_ecs_service.a` has ECS Exec, and container `a` can only be read",
            ],
        );
        holds(&RULE, of(json!(true), json!([{"containerPath": "/var/lib/amazon", "sourceVolume": "x"}])));
        holds(&RULE, of(json!(false), json!([])));
        unjudged(&RULE, of(json!("${var.x}"), json!([])));
    }
}
