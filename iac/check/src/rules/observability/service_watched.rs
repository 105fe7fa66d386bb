//! Where services are watched, each is.

use std::collections::HashSet;

use configuration::{Block, Map, Mode, Node, Read, Root};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::observability::alarms::metrics;

pub(crate) const RULE: Rule = Rule {
    id: "service-watched",
    severity: Severity::Warning,
    summary: "where alarms watch a service, some alarm watches each",
    why: "the one that nobody watches is the one that fails unseen",
    source: None,
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let all = context.configuration;
    let mut watched: HashSet<usize> = HashSet::new();
    let mut open = false;
    // A target group is its services'.
    let mut registered: Map<usize, Vec<&Block<'c>>> = Map::default();
    for service in context.resources("aws_ecs_service") {
        for one in service.blocks("load_balancer") {
            if let Read::Known(group) = one.get("target_group_arn").target() {
                registered.entry(group.block.index()).or_default().push(service.block());
            }
        }
    }
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        for metric in metrics(alarm) {
            let at = metric.get("dimensions").get("ServiceName");
            match at.text() {
                Read::Known(name) => {
                    let service = all.named("aws_ecs_service", "name", &name);
                    watched.extend(service.known().map(Block::index));
                }
                Read::Unknown => open |= at.target().known().is_none(),
                Read::Absent => {}
            }
        }
        for block in referred(alarm) {
            watched.insert(block.index());
            let services = registered.get(&block.index()).map_or(&[][..], Vec::as_slice);
            watched.extend(services.iter().map(|service| service.index()));
        }
    }
    let is_watched = |service: &Node<'c>| watched.contains(&service.block().index());
    if !context.resources("aws_ecs_service").any(|service| is_watched(&service)) {
        return;
    }
    for service in context.resources("aws_ecs_service").filter(|service| !is_watched(service)) {
        if open || !context.is_root() {
            found.unjudged(service);
        } else {
            let message = "no alarm watches this service, and others are watched";
            found.report(service, message, "add an `aws_cloudwatch_metric_alarm` with its `ServiceName`");
        }
    }
}

/// The services and target groups that an alarm refers to.
fn referred(alarm: Node<'_>) -> Vec<&Block<'_>> {
    let mut blocks = Vec::new();
    alarm.references(|_, expression| {
        for traversal in expression.traversals() {
            if let Root::Resource(Mode::Resource, ty @ ("aws_ecs_service" | "aws_lb_target_group"), name) =
                traversal.root
            {
                blocks.extend(alarm.configuration().resource(Mode::Resource, ty, name));
            }
        }
    });
    blocks
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn each_service_is_watched() {
        let document = |second: serde_json::Value| {
            let alarm = |dimensions: serde_json::Value| json!({"metric_name": "x", "dimensions": dimensions});
            json!({
                "aws_cloudwatch_metric_alarm": {
                    "a": alarm(json!({"ServiceName": "a"})),
                    "b": alarm(second),
                },
                "aws_ecs_service": {
                    "a": {"name": "a"},
                    "b": {"name": "b", "load_balancer": {"target_group_arn": "${aws_lb_target_group.b.arn}"}},
                },
                "aws_lb_target_group": {"b": {}},
            })
        };
        breaks(
            &RULE,
            document(json!({"ServiceName": "a"})),
            &["aws_ecs_service.b: : no alarm watches this service, and others are watched"],
        );
        holds(&RULE, document(json!({"ServiceName": "${aws_ecs_service.b.name}"})));
        holds(&RULE, document(json!({"TargetGroup": "${aws_lb_target_group.b.arn_suffix}"})));
        holds(&RULE, json!({"aws_ecs_service": {"a": {"name": "a"}}}));
        unjudged(&RULE, document(json!({"ServiceName": "${var.service}"})));
    }
}
