//! A listener speaks what its load balancer can.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::balancer;

pub(crate) const RULE: Rule = Rule {
    id: "listener-protocol-fits",
    severity: Severity::Error,
    summary: "a listener of an application load balancer speaks HTTP or HTTPS, and one of a network load balancer neither",
    why: "AWS refuses the listener",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for listener in context.resources("aws_lb_listener") {
        let at = listener.get("protocol");
        let Some(protocol) = found.text(at) else { continue };
        let Some(balancer) = balancer(found, listener) else { continue };
        let kind = context.configuration.node(balancer).get("load_balancer_type");
        let Some(kind) = found.known(kind, kind.text().or("application".into())) else { continue };
        let is_http = matches!(protocol.as_ref(), "HTTP" | "HTTPS");
        if matches!((kind.as_ref(), is_http), ("application", false) | ("network", true)) {
            let message =
                format!("`{}`, of the kind `{kind}`, does not speak {protocol}", balancer.address());
            let offered = if is_http { "TCP, UDP or TLS" } else { "HTTP or HTTPS" };
            found.report(at, message, format!("choose {offered}, or another kind of load balancer"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn protocols_fit() {
        let document = |kind: &str, protocol: &str| {
            json!({
                "aws_lb": {"a": {"load_balancer_type": kind}},
                "aws_lb_listener": {"a": {"load_balancer_arn": "${aws_lb.a.arn}", "protocol": protocol}},
            })
        };
        for (kind, protocol) in [("network", "HTTPS"), ("application", "TLS")] {
            let said = format!(
                "aws_lb_listener.a: protocol: `aws_lb.a`, of the kind `{kind}`, does not speak {protocol}"
            );
            breaks(&RULE, document(kind, protocol), &[&said]);
        }
        holds(&RULE, document("application", "HTTPS"));
        holds(&RULE, document("network", "TCP_UDP"));
        unjudged(&RULE, document("${var.kind}", "HTTP"));
    }
}
