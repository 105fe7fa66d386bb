//! No two listeners of one load balancer have the same port.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::balancer;

pub(crate) const RULE: Rule = Rule {
    id: "listener-port-unique",
    severity: Severity::Error,
    summary: "no two listeners of one load balancer have the same port",
    why: "AWS refuses the second listener",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut taken = HashMap::new();
    for listener in context.resources("aws_lb_listener") {
        let Some(port) = found.integer(listener.get("port")) else { continue };
        let Some(balancer) = balancer(found, listener) else { continue };
        let protocol = listener.get("protocol").text().known();
        let is_datagram = protocol.is_some_and(|protocol| matches!(protocol.as_ref(), "UDP" | "QUIC"));
        if !listener.block().is_single() || !balancer.is_single() {
            found.unjudged(listener.get("port"));
            continue;
        }
        let address = listener.block().address();
        if let Some(other) = taken.insert((balancer.name, port, is_datagram), address) {
            found.report(
                listener.get("port"),
                format!("`{other}` of the same load balancer has port {port}, too"),
                "give each listener of a load balancer a port of its own",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn listeners(port: &serde_json::Value) -> serde_json::Value {
        let balancer = "${aws_lb.a.arn}";
        json!({
            "aws_lb": {"a": {}},
            "aws_lb_listener": {
                "a": {"load_balancer_arn": balancer, "port": 443},
                "b": {"load_balancer_arn": balancer, "port": port},
            },
        })
    }

    #[test]
    fn a_port_is_taken_once() {
        breaks(
            &RULE,
            listeners(&json!("443")),
            &["aws_lb_listener.b: port: `aws_lb_listener.a` of the same load balancer has port 443, too"],
        );
        holds(&RULE, listeners(&json!(80)));
        unjudged(&RULE, listeners(&json!("${var.port}")));
    }
}
