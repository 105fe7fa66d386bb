//! The timeout of a health check is below its interval.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "health-check-timeout-below-interval",
    severity: Severity::Error,
    summary: "the timeout of a health check is below its interval",
    why: "AWS refuses the target group",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_lb_target_group") {
        // What speaks TCP may have both alike.
        let protocol = group.get("protocol");
        let protocol = found.known(protocol, protocol.text().or("HTTP".into()));
        let may_be_equal = !protocol.is_some_and(|protocol| protocol.starts_with("HTTP"));
        for health_check in group.blocks("health_check") {
            let interval = health_check.get("interval");
            let Some(timeout) = found.integer(health_check.get("timeout")) else { continue };
            let Some(interval) = found.known(interval, interval.integer().or(30)) else { continue };
            if timeout > interval || (timeout == interval && !may_be_equal) {
                found.report(
                    health_check.get("timeout"),
                    format!("a timeout of {timeout} s is not below the interval of {interval} s"),
                    "lower the timeout, or raise the interval",
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

    fn group(timeout: &serde_json::Value, protocol: &str) -> serde_json::Value {
        json!({"aws_lb_target_group": {"a": {
            "protocol": protocol, "health_check": [{"interval": 15, "timeout": timeout}],
        }}})
    }

    #[test]
    fn the_timeout_is_shorter() {
        breaks(
            &RULE,
            group(&json!("15"), "HTTPS"),
            &[
                "aws_lb_target_group.a: health_check[0].timeout: a timeout of 15 s is not below the interval of 15 s",
            ],
        );
        holds(&RULE, group(&json!(14), "HTTPS"));
        holds(&RULE, group(&json!(15), "TCP"));
        unjudged(&RULE, group(&json!("${var.timeout}"), "HTTPS"));
    }

    #[test]
    fn the_interval_is_thirty_seconds_where_it_is_absent() {
        let document =
            |timeout: u8| json!({"aws_lb_target_group": {"a": {"health_check": {"timeout": timeout}}}});
        breaks(
            &RULE,
            document(30),
            &[
                "aws_lb_target_group.a: health_check.timeout: a timeout of 30 s is not below the interval of 30 s",
            ],
        );
        holds(&RULE, document(29));
    }
}
