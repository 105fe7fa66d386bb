//! Production's load balancers speak TLS to their targets.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::target_group_transport_encrypted::look;

pub(crate) const RULE: Rule = Rule {
    id: "production-target-transport",
    severity: Severity::Error,
    summary: "a load balancer of production speaks TLS to its targets",
    why: "what patients send travels through the network in plain text",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-22"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() == Some(true) {
        look(context, found);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn production_speaks_tls() {
        let document = |environment: &str, protocol: &str| {
            json!({
                "provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}},
                "resource": {"aws_lb_target_group": {"a": {"protocol": protocol}}},
            })
        };
        let said = "the load balancer speaks plain HTTP to its targets";
        breaks(&RULE, document("prod", "HTTP"), &[&format!("aws_lb_target_group.a: protocol: {said}")]);
        holds(&RULE, document("prod", "HTTPS"));
        holds(&RULE, document("dev", "HTTP"));
        unjudged(&RULE, document("prod", "${var.protocol}"));
    }
}
