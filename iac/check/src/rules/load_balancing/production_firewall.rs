//! Load balancers of production that face the internet stand behind a firewall.

use std::collections::HashSet;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::is_application;

pub(crate) const RULE: Rule = Rule {
    id: "production-firewall",
    severity: Severity::Warning,
    summary: "load balancers of production that face the internet stand behind a firewall",
    why: "everything that scans the internet reaches the services",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-16"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    let mut protected = HashSet::new();
    for association in context.resources("aws_wafv2_web_acl_association") {
        match found.target(association.get("resource_arn")) {
            Some(target) => _ = protected.insert(target.block.address()),
            // It may be any.
            None => return,
        }
    }
    for balancer in context.resources("aws_lb") {
        let is_application = is_application(found, balancer) == Some(true);
        if !is_application || found.boolean(balancer.get("internal"), false) != Some(false) {
            continue;
        }
        if !protected.contains(&balancer.block().address()) && context.is_root() {
            found.report(
                balancer,
                "no web ACL is associated with a load balancer of production",
                "add an `aws_wafv2_web_acl_association` for it",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(environment: &str, arn: &str) -> serde_json::Value {
        json!({
            "provider": {"aws": {"default_tags": [{"tags": {"environment": environment}}]}},
            "resource": {
                "aws_lb": {"a": {}, "other": {"internal": true}},
                "aws_wafv2_web_acl_association": {"a": {"resource_arn": arn}},
            },
        })
    }

    #[test]
    fn production_has_a_firewall() {
        breaks(
            &RULE,
            document("production", "${aws_lb.other.arn}"),
            &["aws_lb.a: : no web ACL is associated with a load balancer of production"],
        );
        holds(&RULE, document("production", "${aws_lb.a.arn}"));
        holds(&RULE, document("dev", "${aws_lb.other.arn}"));
        unjudged(&RULE, document("production", "${var.arn}"));
    }
}
