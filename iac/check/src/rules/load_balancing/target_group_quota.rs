//! An action forwards to at most 5 target groups, and a load balancer to at most 100.

use std::collections::{HashMap, HashSet};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::{balancer, target_groups, with_actions};

pub(crate) const RULE: Rule = Rule {
    id: "target-group-quota",
    severity: Severity::Error,
    summary: "an action forwards to at most 5 target groups, and a load balancer to at most 100",
    why: "AWS refuses more, and does not raise these quotas",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
    ),
    check,
};

const PER_ACTION: usize = 5;
const PER_BALANCER: usize = 100;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut groups: HashMap<String, HashSet<String>> = HashMap::new();
    for (node, name, listener) in with_actions(context, found) {
        let balancer = balancer(found, listener);
        for action in node.blocks(name) {
            let all = target_groups(action);
            if all.len() > PER_ACTION {
                let message = format!("{} target groups in one action; {PER_ACTION} is the most", all.len());
                found.report(action.get("forward"), message, "forward to fewer target groups");
            }
            let Some(balancer) = balancer.filter(|balancer| balancer.is_single()) else { continue };
            let of_balancer = groups.entry(balancer.address()).or_default();
            for at in all {
                let Some(group) = found.target(at) else { continue };
                if of_balancer.insert(group.block.address()) && of_balancer.len() == PER_BALANCER + 1 {
                    let message =
                        format!("`{}` gets more than {PER_BALANCER} target groups", balancer.address());
                    found.report(at, message, "spread the target groups over several load balancers");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn listener(groups: usize) -> serde_json::Value {
        let names: Vec<String> =
            (0..groups).map(|at| format!("${{aws_lb_target_group.g{at}.arn}}")).collect();
        let groups: serde_json::Map<_, _> = (0..groups).map(|at| (format!("g{at}"), json!({}))).collect();
        let mut rules = serde_json::Map::new();
        for (at, names) in names.chunks(5).enumerate() {
            let names: Vec<_> = names.iter().map(|arn| json!({"arn": arn})).collect();
            let action = json!([{"type": "forward", "forward": {"target_group": names}}]);
            rules.insert(
                format!("r{at:02}"),
                json!({"listener_arn": "${aws_lb_listener.a.arn}", "action": action}),
            );
        }
        json!({
            "aws_lb": {"a": {}},
            "aws_lb_listener": {"a": {"load_balancer_arn": "${aws_lb.a.arn}"}},
            "aws_lb_listener_rule": rules,
            "aws_lb_target_group": groups,
        })
    }

    #[test]
    fn a_load_balancer_has_a_hundred() {
        breaks(
            &RULE,
            listener(101),
            &[
                "aws_lb_listener_rule.r20: action[0].forward.target_group[0].arn: `aws_lb.a` gets more than 100 target groups",
            ],
        );
        holds(&RULE, listener(100));
    }

    #[test]
    fn an_action_has_five() {
        let action = |groups: usize| {
            let groups = vec![json!({"arn": "${aws_lb_target_group.x.arn}"}); groups];
            json!({
                "aws_lb": {"a": {}},
                "aws_lb_target_group": {"x": {}},
                "aws_lb_listener": {"a": {
                    "load_balancer_arn": "${aws_lb.a.arn}",
                    "default_action": {"forward": {"target_group": groups}},
                }},
            })
        };
        breaks(
            &RULE,
            action(6),
            &["aws_lb_listener.a: default_action.forward: 6 target groups in one action; 5 is the most"],
        );
        holds(&RULE, action(5));
        unjudged(
            &RULE,
            json!({"aws_lb_listener": {"a": {"load_balancer_arn": "${var.arn}", "default_action": {}}}}),
        );
    }
}
