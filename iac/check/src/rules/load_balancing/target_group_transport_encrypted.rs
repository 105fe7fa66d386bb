//! A load balancer speaks TLS to its targets.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "target-group-transport-encrypted",
    severity: Severity::Warning,
    summary: "a load balancer speaks TLS to its targets",
    why: "what patients send travels through the network in plain text",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-22"),
    check: look,
};

/// Production's rule looks for the same.
pub(super) fn look<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_lb_target_group") {
        // Lambda functions are called by AWS's own API.
        if group.get("target_type").text().is(&"lambda".into()) {
            continue;
        }
        let Some(protocol) = found.text(group.get("protocol")) else { continue };
        if protocol == "HTTP" {
            found.report(
                group.get("protocol"),
                "the load balancer speaks plain HTTP to its targets",
                "let the targets speak TLS, and set `HTTPS`",
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
    fn targets_speak_tls() {
        let group = |protocol: &str| json!({"aws_lb_target_group": {"a": {"protocol": protocol}}});
        let said = "the load balancer speaks plain HTTP to its targets";
        breaks(&RULE, group("HTTP"), &[&format!("aws_lb_target_group.a: protocol: {said}")]);
        holds(&RULE, group("HTTPS"));
        holds(&RULE, json!({"aws_lb_target_group": {"a": {"target_type": "lambda"}}}));
        unjudged(&RULE, group("${var.protocol}"));
    }
}
