//! Production speaks HTTPS with the internet, and nothing else.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::listener_plain_http_redirects::look;

pub(crate) const RULE: Rule = Rule {
    id: "production-plain-http",
    severity: Severity::Error,
    summary: "a listener of plain HTTP of production that faces the internet redirects to HTTPS",
    why: "what patients send travels through the internet in plain text",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1"),
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
    use crate::testing::{breaks, holds};

    #[test]
    fn production_has_no_plain_http() {
        let document = |environment: &str, action: &str| {
            json!({
                "provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}},
                "resource": {
                    "aws_lb": {"a": {}},
                    "aws_lb_listener": {"a": {
                        "protocol": "HTTP",
                        "load_balancer_arn": "${aws_lb.a.arn}",
                        "default_action": {"type": action, "redirect": {"protocol": "HTTPS", "port": "443"}},
                    }},
                },
            })
        };
        breaks(
            &RULE,
            document("prod", "forward"),
            &[
                "aws_lb_listener.a: default_action.type: plain HTTP from the internet is answered by `forward`",
            ],
        );
        holds(&RULE, document("prod", "redirect"));
        holds(&RULE, document("dev", "forward"));
    }
}
