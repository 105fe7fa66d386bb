//! A load balancer reaches the tasks behind it, on their port and on that of their health check.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::network::Answer;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-reaches-task",
    severity: Severity::Error,
    summary: "a load balancer reaches the tasks that it forwards to, on their port and on the port of their health check",
    why: "every request ends in 504, and ECS replaces tasks that seem unhealthy without end",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let network = context.network();
    for service in context.resources("aws_ecs_service") {
        for registered in network.registered(service.block()) {
            let Some(port) = port(found.integer(registered.at.get("container_port"))) else { continue };
            let check = context.configuration.node(registered.group).get("health_check").get("port");
            // Without a port of its own, health is asked on the port of the traffic.
            let health = match check.text() {
                Read::Known(text) => text.parse().ok(),
                _ => None,
            };
            let mut load_balancers = Vec::new();
            for forward in network.forwards(registered.group) {
                if load_balancers.contains(&forward.load_balancer) {
                    continue;
                }
                load_balancers.push(forward.load_balancer);
                for port in std::iter::once(port).chain(health.filter(|health| *health != port)) {
                    let answer = Answer::of(|way| {
                        network.load_balancer_to_service(forward.load_balancer, service.block(), port, way)
                    });
                    let (from, to) = (forward.load_balancer.address(), service.block().address());
                    super::must_be_open(
                        answer,
                        &format!("`{from}` does not reach the tasks of `{to}` on {port}"),
                        found,
                    );
                }
            }
        }
    }
}

fn port(number: Option<i64>) -> Option<u16> {
    u16::try_from(number?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds, unjudged};

    const WHAT: &str = "`aws_lb.main` does not reach the tasks of `aws_ecs_service.a`";

    #[test]
    fn tasks_are_reached_on_their_port() {
        breaks(
            &RULE,
            with("/aws_vpc_security_group_ingress_rule/task", json!(null)),
            &[&format!(
                "aws_security_group.task: : {WHAT} on 3000: `aws_security_group.task` lets in nothing from `aws_security_group.lb` on 3000"
            )],
        );
        breaks(
            &RULE,
            with("/aws_vpc_security_group_egress_rule/lb", json!(null)),
            &[&format!(
                "aws_security_group.lb: : {WHAT} on 3000: `aws_security_group.lb` lets out nothing to `aws_security_group.task` on 3000"
            )],
        );
        holds(&RULE, sound());
        unjudged(&RULE, with("/aws_ecs_service/a/load_balancer/container_port", json!("${var.port}")));
    }

    #[test]
    fn so_is_their_health() {
        let port = |port: serde_json::Value| with("/aws_lb_target_group/a/health_check/port", port);
        breaks(
            &RULE,
            port(json!("8080")),
            &[&format!(
                "aws_security_group.lb: : {WHAT} on 8080: `aws_security_group.lb` lets out nothing to `aws_security_group.task` on 8080"
            )],
        );
        holds(&RULE, port(json!("traffic-port")));
        holds(&RULE, port(json!(3000)));
    }
}
