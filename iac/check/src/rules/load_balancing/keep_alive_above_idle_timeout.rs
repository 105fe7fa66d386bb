//! What a load balancer forwards to keeps a connection longer than the load balancer does.

use std::collections::HashMap;

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::{balancer, is_application, target_groups, with_actions};

pub(crate) const RULE: Rule = Rule {
    id: "keep-alive-above-idle-timeout",
    severity: Severity::Error,
    summary: "what a load balancer forwards to keeps a connection longer than the load balancer does",
    why: "requests that meet a closing connection are answered with `502`",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut balancers: HashMap<String, Node<'c>> = HashMap::new();
    for (node, name, listener) in with_actions(context, found) {
        let Some(balancer) = balancer(found, listener) else { continue };
        for at in node.blocks(name).flat_map(target_groups) {
            let Some(group) = found.target(at) else { continue };
            balancers.insert(group.block.address(), context.configuration.node(balancer));
        }
    }
    for service in context.resources("aws_ecs_service") {
        for attached in service.blocks("load_balancer") {
            let Some(group) = found.target(attached.get("target_group_arn")) else { continue };
            let Some(balancer) = balancers.get(&group.block.address()) else { continue };
            if is_application(found, *balancer) != Some(true) {
                continue;
            }
            let idle = balancer.get("idle_timeout");
            let Some(idle) = found.known(idle, idle.integer().or(60)) else { continue };
            let Some(task) = context.tasks().of_service(service, found) else { continue };
            let containers = task.containers(found).to_vec();
            let settings =
                containers.iter().flat_map(|container| container.node.get("environment").elements());
            for setting in settings.filter(is_keep_alive) {
                let Some(seconds) = found.integer(setting.get("value")) else { continue };
                if seconds <= idle {
                    let message = format!(
                        "it closes a connection after {seconds} s, and `{}` after {idle} s",
                        balancer.block().address()
                    );
                    found.report(setting.get("value"), message, format!("set more than {idle}"));
                }
            }
        }
    }
}

/// Whether a variable says for how many seconds a server keeps a connection: there is no one name for that.
fn is_keep_alive(setting: &Node<'_>) -> bool {
    let name = setting.get("name").text().known().unwrap_or_default().to_ascii_uppercase().replace('_', "");
    name.contains("KEEPALIVE") && name.ends_with("SECONDS")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(seconds: &str, idle: &str) -> serde_json::Value {
        let containers =
            json!([{"name": "a", "environment": [{"name": "KEEP_ALIVE_SECONDS", "value": seconds}]}]);
        json!({
            "aws_ecs_service": {"a": {
                "task_definition": "${aws_ecs_task_definition.a.arn}",
                "load_balancer": [{"target_group_arn": "${aws_lb_target_group.a.arn}"}],
            }},
            "aws_ecs_task_definition": {"a": {"container_definitions": containers.to_string()}},
            "aws_lb": {"a": {"idle_timeout": idle}},
            "aws_lb_listener": {"a": {
                "load_balancer_arn": "${aws_lb.a.arn}",
                "default_action": {"target_group_arn": "${aws_lb_target_group.a.arn}"},
            }},
            "aws_lb_target_group": {"a": {}},
        })
    }

    #[test]
    fn the_task_waits_longer() {
        breaks(
            &RULE,
            document("30", "30"),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].environment[0].value: it closes a connection after 30 s, and `aws_lb.a` after 30 s",
            ],
        );
        holds(&RULE, document("31", "30"));
        unjudged(&RULE, document("31", "${var.idle}"));
    }
}
