//! Nothing but the load balancers in front of them reaches tasks.

use configuration::{Block, Node};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, Peer};

use super::task_reached_by_own_kind::is_of_one_service;

pub(crate) const RULE: Rule = Rule {
    id: "task-reached-by-load-balancers-only",
    severity: Severity::Error,
    summary: "the security groups of tasks behind a load balancer let in nobody but that load balancer",
    why: "whoever else is let in calls the service without the load balancer's TLS, firewall and logs",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let network = context.network();
    for service in context.resources("aws_ecs_service") {
        let mut before: Vec<&'c Block<'c>> = Vec::new();
        for registered in network.registered(service.block()) {
            before.extend(network.forwards(registered.group).iter().map(|forward| forward.load_balancer));
        }
        // A service without a load balancer is somebody's to call; by whom, nobody says.
        let Some(allowed) = groups(context, &before, found) else { continue };
        let own = service.get("network_configuration").get("security_groups");
        for reference in own.elements() {
            let Some(group) = found.known(reference, context.security_groups().referred(reference)) else {
                continue;
            };
            let Some(group) = context.security_groups().get(group) else { continue };
            let is_own = || is_of_one_service(context, group.block);
            for rule in group.in_direction(Direction::Ingress) {
                match &rule.peer {
                    Peer::Unknown => found.unjudged(rule.peer_at),
                    Peer::Group(peer) if allowed.contains(peer) => {}
                    // Its own kind: another rule says what to think of that.
                    Peer::Itself if is_own() => {}
                    Peer::Group(peer) if *peer == group.block && is_own() => {}
                    _ => report(service, rule.at, found),
                }
            }
            if !group.is_complete {
                found.unjudged(reference);
            }
        }
    }
}

/// The security groups of load balancers, if they are all known and there is one.
fn groups<'c>(
    context: &Context<'c>,
    load_balancers: &[&'c Block<'c>],
    found: &mut Found<'_, 'c>,
) -> Option<Vec<&'c Block<'c>>> {
    let mut groups = Vec::new();
    for load_balancer in load_balancers {
        let list = context.configuration.node(load_balancer).get("security_groups");
        for reference in list.elements() {
            groups.push(found.known(reference, context.security_groups().referred(reference))?);
        }
    }
    (!groups.is_empty()).then_some(groups)
}

fn report<'c>(service: Node<'c>, rule: Node<'c>, found: &mut Found<'_, 'c>) {
    let address = service.block().address();
    let message =
        format!("the tasks of `{address}` are reached by somebody who is not the load balancer before them");
    found.report(
        rule,
        message,
        "let in the load balancer's security group only, and let callers use the load balancer",
    );
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds, unjudged};

    fn rule(group: &str) -> serde_json::Value {
        let rule = json!({
            "security_group_id": "${aws_security_group.task.id}", "referenced_security_group_id": group,
            "ip_protocol": "tcp", "from_port": 3000, "to_port": 3000,
        });
        with("/aws_vpc_security_group_ingress_rule/more", rule)
    }

    #[test]
    fn nobody_else_is_let_in() {
        let mut shared = rule("${aws_security_group.task.id}");
        shared["aws_instance"] = json!({"a": {"vpc_security_group_ids": ["${aws_security_group.task.id}"]}});
        breaks(
            &RULE,
            shared,
            &[
                "aws_vpc_security_group_ingress_rule.more: : the tasks of `aws_ecs_service.a` are reached by somebody who is not the load balancer before them",
            ],
        );
        holds(&RULE, rule("${aws_security_group.task.id}"));
        holds(&RULE, rule("${aws_security_group.lb.id}"));
        holds(&RULE, sound());
        unjudged(&RULE, rule("${var.group}"));
    }
}
