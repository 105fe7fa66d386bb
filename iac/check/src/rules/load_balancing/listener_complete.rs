//! A listener has a port and a protocol.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::balancer;

pub(crate) const RULE: Rule = Rule {
    id: "listener-complete",
    severity: Severity::Error,
    summary: "a listener has a port and a protocol",
    why: "AWS refuses the listener",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for listener in context.resources("aws_lb_listener") {
        let absent: Vec<_> = ["port", "protocol"]
            .into_iter()
            .map(|name| listener.get(name))
            .filter(|at| !at.is_present())
            .collect();
        if absent.is_empty() {
            continue;
        }
        let Some(balancer) = balancer(found, listener) else { continue };
        let kind = context.configuration.node(balancer).get("load_balancer_type");
        // One of a gateway has neither.
        if found.known(kind, kind.text().or("application".into())).is_none_or(|kind| kind == "gateway") {
            continue;
        }
        for at in absent {
            found.report(at, "a listener without it", "set `port` and `protocol`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn listener(kind: &str, port: Option<u16>) -> serde_json::Value {
        json!({
            "aws_lb": {"a": {"load_balancer_type": kind}},
            "aws_lb_listener": {"a": {"load_balancer_arn": "${aws_lb.a.arn}", "port": port, "protocol": "HTTPS"}},
        })
    }

    #[test]
    fn it_listens_somewhere() {
        breaks(&RULE, listener("application", None), &["aws_lb_listener.a: port: a listener without it"]);
        holds(&RULE, listener("application", Some(443)));
        holds(&RULE, listener("gateway", None));
        unjudged(&RULE, listener("${var.kind}", None));
    }
}
