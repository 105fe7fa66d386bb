//! A target group is in the VPC of the load balancer that forwards to it.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::{balancer, target_groups, with_actions};

pub(crate) const RULE: Rule = Rule {
    id: "target-group-network",
    severity: Severity::Error,
    summary: "a target group is in the VPC of the load balancer that forwards to it",
    why: "AWS refuses the listener or the rule",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (node, name, listener) in with_actions(context, found) {
        let Some(balancer) = balancer(found, listener) else { continue };
        let balancer = context.configuration.node(balancer);
        // Its subnets are all in one VPC; another rule sees to that.
        let Some(at) = balancer.get("subnets").elements().next() else { continue };
        let Some(subnet) = found.target(at) else { continue };
        let Some(vpc) = found.target(context.configuration.node(subnet.block).get("vpc_id")) else {
            continue;
        };
        for at in node.blocks(name).flat_map(target_groups) {
            let Some(group) = found.target(at) else { continue };
            let own = context.configuration.node(group.block).get("vpc_id");
            let Some(own) = found.target(own) else { continue };
            if own.block != vpc.block {
                let message = format!(
                    "`{}` is in `{}`, and the load balancer in `{}`",
                    group.block.address(),
                    own.block.address(),
                    vpc.block.address()
                );
                found.report(at, message, "make the target group in the load balancer's VPC");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(vpc: &str) -> serde_json::Value {
        json!({
            "aws_lb": {"a": {"subnets": ["${aws_subnet.a.id}"]}},
            "aws_lb_listener": {"a": {
                "load_balancer_arn": "${aws_lb.a.arn}",
                "default_action": {"target_group_arn": "${aws_lb_target_group.a.arn}"},
            }},
            "aws_lb_target_group": {"a": {"vpc_id": vpc}},
            "aws_subnet": {"a": {"vpc_id": "${aws_vpc.main.id}"}},
            "aws_vpc": {"main": {}, "other": {}},
        })
    }

    #[test]
    fn both_are_in_one_vpc() {
        breaks(
            &RULE,
            document("${aws_vpc.other.id}"),
            &[
                "aws_lb_listener.a: default_action.target_group_arn: `aws_lb_target_group.a` is in `aws_vpc.other`, and the load balancer in `aws_vpc.main`",
            ],
        );
        holds(&RULE, document("${aws_vpc.main.id}"));
        unjudged(&RULE, document("${var.vpc}"));
    }
}
