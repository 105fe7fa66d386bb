//! A container speaks the protocol by which its target group speaks to it.

use configuration::Node;

use crate::containers::member;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::targets::{Target, targets};

pub(crate) const RULE: Rule = Rule {
    id: "service-target-protocol",
    severity: Severity::Error,
    summary: "a container speaks the protocol by which its target group speaks to it",
    why: "no answer is understood: every target is unhealthy, and every deployment fails",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for target in targets(context, found) {
        let at = target.group.get("protocol");
        let Some(protocol) = found.text(at) else { continue };
        let Some(mapping) = mapping(context, target, found) else { continue };
        let transport = member(mapping, "protocol");
        let Some(transport_name) = found.known(transport, transport.text().or("tcp".into())) else {
            continue;
        };
        let by_udp = matches!(protocol.as_ref(), "UDP" | "TCP_UDP" | "QUIC");
        let carries = if transport_name == "udp" { by_udp } else { protocol != "UDP" && protocol != "QUIC" };
        if !carries {
            let message =
                format!("the target group speaks {protocol}, and the container's port is {transport_name}");
            found.report(at, message, "make the two agree");
            continue;
        }
        let version = target.group.get("protocol_version");
        let (Some(spoken), Some(version)) = (
            found.text(member(mapping, "appProtocol")),
            found.known(version, version.text().or("HTTP1".into())),
        ) else {
            continue;
        };
        let agrees = match spoken.as_ref() {
            "grpc" => version == "GRPC",
            "http" => version == "HTTP1",
            _ => version != "HTTP1",
        };
        if matches!(protocol.as_ref(), "HTTP" | "HTTPS") && !agrees {
            let message =
                format!("the target group speaks {version}, and the container's port is for {spoken}");
            found.report(target.group.get("protocol_version"), message, "make the two agree");
        }
    }
}

/// The port mapping of the port that is registered.
fn mapping<'c>(context: &Context<'c>, target: Target<'c>, found: &mut Found<'_, 'c>) -> Option<Node<'c>> {
    let task = context.tasks().of_service(target.service, found)?;
    let name = found.text(target.block.get("container_name"))?;
    let port = found.integer(target.block.get("container_port"))?;
    let container = task.container(&name, found);
    let container = found.known(target.block.get("container_name"), container)?;
    container.ports().find(|mapping| member(*mapping, "containerPort").integer().is(&port))
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
    fn protocols_agree() {
        let group =
            |protocol: &str, version: &str| json!({"protocol": protocol, "protocol_version": version});
        let mapping = |transport: &str, spoken: &str| json!({"containerPort": 3000, "protocol": transport, "appProtocol": spoken});
        breaks(
            &RULE,
            of(group("HTTPS", "HTTP1"), mapping("udp", "http")),
            &[
                "aws_lb_target_group.a: protocol: the target group speaks HTTPS, and the container's port is udp",
            ],
        );
        breaks(
            &RULE,
            of(json!({"protocol": "HTTP"}), mapping("tcp", "grpc")),
            &[
                "aws_lb_target_group.a: protocol_version: the target group speaks HTTP1, and the container's port is for grpc",
            ],
        );
        holds(&RULE, of(group("HTTP", "GRPC"), mapping("tcp", "grpc")));
        holds(&RULE, of(json!({"protocol": "HTTPS"}), json!({"containerPort": 3000})));
        holds(&RULE, of(json!({"protocol": "TCP_UDP"}), mapping("udp", "http")));
        unjudged(&RULE, of(json!({"protocol": "${var.x}"}), json!({"containerPort": 3000})));
    }
}
