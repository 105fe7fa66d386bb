//! A service whose tasks have network interfaces of their own says in which subnets.

use configuration::{Json, Node};

use crate::containers::runs_on_fargate;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-network-configuration-present",
    severity: Severity::Error,
    summary: "a service whose tasks have network interfaces of their own says in which subnets",
    why: "AWS refuses the service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let at = service.get("network_configuration");
        let subnets = at.get("subnets");
        if service.makes_blocks("network_configuration") || (at.is_present() && !is_empty(subnets)) {
            continue;
        }
        // Without a task definition, a service is run by something else than ECS.
        let on_fargate = runs_on_fargate(service);
        let of_task = |found: &mut Found<'_, 'c>| {
            let task = context.tasks().of_service(service, found);
            task.and_then(|task| found.text(task.node.get("network_mode")))
                .is_some_and(|mode| mode == "awsvpc")
        };
        if on_fargate || of_task(found) {
            found.report(
                subnets,
                "the tasks of the service are in no subnet",
                "name the subnets under `network_configuration`",
            );
        }
    }
}

fn is_empty(subnets: Node<'_>) -> bool {
    !subnets.is_present() || matches!(subnets.json(), Some(Json::Array(elements)) if elements.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn tasks_are_somewhere() {
        let of = |network: serde_json::Value, mode: &str| {
            json!({
                "aws_ecs_service": {"a": {"task_definition": "${aws_ecs_task_definition.a.arn}", "network_configuration": network}},
                "aws_ecs_task_definition": {"a": {"network_mode": mode}},
            })
        };
        let said = "the tasks of the service are in no subnet";
        breaks(
            &RULE,
            of(json!(null), "awsvpc"),
            &[&format!("aws_ecs_service.a: network_configuration: {said}")],
        );
        breaks(
            &RULE,
            of(json!({"subnets": []}), "awsvpc"),
            &[&format!("aws_ecs_service.a: network_configuration.subnets: {said}")],
        );
        holds(&RULE, of(json!([{"subnets": ["subnet-1"]}]), "awsvpc"));
        holds(&RULE, of(json!(null), "bridge"));
        unjudged(&RULE, of(json!(null), "${var.mode}"));
    }
}
