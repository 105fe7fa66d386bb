//! A listener speaks TLS 1.2 or later.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::ssl_policies::{DEFAULT, is_outdated};

pub(crate) const RULE: Rule = Rule {
    id: "listener-tls-version",
    severity: Severity::Error,
    summary: "a listener speaks TLS 1.2 or later",
    why: "TLS 1.0 and 1.1 have known weaknesses and are withdrawn",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for listener in context.resources("aws_lb_listener") {
        let Some(protocol) = found.text(listener.get("protocol")) else { continue };
        if !matches!(protocol.as_ref(), "HTTPS" | "TLS") {
            continue;
        }
        let at = listener.get("ssl_policy");
        let Some(policy) = found.known(at, at.text().or(DEFAULT.into())) else { continue };
        let said = if at.is_present() { "" } else { ", which stands where none is chosen," };
        if is_outdated(&policy) {
            found.report(
                at,
                format!("`{policy}`{said} lets clients speak TLS 1.0 or 1.1"),
                "choose a policy from TLS 1.2 on, as in `ELBSecurityPolicy-TLS13-1-2-Res-2021-06`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn listener(policy: Option<&str>) -> serde_json::Value {
        json!({"aws_lb_listener": {"a": {"protocol": "HTTPS", "ssl_policy": policy}}})
    }

    #[test]
    fn old_versions_are_refused() {
        let said = |said: &str| format!("aws_lb_listener.a: ssl_policy: {said}");
        breaks(
            &RULE,
            listener(Some("ELBSecurityPolicy-TLS-1-1-2017-01")),
            &[&said("`ELBSecurityPolicy-TLS-1-1-2017-01` lets clients speak TLS 1.0 or 1.1")],
        );
        breaks(
            &RULE,
            listener(None),
            &[&said(
                "`ELBSecurityPolicy-2016-08`, which stands where none is chosen, lets clients speak TLS 1.0 or 1.1",
            )],
        );
        holds(&RULE, listener(Some("ELBSecurityPolicy-TLS13-1-2-Res-2021-06")));
        unjudged(&RULE, listener(Some("${var.policy}")));
    }
}
