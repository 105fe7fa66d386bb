//! A container has a limit of memory.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-memory-limited",
    severity: Severity::Warning,
    summary: "a container has a limit of memory",
    why: "one that leaks takes the memory of the others",
    source: Some(
        "https://docs.aws.amazon.com/config/latest/developerguide/ecs-task-definition-memory-hard-limit.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        for container in task.containers(found) {
            let at = container.get("memory");
            if !at.is_present() {
                let message =
                    format!("container `{}` may use all the memory that there is", container.title());
                found.report(at, message, "set `memory`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds};

    #[test]
    fn memory_has_a_limit() {
        let of = |memory: serde_json::Value| fargate(&json!([{"name": "a", "memory": memory}]));
        breaks(
            &RULE,
            of(json!(null)),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].memory: container `a` may use all the memory that there is",
            ],
        );
        holds(&RULE, of(json!(512)));
    }
}
