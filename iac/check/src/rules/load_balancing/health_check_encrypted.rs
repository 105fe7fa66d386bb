//! The health check of a target group that speaks TLS speaks it, too.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "health-check-encrypted",
    severity: Severity::Warning,
    summary: "the health check of a target group that speaks TLS speaks it, too",
    why: "the health check fails against a port that speaks TLS only",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-21"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_lb_target_group") {
        let Some(protocol) = found.text(group.get("protocol")) else { continue };
        if protocol != "HTTPS" {
            continue;
        }
        // Without a health check of its own, and without a protocol in it, it speaks HTTP.
        let health_check = group.get("health_check").elements().next();
        let at = health_check
            .map_or_else(|| group.get("health_check"), |health_check| health_check.get("protocol"));
        let Some(protocol) = found.known(at, at.text().or("HTTP".into())) else { continue };
        if protocol == "HTTP" {
            found.report(
                at,
                "the targets speak HTTPS, and the health check speaks HTTP",
                "set the health check's `protocol` to `HTTPS`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn both_speak_tls() {
        let group = |check: serde_json::Value| json!({"aws_lb_target_group": {"a": {"protocol": "HTTPS", "health_check": check}}});
        let said = "the targets speak HTTPS, and the health check speaks HTTP";
        breaks(
            &RULE,
            group(json!({"protocol": "HTTP"})),
            &[&format!("aws_lb_target_group.a: health_check.protocol: {said}")],
        );
        breaks(
            &RULE,
            group(json!([{}])),
            &[&format!("aws_lb_target_group.a: health_check[0].protocol: {said}")],
        );
        breaks(&RULE, group(json!(null)), &[&format!("aws_lb_target_group.a: health_check: {said}")]);
        holds(&RULE, group(json!([{"protocol": "HTTPS"}])));
        unjudged(&RULE, group(json!({"protocol": "${var.protocol}"})));
    }
}
