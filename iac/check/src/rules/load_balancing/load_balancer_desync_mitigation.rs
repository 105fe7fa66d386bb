//! An application load balancer defends against requests that its targets may read otherwise.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-desync-mitigation",
    severity: Severity::Warning,
    summary: "an application load balancer defends against requests that its targets may read otherwise",
    why: "requests can be smuggled past what inspects them",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-12"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for at in context.resources("aws_lb").map(|balancer| balancer.get("desync_mitigation_mode")) {
        if found.text(at).is_some_and(|mode| mode == "monitor") {
            found.report(
                at,
                "`monitor` only counts requests that targets may read otherwise",
                "set `defensive` or `strictest`",
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
    fn it_defends() {
        let balancer = |mode: Option<&str>| json!({"aws_lb": {"a": {"desync_mitigation_mode": mode}}});
        breaks(
            &RULE,
            balancer(Some("monitor")),
            &[
                "aws_lb.a: desync_mitigation_mode: `monitor` only counts requests that targets may read otherwise",
            ],
        );
        holds(&RULE, balancer(Some("strictest")));
        holds(&RULE, balancer(None));
        unjudged(&RULE, balancer(Some("${var.mode}")));
    }
}
