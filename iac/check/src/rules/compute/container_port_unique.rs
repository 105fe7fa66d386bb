//! In a task with a network interface of its own, no two port mappings have the same port or the same name.

use std::collections::HashMap;

use crate::containers::member;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-port-unique",
    severity: Severity::Error,
    summary: "in a task with a network interface of its own, no two port mappings have the same port or the same name",
    why: "the second program cannot listen, or AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let containers = task.containers(found);
        let shared = task.node.get("network_mode").text().is(&"awsvpc".into()) || task.is_fargate(found);
        let (mut ports, mut names) = (HashMap::new(), HashMap::new());
        for container in containers {
            for mapping in container.ports() {
                let title = container.title();
                let (name, port) = (member(mapping, "name"), member(mapping, "containerPort"));
                if let Some(text) = found.text(name)
                    && let Some(other) = names.insert(text.clone(), title.clone())
                {
                    let message = format!("a port of container `{other}` is called `{text}`, too");
                    found.report(name, message, "give each port a name of its own");
                }
                let Some(number) = found.integer(port).filter(|_| shared) else { continue };
                let Some(protocol) =
                    found.known(mapping, member(mapping, "protocol").text().or("tcp".into()))
                else {
                    continue;
                };
                if let Some(other) = ports.insert((number, protocol), title) {
                    let message = format!("container `{other}` listens on port {number}, too");
                    found.report(
                        port,
                        message,
                        "give each a port of its own: they share one network interface",
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::{fargate, instances};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn a_port_is_taken_once() {
        let of = |port: u16, name: &str| {
            json!([
                {"name": "a", "portMappings": [{"containerPort": 80, "name": "web"}]},
                {"name": "b", "portMappings": [{"containerPort": port, "name": name}]},
            ])
        };
        let at = "aws_ecs_task_definition.a: container_definitions[1].portMappings[0]";
        breaks(
            &RULE,
            fargate(&of(80, "x")),
            &[&format!("{at}.containerPort: container `a` listens on port 80, too")],
        );
        breaks(
            &RULE,
            instances(&of(81, "web")),
            &[&format!("{at}.name: a port of container `a` is called `web`, too")],
        );
        holds(&RULE, fargate(&of(81, "x")));
        holds(&RULE, instances(&of(80, "x")));
        unjudged(&RULE, fargate(&of(81, "${var.x}")));
    }
}
