//! A listener that speaks TLS has a certificate, and no other has one.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "listener-certificate",
    severity: Severity::Error,
    summary: "a listener that speaks TLS has a certificate, and no other has one",
    why: "AWS refuses the listener",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for listener in context.resources("aws_lb_listener") {
        let Some(protocol) = found.text(listener.get("protocol")) else { continue };
        let speaks_tls = matches!(protocol.as_ref(), "HTTPS" | "TLS");
        let certificate = listener.get("certificate_arn");
        if speaks_tls && !certificate.is_present() {
            found.report(
                certificate,
                format!("a listener that speaks {protocol} has no certificate"),
                "set `certificate_arn` to that of a certificate for its names",
            );
        }
        for name in ["certificate_arn", "ssl_policy"] {
            let at = listener.get(name);
            // An expression may come to nothing.
            let is_given =
                at.target().known().is_some() || at.text().known().is_some_and(|text| !text.is_empty());
            if !speaks_tls && at.is_present() && !is_given {
                found.text(at);
            } else if !speaks_tls && is_given {
                let message = format!("`{name}` of a listener that speaks {protocol}");
                found.report(at, message, "remove it, or let the listener speak HTTPS");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn listener(protocol: &str, certificate: Option<&str>) -> serde_json::Value {
        json!({"aws_lb_listener": {"a": {"protocol": protocol, "certificate_arn": certificate}}})
    }

    #[test]
    fn tls_needs_a_certificate() {
        breaks(
            &RULE,
            listener("HTTPS", None),
            &["aws_lb_listener.a: certificate_arn: a listener that speaks HTTPS has no certificate"],
        );
        breaks(
            &RULE,
            listener("HTTP", Some("arn:aws:acm:x")),
            &["aws_lb_listener.a: certificate_arn: `certificate_arn` of a listener that speaks HTTP"],
        );
        holds(&RULE, listener("HTTPS", Some("${var.arn}")));
        holds(&RULE, listener("HTTP", None));
        unjudged(&RULE, listener("HTTP", Some("${var.arn}")));
        unjudged(&RULE, listener("${var.protocol}", None));
    }
}
