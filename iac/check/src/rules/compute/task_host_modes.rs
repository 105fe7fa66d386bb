//! No task shares processes, memory or the network with its host.

use crate::containers::TASK_DEFINITION;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-host-modes",
    severity: Severity::Warning,
    summary: "no task shares processes, memory or the network with its host",
    why: "a task sees, and may stop or read, what other tasks on the machine do",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-3"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.resources(TASK_DEFINITION) {
        for mode in ["ipc_mode", "network_mode", "pid_mode"] {
            let at = task.get(mode);
            if found.text(at).is_some_and(|mode| mode == "host") {
                found.report(at, format!("`{mode}` is that of the host"), "choose another mode");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn nothing_is_shared_with_the_host() {
        let of = |value: &str| json!({"aws_ecs_task_definition": {"a": {"pid_mode": value, "network_mode": "awsvpc"}}});
        breaks(&RULE, of("host"), &["aws_ecs_task_definition.a: pid_mode: `pid_mode` is that of the host"]);
        holds(&RULE, of("task"));
        unjudged(&RULE, of("${var.mode}"));
    }
}
