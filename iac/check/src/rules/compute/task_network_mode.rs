//! A task on Fargate has the network mode `awsvpc`.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-network-mode",
    severity: Severity::Error,
    summary: "a task on Fargate has the network mode `awsvpc`",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let mode = task.node.get("network_mode");
        if !task.is_fargate(found) {
            continue;
        }
        if !mode.is_present() || found.text(mode).is_some_and(|mode| mode != "awsvpc") {
            found.report(mode, "a task on Fargate has another network mode than `awsvpc`", "set `awsvpc`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn fargate_has_one_network_mode() {
        let document = |mode: &serde_json::Value| json!({"aws_ecs_task_definition": {"a": {"requires_compatibilities": ["EC2", "FARGATE"], "network_mode": mode}}});
        let said = [
            "aws_ecs_task_definition.a: network_mode: a task on Fargate has another network mode than `awsvpc`",
        ];
        breaks(&RULE, document(&json!("bridge")), &said);
        breaks(&RULE, document(&json!(null)), &said);
        holds(&RULE, document(&json!("awsvpc")));
        unjudged(&RULE, document(&json!("${var.mode}")));
        holds(&RULE, json!({"aws_ecs_task_definition": {"a": {"network_mode": "bridge"}}}));
    }
}
