//! In a task with a network interface of its own, the port of the host is that of the container.

use crate::containers::{each, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-host-port",
    severity: Severity::Error,
    summary: "in a task with a network interface of its own, the port of the host is that of the container",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        for mapping in container.ports() {
            let (inside, outside) = (member(mapping, "containerPort"), member(mapping, "hostPort"));
            // Zero is as good as none.
            let Some(host) = found.integer(outside).filter(|port| *port != 0) else { continue };
            let own = task.node.get("network_mode").text();
            let own =
                own.known().is_some_and(|mode| mode == "awsvpc" || mode == "host") || task.is_fargate(found);
            let Some(port) = found.integer(inside).filter(|port| own && *port != host) else { continue };
            let message = format!("container `{}` maps its port {port} to {host}", container.title());
            found.report(outside, message, format!("remove `hostPort`, or make it {port}"));
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::{fargate, instances};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn ports_are_the_same() {
        let of = |host: &serde_json::Value| json!([{"name": "a", "portMappings": [{"containerPort": 3000, "hostPort": host}]}]);
        breaks(
            &RULE,
            fargate(&of(&json!(80))),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].portMappings[0].hostPort: container `a` maps its port 3000 to 80",
            ],
        );
        for right in [json!(3000), json!(null), json!(0)] {
            holds(&RULE, fargate(&of(&right)));
        }
        holds(&RULE, instances(&of(&json!(80))));
        unjudged(&RULE, fargate(&of(&json!("${var.port}"))));
    }
}
