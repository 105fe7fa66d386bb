//! The security policy of a listener is one that AWS offers.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::ssl_policies::exists;

pub(crate) const RULE: Rule = Rule {
    id: "listener-security-policy-offered",
    severity: Severity::Error,
    summary: "the security policy of a listener is one that AWS offers",
    why: "AWS refuses the listener",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for listener in context.resources("aws_lb_listener") {
        let at = listener.get("ssl_policy");
        let Some(policy) = found.text(at).filter(|policy| !policy.is_empty()) else { continue };
        match exists(&policy) {
            Some(true) => {}
            Some(false) => found.report(
                at,
                format!("there is no security policy `{policy}`"),
                "choose one of AWS's list, as in `ELBSecurityPolicy-TLS13-1-2-Res-2021-06`",
            ),
            None => found.unjudged(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn policies_exist() {
        let listener = |policy: &str| json!({"aws_lb_listener": {"a": {"ssl_policy": policy}}});
        breaks(
            &RULE,
            listener("ELBSecurityPolicy-TLS13-1-2-2021-07"),
            &[
                "aws_lb_listener.a: ssl_policy: there is no security policy `ELBSecurityPolicy-TLS13-1-2-2021-07`",
            ],
        );
        holds(&RULE, listener("ELBSecurityPolicy-TLS13-1-2-2021-06"));
        unjudged(&RULE, listener("ELBSecurityPolicy-TLS13-1-2-Res-2027-01"));
        unjudged(&RULE, listener("${var.policy}"));
    }
}
