//! A health check asks a port that the task has.

use configuration::Read;

use crate::containers::{Container, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::targets::targets;

pub(crate) const RULE: Rule = Rule {
    id: "service-health-check-port",
    severity: Severity::Warning,
    summary: "a health check asks a port that the task has",
    why: "every target is unhealthy, and every deployment fails",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for target in targets(context, found) {
        let at = target.group.path_to(["health_check", "port"]);
        let Some(port) = found.known(at, at.text().or("traffic-port".into())) else { continue };
        let Ok(port) = port.parse::<i64>() else { continue };
        let Some(task) = context.tasks().of_service(target.service, found) else { continue };
        let mappings: Vec<_> = task.containers(found).iter().flat_map(Container::ports).collect();
        let ports: Vec<_> =
            mappings.iter().map(|mapping| member(*mapping, "containerPort").integer()).collect();
        if mappings.is_empty() || ports.contains(&Read::Unknown) || ports.contains(&Read::Absent) {
            found.unjudged(at);
        } else if !ports.contains(&Read::Known(port)) {
            let message =
                format!("no container of `{}` has a port mapping of {port}", task.node.block().address());
            found.report(at, message, "ask `traffic-port`, or map the port");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    fn of(group: serde_json::Value, mapping: serde_json::Value) -> serde_json::Value {
        let mut container = json!({"name": "app"});
        container["portMappings"] = vec![mapping].into();
        let mut document = fargate(&vec![container].into());
        document["aws_ecs_service"] = json!({"a": {
            "load_balancer": {"container_name": "app", "container_port": 3000, "target_group_arn": "${aws_lb_target_group.a.arn}"},
            "task_definition": "${aws_ecs_task_definition.a.arn}",
        }});
        document["aws_lb_target_group"]["a"] = group;
        document
    }

    #[test]
    fn health_checks_are_answered() {
        let port = |port: serde_json::Value| {
            of(json!({"health_check": {"port": port}}), json!({"containerPort": 3000}))
        };
        breaks(
            &RULE,
            port(json!(8080)),
            &[
                "aws_lb_target_group.a: health_check.port: no container of `aws_ecs_task_definition.a` has a port mapping of 8080",
            ],
        );
        holds(&RULE, port(json!("3000")));
        holds(&RULE, port(json!("traffic-port")));
        holds(&RULE, port(json!(null)));
        unjudged(&RULE, port(json!("${var.x}")));
    }
}
