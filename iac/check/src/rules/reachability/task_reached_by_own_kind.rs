//! Tasks of a service do not let each other in.

use configuration::Block;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::security_groups::{Direction, Peer};

pub(crate) const RULE: Rule = Rule {
    id: "task-reached-by-own-kind",
    severity: Severity::Warning,
    summary: "the tasks of a service behind a load balancer do not let each other in",
    why: "who gets into one task has a way to all of them, past the load balancer",
    source: None,
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        if service.blocks("load_balancer").next().is_none() {
            continue;
        }
        for reference in service.get("network_configuration").get("security_groups").elements() {
            let Some(group) = found.known(reference, context.security_groups().referred(reference)) else {
                continue;
            };
            let Some(group) = context.security_groups().get(group) else { continue };
            for rule in group.in_direction(Direction::Ingress) {
                let is_itself = match &rule.peer {
                    Peer::Itself => true,
                    Peer::Group(peer) => *peer == group.block,
                    _ => false,
                };
                if is_itself && is_of_one_service(context, group.block) {
                    let message = format!("the tasks of `{}` let each other in", service.block().address());
                    found.report(rule.at, message, "remove the rule, unless they talk to each other");
                }
            }
        }
    }
}

/// Whether one service's tasks have this group, and nothing else has.
pub(super) fn is_of_one_service<'c>(context: &Context<'c>, group: &Block<'c>) -> bool {
    let users = context.users().of_block(group).iter().map(|user| user.resource_type());
    let mut users = users.filter(|ty| ty.is_none_or(|ty| !ty.contains("security_group")));
    users.next() == Some(Some("aws_ecs_service")) && users.next().is_none()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::rules::reachability::{sound, with};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn tasks_are_alone() {
        let rule = |group: &str| {
            let rule = json!({
                "security_group_id": "${aws_security_group.task.id}", "referenced_security_group_id": group,
                "ip_protocol": "-1",
            });
            with("/aws_vpc_security_group_ingress_rule/more", rule)
        };
        breaks(
            &RULE,
            rule("${aws_security_group.task.id}"),
            &[
                "aws_vpc_security_group_ingress_rule.more: : the tasks of `aws_ecs_service.a` let each other in",
            ],
        );
        holds(&RULE, rule("${aws_security_group.lb.id}"));
        holds(&RULE, sound());
        unjudged(
            &RULE,
            with("/aws_ecs_service/a/network_configuration/security_groups", json!("${var.groups}")),
        );
    }
}
