//! A listener speaks TLS by one of the policies that AWS recommends.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::ssl_policies::{DEFAULT, exists, is_outdated, is_recommended};

pub(crate) const RULE: Rule = Rule {
    id: "listener-ciphers-recommended",
    severity: Severity::Warning,
    summary: "a listener speaks TLS by a security policy without the ciphers that AWS no longer recommends",
    why: "a client may choose a cipher that is easier to break, or without forward secrecy",
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
        match exists(&policy) {
            // What is outdated is worse, and said by a rule of its own; so is what does not exist.
            Some(true) if !is_outdated(&policy) && !is_recommended(&policy) => found.report(
                at,
                format!("`{policy}` still offers ciphers that are not recommended"),
                "choose `ELBSecurityPolicy-TLS13-1-2-Res-2021-06`, or another one that is recommended",
            ),
            None => found.unjudged(at),
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn ciphers_are_recommended() {
        let listener = |policy: &str| json!({"aws_lb_listener": {"a": {"protocol": "HTTPS", "ssl_policy": format!("ELBSecurityPolicy-{policy}")}}});
        for policy in [
            "TLS13-1-2-Ext2-2021-06",
            "TLS-1-2-Ext-2018-06",
            "TLS13-1-2-2021-06",
            "TLS13-1-2-Ext1-FIPS-2023-04",
        ] {
            let said = format!(
                "aws_lb_listener.a: ssl_policy: `ELBSecurityPolicy-{policy}` still offers ciphers that are not recommended"
            );
            breaks(&RULE, listener(policy), &[&said]);
        }
        for policy in [
            "TLS13-1-2-Res-2021-06",
            "TLS13-1-2-Res-PQ-2025-09",
            "TLS13-1-3-FIPS-2023-04",
            "2016-08",
            "TLS13-1-2-2021-07",
        ] {
            holds(&RULE, listener(policy));
        }
        unjudged(
            &RULE,
            json!({"aws_lb_listener": {"a": {"protocol": "HTTPS", "ssl_policy": "${var.policy}"}}}),
        );
        unjudged(&RULE, listener("TLS13-1-2-Res-2030-01"));
    }
}
