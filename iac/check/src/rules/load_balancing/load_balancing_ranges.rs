//! Numbers of listeners, rules and target groups are in the ranges that AWS takes.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "load-balancing-ranges",
    severity: Severity::Error,
    summary: "numbers of listeners, rules and target groups are in the ranges that AWS takes",
    why: "AWS refuses the resource",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    ),
    check,
};

/// A type, the way to a number in it, and the first and last that AWS takes.
type Range = (&'static str, &'static [&'static str], i64, i64);

const RANGES: [Range; 9] = [
    ("aws_lb_listener", &["port"], 1, 65_535),
    ("aws_lb_listener_rule", &["priority"], 1, 50_000),
    ("aws_lb_target_group", &["port"], 1, 65_535),
    ("aws_lb_target_group", &["deregistration_delay"], 0, 3_600),
    ("aws_lb_target_group", &["health_check", "healthy_threshold"], 2, 10),
    ("aws_lb_target_group", &["health_check", "interval"], 5, 300),
    ("aws_lb_target_group", &["health_check", "timeout"], 2, 120),
    ("aws_lb_target_group", &["health_check", "unhealthy_threshold"], 2, 10),
    ("aws_lb_target_group", &["stickiness", "cookie_duration"], 1, 604_800),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, names, first, last) in RANGES {
        for resource in context.resources(ty) {
            let at = names.iter().fold(resource, |node, name| node.get(name));
            if let Some(number) = found.integer(at)
                && !(first..=last).contains(&number)
            {
                found.report(at, format!("{number} is not from {first} to {last}"), "choose from that range");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn numbers_are_in_their_ranges() {
        let group = |interval: &str| json!({"aws_lb_target_group": {"a": {"health_check": [{"interval": interval}]}}});
        breaks(
            &RULE,
            group("301"),
            &["aws_lb_target_group.a: health_check[0].interval: 301 is not from 5 to 300"],
        );
        breaks(
            &RULE,
            json!({"aws_lb_listener_rule": {"a": {"priority": 50_001}}}),
            &["aws_lb_listener_rule.a: priority: 50001 is not from 1 to 50000"],
        );
        holds(&RULE, group("300"));
        unjudged(&RULE, group("${var.interval}"));
    }
}
