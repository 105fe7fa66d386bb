//! A load balancer reaches a container and a port that the task has.

use std::ops::RangeInclusive;

use configuration::{Node, Read};

use crate::containers::member;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-target-container",
    severity: Severity::Error,
    summary: "a load balancer reaches a container and a port that the task has",
    why: "AWS refuses the service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        if service.blocks("load_balancer").next().is_none() {
            continue;
        }
        let Some(task) = context.tasks().of_service(service, found) else { continue };
        for target in service.blocks("load_balancer") {
            let at = target.get("container_name");
            let Some(name) = found.text(at) else { continue };
            let container = match task.container(&name, found) {
                Read::Known(container) => container,
                Read::Unknown => {
                    found.unjudged(at);
                    continue;
                }
                Read::Absent => {
                    let message = format!("the task has no container `{name}`");
                    found.report(at, message, "name a container of the task definition");
                    continue;
                }
            };
            let at = target.get("container_port");
            let Some(port) = found.integer(at) else { continue };
            let ports: Vec<_> = container.ports().map(|mapping| reach(mapping)).collect();
            if ports.contains(&None) {
                found.unjudged(at);
            } else if !ports.iter().flatten().any(|range| range.contains(&port)) {
                let message = format!("container `{name}` has no port mapping of {port}");
                found.report(at, message, "name a port that the container's `portMappings` have");
            }
        }
    }
}

/// The ports that a mapping opens, if they are known.
fn reach(mapping: Node<'_>) -> Option<RangeInclusive<i64>> {
    if let Read::Known(port) = member(mapping, "containerPort").integer() {
        return Some(port..=port);
    }
    let range = member(mapping, "containerPortRange").text().known()?;
    let (from, to) = range.split_once('-')?;
    Some(from.trim().parse().ok()?..=to.trim().parse().ok()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_target_is_in_the_task() {
        let of = |name: &str, port: serde_json::Value| {
            let mut document = fargate(
                &json!([{"name": "app", "portMappings": [{"containerPort": 3000}, {"containerPortRange": "80-90"}]}]),
            );
            document["aws_ecs_service"] = json!({"a": {
                "load_balancer": {"container_name": name, "container_port": port},
                "task_definition": "${aws_ecs_task_definition.a.arn}",
            }});
            document
        };
        breaks(
            &RULE,
            of("web", json!(3000)),
            &["aws_ecs_service.a: load_balancer.container_name: the task has no container `web`"],
        );
        breaks(
            &RULE,
            of("app", json!(3001)),
            &["aws_ecs_service.a: load_balancer.container_port: container `app` has no port mapping of 3001"],
        );
        holds(&RULE, of("app", json!("3000")));
        holds(&RULE, of("app", json!(85)));
        unjudged(&RULE, of("app", json!("${var.port}")));
    }

    #[test]
    fn the_task_is_found_by_its_family() {
        let of = |name: &str| {
            let mut document = fargate(&json!([{"name": "app", "portMappings": [{"containerPort": 3000}]}]));
            document["aws_ecs_service"] = json!({"a": {"load_balancer": {"container_name": "web", "container_port": 1}, "task_definition": name}});
            document
        };
        let said = ["aws_ecs_service.a: load_balancer.container_name: the task has no container `web`"];
        for name in [
            "a",
            "a:12",
            "${aws_ecs_task_definition.a.family}:${max(1, 2)}",
            "${aws_ecs_task_definition.a.id}",
        ] {
            breaks(&RULE, of(name), &said);
        }
        unjudged(&RULE, of("${data.aws_ecs_task_definition.a.arn}"));
    }
}
