//! A target group with slow start routes round robin.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "target-group-slow-start-algorithm",
    severity: Severity::Error,
    summary: "a target group with slow start routes round robin",
    why: "AWS refuses slow start with any other algorithm",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_lb_target_group") {
        let Some(slow_start) = found.integer(group.get("slow_start")) else { continue };
        let Some(algorithm) = found.text(group.get("load_balancing_algorithm_type")) else { continue };
        if slow_start > 0 && algorithm != "round_robin" {
            found.report(
                group.get("slow_start"),
                format!("a slow start of {slow_start} s does not go with `{algorithm}`"),
                "route `round_robin`, or start without it: `0`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn group(seconds: &str, algorithm: &str) -> serde_json::Value {
        json!({"aws_lb_target_group": {"a": {"slow_start": seconds, "load_balancing_algorithm_type": algorithm}}})
    }

    #[test]
    fn slow_start_goes_round_robin() {
        breaks(
            &RULE,
            group("30", "least_outstanding_requests"),
            &[
                "aws_lb_target_group.a: slow_start: a slow start of 30 s does not go with `least_outstanding_requests`",
            ],
        );
        holds(&RULE, group("30", "round_robin"));
        holds(&RULE, group("0", "weighted_random"));
        unjudged(&RULE, group("${var.seconds}", "weighted_random"));
    }
}
