//! A listener forwards to target groups of a protocol that its load balancer speaks.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::{target_groups, with_actions};

pub(crate) const RULE: Rule = Rule {
    id: "listener-forwards-fitting-groups",
    severity: Severity::Error,
    summary: "a listener forwards to target groups of a protocol that its load balancer speaks",
    why: "AWS refuses the listener or the rule",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (node, name, listener) in with_actions(context, found) {
        let Some(protocol) = found.text(listener.get("protocol")) else { continue };
        let speaks_http = protocol.starts_with("HTTP");
        for at in node.blocks(name).flat_map(target_groups) {
            let Some(group) = found.target(at) else { continue };
            let group = context.configuration.node(group.block);
            if group.get("target_type").text().is(&"lambda".into()) {
                continue;
            }
            let Some(of_group) = found.text(group.get("protocol")) else { continue };
            if of_group.starts_with("HTTP") != speaks_http {
                let address = group.block().address();
                found.report(
                    at,
                    format!("a listener of {protocol} forwards to `{address}`, which speaks {of_group}"),
                    "use HTTP or HTTPS with an application load balancer, and TCP, UDP or TLS with a network load balancer",
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

    fn listener(protocol: &str) -> serde_json::Value {
        json!({
            "aws_lb_target_group": {"a": {"protocol": protocol}},
            "aws_lb_listener": {"a": {
                "protocol": "HTTPS", "default_action": {"target_group_arn": "${aws_lb_target_group.a.arn}"},
            }},
        })
    }

    #[test]
    fn protocols_fit() {
        breaks(
            &RULE,
            listener("TCP"),
            &[
                "aws_lb_listener.a: default_action.target_group_arn: a listener of HTTPS forwards to `aws_lb_target_group.a`, which speaks TCP",
            ],
        );
        holds(&RULE, listener("HTTP"));
        unjudged(&RULE, listener("${var.protocol}"));
    }
}
