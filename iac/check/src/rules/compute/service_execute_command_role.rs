//! A service with ECS Exec has a task role.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-execute-command-role",
    severity: Severity::Error,
    summary: "a service with ECS Exec has a task role",
    why: "AWS refuses the service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let at = service.get("enable_execute_command");
        if found.boolean(at, false) != Some(true) {
            continue;
        }
        let Some(task) = context.tasks().of_service(service, found) else { continue };
        if !task.node.get("task_role_arn").is_present() {
            let message = format!("`{}` has no task role, which ECS Exec needs", task.node.block().address());
            found.report(at, message, "give the task a role that may open channels of Session Manager");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn exec_needs_a_role() {
        let of = |exec: serde_json::Value, role: serde_json::Value| {
            json!({
                "aws_ecs_service": {"a": {"enable_execute_command": exec, "task_definition": "${aws_ecs_task_definition.a.arn}"}},
                "aws_ecs_task_definition": {"a": {"task_role_arn": role}},
            })
        };
        breaks(
            &RULE,
            of(json!(true), json!(null)),
            &[
                "aws_ecs_service.a: enable_execute_command: `aws_ecs_task_definition.a` has no task role, which ECS Exec needs",
            ],
        );
        holds(&RULE, of(json!(true), json!("${var.role}")));
        holds(&RULE, of(json!(false), json!(null)));
        unjudged(&RULE, of(json!("${var.x}"), json!(null)));
    }
}
