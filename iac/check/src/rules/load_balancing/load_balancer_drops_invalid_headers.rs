//! An application load balancer drops header fields that HTTP does not allow.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::is_application;

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-drops-invalid-headers",
    severity: Severity::Warning,
    summary: "an application load balancer drops header fields that HTTP does not allow",
    why: "they are how requests are smuggled past what inspects them",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for balancer in context.resources("aws_lb") {
        let at = balancer.get("drop_invalid_header_fields");
        if is_application(found, balancer) == Some(true) && found.boolean(at, false) == Some(false) {
            found.report(
                at,
                "header fields that HTTP does not allow reach the targets",
                "set `drop_invalid_header_fields`",
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
    fn they_are_dropped() {
        let balancer = |kind: &str, drop: Option<&str>| json!({"aws_lb": {"a": {"load_balancer_type": kind, "drop_invalid_header_fields": drop}}});
        let said =
            "aws_lb.a: drop_invalid_header_fields: header fields that HTTP does not allow reach the targets";
        breaks(&RULE, balancer("application", Some("false")), &[said]);
        breaks(&RULE, balancer("application", None), &[said]);
        holds(&RULE, balancer("application", Some("true")));
        holds(&RULE, balancer("network", None));
        unjudged(&RULE, balancer("application", Some("${var.drop}")));
    }
}
