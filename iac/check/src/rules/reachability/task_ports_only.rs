//! Tasks are reached on the ports that they listen to.

use std::collections::HashSet;

use configuration::Node;

use crate::containers::Container;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, Ports, Protocol};

pub(crate) const RULE: Rule = Rule {
    id: "task-ports-only",
    severity: Severity::Warning,
    summary: "the security group of tasks behind a load balancer lets in on no more ports than their containers have",
    why: "what else listens there, or will, is open without anybody having meant it",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        if service.blocks("load_balancer").next().is_none() {
            continue;
        }
        let Some(ports) = ports(context, service, found) else { continue };
        for reference in service.get("network_configuration").get("security_groups").elements() {
            let Some(group) = found.known(reference, context.security_groups().referred(reference)) else {
                continue;
            };
            let Some(group) = context.security_groups().get(group) else { continue };
            for rule in group.in_direction(Direction::Ingress) {
                let range = match (rule.protocol, rule.ports) {
                    (Protocol::Tcp, Ports::Range(from, to)) => from..=to,
                    (Protocol::All, _) => 0..=u16::MAX,
                    (Protocol::Unknown, _) | (_, Ports::Unknown) => {
                        found.unjudged(rule.at);
                        continue;
                    }
                    _ => continue,
                };
                // A range that is full of what is listened to is no wider than that.
                let listened = ports.iter().filter(|port| range.contains(port)).count();
                if listened < range.len() {
                    let wide = if range.len() == 1 {
                        format!("on {}", range.start())
                    } else {
                        format!("from {} to {}", range.start(), range.end())
                    };
                    let message = format!(
                        "the tasks of `{}` are reached {wide}, and do not listen to all of it",
                        service.block().address()
                    );
                    found.report(
                        rule.at,
                        message,
                        "let in on the ports of the containers, each with a rule of its own",
                    );
                }
            }
        }
    }
}

/// What the containers of a service's tasks listen to; none, if that is not known.
fn ports<'c>(context: &Context<'c>, service: Node<'c>, found: &mut Found<'_, 'c>) -> Option<HashSet<u16>> {
    let mut ports = HashSet::new();
    let task = context.tasks().of_service(service, found)?;
    let named = service.blocks("load_balancer").map(|registered| registered.get("container_port"));
    let mapped = task.containers(found).iter().flat_map(Container::ports);
    for at in mapped.map(|mapping| mapping.get("containerPort")).chain(named) {
        ports.insert(u16::try_from(found.integer(at)?).ok()?);
    }
    // Health may be asked on a port that no mapping names.
    for registered in service.blocks("load_balancer") {
        let group = registered.get("target_group_arn").target().known()?;
        let port = context.configuration.node(group.block).get("health_check").get("port");
        ports.extend(port.text().known().and_then(|port| port.parse::<u16>().ok()));
    }
    Some(ports)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn ports_are_listened_to() {
        let document = |from: serde_json::Value| {
            let mut document = with("/aws_vpc_security_group_ingress_rule/task/from_port", from);
            let containers = json!([{"name": "a", "portMappings": [{"containerPort": 3000}]}]);
            document["aws_ecs_task_definition"]["a"]["container_definitions"] = json!(containers.to_string());
            document
        };
        breaks(
            &RULE,
            document(json!(1)),
            &[
                "aws_vpc_security_group_ingress_rule.task: : the tasks of `aws_ecs_service.a` are reached from 1 to 3000, and do not listen to all of it",
            ],
        );
        holds(&RULE, document(json!(3000)));
        holds(&RULE, sound());
        unjudged(&RULE, document(json!("${var.port}")));
    }
}
