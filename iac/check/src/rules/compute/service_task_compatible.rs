//! A service on Fargate runs a task definition that is made for Fargate.

use crate::containers::runs_on_fargate;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-task-compatible",
    severity: Severity::Error,
    summary: "a service on Fargate runs a task definition that is made for Fargate",
    why: "AWS refuses the service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let at = task.node.get("requires_compatibilities");
        let Some(service) = task.services.iter().find(|service| runs_on_fargate(**service)) else { continue };
        let made_for: Vec<_> = at.elements().map(|element| found.text(element)).collect();
        if !made_for.is_empty()
            && made_for.iter().flatten().count() == made_for.len()
            && !made_for.iter().flatten().any(|compatibility| compatibility == "FARGATE")
        {
            let message =
                format!("`{}` runs the task on Fargate, which it is not made for", service.block().address());
            found.report(at, message, "add `FARGATE`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn tasks_are_made_for_fargate() {
        let of = |made_for: serde_json::Value| {
            json!({
                "aws_ecs_service": {"a": {"launch_type": "FARGATE", "task_definition": "${aws_ecs_task_definition.a.arn}"}},
                "aws_ecs_task_definition": {"a": {"requires_compatibilities": made_for}},
            })
        };
        breaks(
            &RULE,
            of(json!(["EC2"])),
            &[
                "aws_ecs_task_definition.a: requires_compatibilities: `aws_ecs_service.a` runs the task on Fargate, which it is not made for",
            ],
        );
        holds(&RULE, of(json!(["EC2", "FARGATE"])));
        holds(&RULE, of(json!(null)));
        unjudged(&RULE, of(json!(["${var.x}"])));
    }
}
