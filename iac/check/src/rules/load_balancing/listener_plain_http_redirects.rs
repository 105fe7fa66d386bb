//! A listener of plain HTTP that faces the internet redirects to HTTPS.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::{balancer, with_actions};

pub(crate) const RULE: Rule = Rule {
    id: "listener-plain-http-redirects",
    severity: Severity::Warning,
    summary: "a listener of plain HTTP that faces the internet redirects to HTTPS",
    why: "what patients send travels through the internet in plain text",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    // In production it is a mistake: `production-plain-http`.
    if context.is_production() != Some(true) {
        look(context, found);
    }
}

/// Looks for plain HTTP from the internet that is answered by anything but a redirect or a fixed response.
pub(super) fn look<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (node, name, listener) in with_actions(context, found) {
        let Some(protocol) = found.text(listener.get("protocol")) else { continue };
        if protocol != "HTTP" || faces_internet(context, found, listener) != Some(true) {
            continue;
        }
        for action in node.blocks(name) {
            let Some(kind) = found.text(action.get("type")) else { continue };
            if kind == "redirect" {
                let to = action.path_to(["redirect", "protocol"]);
                let Some(to_protocol) = found.known(to, to.text().or("#{protocol}".into())) else { continue };
                if to_protocol != "HTTPS" {
                    found.report(
                        to,
                        "the redirect stays with plain HTTP",
                        "set the redirect's `protocol` to `HTTPS`",
                    );
                    continue;
                }
                let port = action.path_to(["redirect", "port"]);
                let own = listener.get("port").text().known();
                let Some(to_port) = found.known(port, port.text().or("#{port}".into())) else { continue };
                if to_port == "#{port}" || own.is_some_and(|own| own == to_port) {
                    found.report(
                        port,
                        "the redirect stays with the port, which speaks plain HTTP",
                        "set the redirect's `port` to `443`",
                    );
                }
            } else if kind != "fixed-response" {
                found.report(
                    action.get("type"),
                    format!("plain HTTP from the internet is answered by `{kind}`"),
                    "redirect to HTTPS, or answer with a fixed response",
                );
            }
        }
    }
}

fn faces_internet<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>, listener: Node<'c>) -> Option<bool> {
    let balancer = balancer(found, listener)?;
    let internal = context.configuration.node(balancer).get("internal");
    found.boolean(internal, false).map(|internal| !internal)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn listener(internal: &str, action: &serde_json::Value) -> serde_json::Value {
        json!({
            "aws_lb": {"a": {"internal": internal}},
            "aws_lb_listener": {"a": {
                "protocol": "HTTP", "load_balancer_arn": "${aws_lb.a.arn}", "default_action": [action],
            }},
        })
    }

    #[test]
    fn plain_http_is_redirected() {
        let forward = json!({"type": "forward"});
        breaks(
            &RULE,
            listener("false", &forward),
            &[
                "aws_lb_listener.a: default_action[0].type: plain HTTP from the internet is answered by `forward`",
            ],
        );
        breaks(
            &RULE,
            listener("false", &json!({"type": "redirect", "redirect": [{"port": "8080"}]})),
            &[
                "aws_lb_listener.a: default_action[0].redirect[0].protocol: the redirect stays with plain HTTP",
            ],
        );
        breaks(
            &RULE,
            listener("false", &json!({"type": "redirect", "redirect": [{"protocol": "HTTPS"}]})),
            &[
                "aws_lb_listener.a: default_action[0].redirect[0].port: the redirect stays with the port, which speaks plain HTTP",
            ],
        );
        holds(&RULE, listener("true", &forward));
        holds(
            &RULE,
            listener("false", &json!({"type": "redirect", "redirect": {"protocol": "HTTPS", "port": "443"}})),
        );
        holds(&RULE, listener("false", &json!({"type": "fixed-response"})));
        unjudged(&RULE, listener("${var.internal}", &forward));
    }
}
