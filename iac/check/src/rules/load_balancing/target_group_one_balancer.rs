//! A target group belongs to one load balancer.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::{balancer, target_groups, with_actions};

pub(crate) const RULE: Rule = Rule {
    id: "target-group-one-balancer",
    severity: Severity::Error,
    summary: "a target group belongs to one load balancer",
    why: "AWS refuses the second: a target group is used by one load balancer only",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut first = HashMap::new();
    for (node, name, listener) in with_actions(context, found) {
        let Some(balancer) = balancer(found, listener) else { continue };
        for at in node.blocks(name).flat_map(target_groups) {
            let Some(group) = found.target(at) else { continue };
            // One of several may be each load balancer's own.
            if !group.block.is_single() || !balancer.is_single() {
                found.unjudged(at);
                continue;
            }
            let group = group.block.address();
            let earlier: &str = first.entry(group.clone()).or_insert(balancer.name);
            if earlier != balancer.name {
                found.report(
                    at,
                    format!(
                        "`{group}` belongs to `aws_lb.{earlier}` already, not to `{}`",
                        balancer.address()
                    ),
                    "make a target group for each load balancer",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn listeners(second: &str) -> serde_json::Value {
        json!({
            "aws_lb": {"a": {}, "b": {}},
            "aws_lb_target_group": {"x": {}, "y": {}},
            "aws_lb_listener": {
                "a": {"load_balancer_arn": "${aws_lb.a.arn}", "default_action": {"target_group_arn": "${aws_lb_target_group.x.arn}"}},
                "b": {"load_balancer_arn": "${aws_lb.b.arn}"},
            },
            "aws_lb_listener_rule": {"b": {
                "listener_arn": "${aws_lb_listener.b.arn}",
                "action": [{"forward": [{"target_group": [{"arn": second}]}]}],
            }},
        })
    }

    #[test]
    fn a_group_is_used_once() {
        breaks(
            &RULE,
            listeners("${aws_lb_target_group.x.arn}"),
            &[
                "aws_lb_listener_rule.b: action[0].forward[0].target_group[0].arn: `aws_lb_target_group.x` belongs to `aws_lb.a` already, not to `aws_lb.b`",
            ],
        );
        holds(&RULE, listeners("${aws_lb_target_group.y.arn}"));
        unjudged(&RULE, listeners("${var.group}"));
    }
}
