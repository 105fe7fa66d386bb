//! A redirect to another port of the same load balancer leads to a listener.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "listener-redirect-arrives",
    severity: Severity::Warning,
    summary: "a redirect that stays with its host leads to a port that the load balancer listens to, by that protocol",
    why: "who follows it gets no answer",
    source: None,
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for listener in context.resources("aws_lb_listener") {
        for action in listener.blocks("default_action") {
            for redirect in action.blocks("redirect") {
                let host = redirect.get("host");
                if found.known(host, host.text().or("#{host}".into())).is_none_or(|host| host != "#{host}") {
                    continue;
                }
                let at = redirect.get("port");
                let port = found.known(at, at.text().or("#{port}".into()));
                let Some(port) = port.and_then(|port| port.parse::<i64>().ok()) else { continue };
                let protocol = redirect.get("protocol");
                let Some(protocol) = found.known(protocol, protocol.text().or("#{protocol}".into())) else {
                    continue;
                };
                let Some(balancer) = found.target(listener.get("load_balancer_arn")) else { continue };
                let all = context.configuration;
                let listeners = all.referring("aws_lb_listener", "load_balancer_arn", balancer.block);
                let is_there = listeners.into_iter().any(|other| {
                    let same = |own: &str| protocol == "#{protocol}" || own.eq_ignore_ascii_case(&protocol);
                    other.get("port").integer().known().is_none_or(|own| own == port)
                        && other.get("protocol").text().known().is_none_or(|own| same(&own))
                });
                if is_there {
                    continue;
                }
                if context.is_root() {
                    let message = format!("nothing of the load balancer listens to {protocol} on {port}");
                    found.report(at, message, "redirect to the port of a listener, as in 443");
                } else {
                    found.unjudged(at);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn redirects_lead_somewhere() {
        let document = |redirect: serde_json::Value| {
            json!({
                "aws_lb": {"a": {}},
                "aws_lb_listener": {
                    "http": {
                        "load_balancer_arn": "${aws_lb.a.arn}", "port": 80, "protocol": "HTTP",
                        "default_action": {"type": "redirect", "redirect": redirect},
                    },
                    "https": {"load_balancer_arn": "${aws_lb.a.arn}", "port": "443", "protocol": "HTTPS"},
                },
            })
        };
        breaks(
            &RULE,
            document(json!({"protocol": "HTTPS", "port": "8443"})),
            &[
                "aws_lb_listener.http: default_action.redirect.port: nothing of the load balancer listens to HTTPS on 8443",
            ],
        );
        holds(&RULE, document(json!({"protocol": "HTTPS", "port": "443"})));
        holds(&RULE, document(json!({"host": "www.example.com", "port": "8443"})));
        holds(&RULE, document(json!({"path": "/x"})));
        unjudged(&RULE, document(json!({"port": "${var.port}"})));
    }
}
