//! A load balancer has room for the tasks of the services behind it.

use std::collections::HashMap;

use configuration::{Block, Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "target-quota",
    severity: Severity::Warning,
    summary: "the services behind an application load balancer may have at most 1,000 tasks in all, and a region has at most 3,000 target groups",
    why: "AWS refuses more until the quota is raised: what scales is not registered, and gets no requests",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
    ),
    check,
};

const TARGETS: i64 = 1_000;
const GROUPS: usize = 3_000;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if let Some(group) = context.resources("aws_lb_target_group").nth(GROUPS) {
        let message = format!("more than {GROUPS} target groups in one region");
        found.report(group, message, "ask for a higher quota");
    }
    let mut targets: HashMap<usize, (&'c Block<'c>, i64)> = HashMap::new();
    for service in context.resources("aws_ecs_service") {
        let mut balancers: Vec<&'c Block<'c>> = Vec::new();
        for registered in context.network().registered(service.block()) {
            balancers
                .extend(context.network().forwards(registered.group).iter().map(|one| one.load_balancer));
        }
        if balancers.is_empty() {
            continue;
        }
        let Some(most) = most(context, service, found) else { continue };
        balancers.sort_by_key(|balancer| balancer.index());
        balancers.dedup();
        for balancer in balancers {
            let (_, sum) = targets.entry(balancer.index()).or_insert((balancer, 0));
            *sum = sum.saturating_add(most);
        }
    }
    let mut over: Vec<_> = targets.into_values().filter(|(_, sum)| *sum > TARGETS).collect();
    over.sort_by_key(|(balancer, _)| balancer.index());
    for (balancer, sum) in over {
        let message = format!(
            "the services behind it may have {sum} tasks; {TARGETS} is what an account may have unasked"
        );
        let fix = "ask for a higher quota, lower `max_capacity`, or add a load balancer";
        found.report(context.configuration.node(balancer), message, fix);
    }
}

/// How many tasks a service may have.
fn most<'c>(context: &Context<'c>, service: Node<'c>, found: &mut Found<'_, 'c>) -> Option<i64> {
    let at = service.get("desired_count");
    let desired = found.known(at, at.integer().or(0))?;
    match context.scaled().targets(service.block()) {
        Read::Known(targets) => targets
            .iter()
            .try_fold(desired, |most, target| Some(most.max(found.integer(target.get("max_capacity"))?))),
        Read::Absent => Some(desired),
        Read::Unknown => {
            found.unjudged(service);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn there_is_room() {
        let desired = |count: serde_json::Value| {
            let group = "${aws_lb_target_group.a.arn}";
            json!({
                "aws_ecs_service": {"a": {"desired_count": count, "load_balancer": {"target_group_arn": group}}},
                "aws_lb": {"main": {}},
                "aws_lb_listener": {"a": {
                    "load_balancer_arn": "${aws_lb.main.arn}",
                    "default_action": {"type": "forward", "target_group_arn": group},
                }},
                "aws_lb_target_group": {"a": {}},
            })
        };
        breaks(
            &RULE,
            desired(json!(1_001)),
            &[
                "aws_lb.main: : the services behind it may have 1001 tasks; 1000 is what an account may have unasked",
            ],
        );
        holds(&RULE, desired(json!(1_000)));
        unjudged(&RULE, desired(json!("${var.count}")));
    }

    #[test]
    fn target_groups_are_counted() {
        let document = |count: usize| {
            let groups = (0..count).map(|at| (format!("g{at}"), json!({})));
            json!({"aws_lb_target_group": groups.collect::<serde_json::Map<_, _>>()})
        };
        breaks(
            &RULE,
            document(3_001),
            &["aws_lb_target_group.g999: : more than 3000 target groups in one region"],
        );
        holds(&RULE, document(3_000));
    }
}
