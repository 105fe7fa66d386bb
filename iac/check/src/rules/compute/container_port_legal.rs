//! A port mapping names a port from 1 to 65535 and a protocol that ECS knows.

use crate::containers::{each, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-port-legal",
    severity: Severity::Error,
    summary: "a port mapping names a port from 1 to 65535 and a protocol that ECS knows",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        for mapping in container.ports() {
            for (key, least) in [("containerPort", 1), ("hostPort", 0)] {
                let at = member(mapping, key);
                if found.integer(at).is_some_and(|port| !(least..=65_535).contains(&port)) {
                    let message = format!("`{key}` of container `{}` is no port", container.title());
                    found.report(at, message, format!("choose a port from {least} to 65535"));
                }
            }
            let range = member(mapping, "containerPortRange");
            if !member(mapping, "containerPort").is_present() && !range.is_present() {
                let message = format!("a port mapping of container `{}` names no port", container.title());
                found.report(member(mapping, "containerPort"), message, "set `containerPort`");
            }
            for (key, known) in
                [("protocol", &["tcp", "udp"][..]), ("appProtocol", &["http", "http2", "grpc"])]
            {
                let at = member(mapping, key);
                if found.text(at).is_some_and(|value| !known.contains(&value.as_ref())) {
                    let message =
                        format!("`{key}` of container `{}` is none that ECS knows", container.title());
                    found.report(at, message, format!("choose one of {}", known.join(", ")));
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn ports_are_ports() {
        let of = |mapping: serde_json::Value| fargate(&json!([{"name": "a", "portMappings": [mapping]}]));
        let at = "aws_ecs_task_definition.a: container_definitions[0].portMappings[0]";
        for (wrong, said) in [
            (json!({"containerPort": 0}), "containerPort: `containerPort` of container `a` is no port"),
            (
                json!({"containerPort": 1, "hostPort": 65536}),
                "hostPort: `hostPort` of container `a` is no port",
            ),
            (json!({"hostPort": 1}), "containerPort: a port mapping of container `a` names no port"),
            (
                json!({"containerPort": 1, "protocol": "TCP"}),
                "protocol: `protocol` of container `a` is none that ECS knows",
            ),
            (
                json!({"containerPort": 1, "appProtocol": "https"}),
                "appProtocol: `appProtocol` of container `a` is none that ECS knows",
            ),
        ] {
            breaks(&RULE, of(wrong), &[&format!("{at}.{said}")]);
        }
        holds(
            &RULE,
            of(json!({"containerPort": 65535, "hostPort": 0, "protocol": "udp", "appProtocol": "grpc"})),
        );
        holds(&RULE, of(json!({"containerPortRange": "80-90"})));
        unjudged(&RULE, of(json!({"containerPort": "${var.port}"})));
    }
}
