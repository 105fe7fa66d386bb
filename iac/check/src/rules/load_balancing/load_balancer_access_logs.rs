//! An application load balancer logs who asked for what.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::is_application;

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-access-logs",
    severity: Severity::Warning,
    summary: "an application load balancer logs who asked for what",
    why: "after an incident nobody can say who read what",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for balancer in context.resources("aws_lb") {
        // Others log nothing but what speaks TLS to them.
        if is_application(found, balancer) != Some(true) {
            continue;
        }
        if balancer.makes_blocks("access_logs") {
            found.unjudged(balancer.get("access_logs"));
            continue;
        }
        let logs = balancer.get("access_logs").elements().next();
        let at = logs.map_or_else(|| balancer.get("access_logs"), |logs| logs.get("enabled"));
        if found.boolean(at, false) == Some(false) {
            found.report(at, "access logs are off, as they are by default", "set `access_logs.enabled`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn logs_are_on() {
        let balancer = |logs: serde_json::Value| json!({"aws_lb": {"a": {"access_logs": logs}}});
        let said = "access logs are off, as they are by default";
        breaks(&RULE, balancer(json!(null)), &[&format!("aws_lb.a: access_logs: {said}")]);
        breaks(
            &RULE,
            balancer(json!([{"bucket": "b"}])),
            &[&format!("aws_lb.a: access_logs[0].enabled: {said}")],
        );
        holds(&RULE, balancer(json!({"enabled": true})));
        holds(&RULE, json!({"aws_lb": {"a": {"load_balancer_type": "network"}}}));
        unjudged(&RULE, balancer(json!({"enabled": "${var.logs}"})));
        unjudged(&RULE, json!({"aws_lb": {"a": {"dynamic": {"access_logs": {"for_each": "${var.logs}"}}}}}));
    }
}
