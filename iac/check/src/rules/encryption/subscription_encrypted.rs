//! Messages are delivered over TLS.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "subscription-encrypted",
    severity: Severity::Error,
    summary: "a subscription delivers over HTTPS, not HTTP",
    why: "whoever listens on the way reads the messages",
    source: Some("https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for subscription in context.resources("aws_sns_topic_subscription") {
        let at = subscription.get("protocol");
        if found.text(at).as_deref() == Some("http") {
            found.report(
                at,
                "messages are delivered in plain text",
                "use `https`, and an endpoint that speaks it",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn messages_travel_over_tls() {
        let document = |protocol: &str| json!({"aws_sns_topic_subscription": {"a": {"protocol": protocol}}});
        breaks(
            &RULE,
            document("http"),
            &["aws_sns_topic_subscription.a: protocol: messages are delivered in plain text"],
        );
        holds(&RULE, document("https"));
        unjudged(&RULE, document("${var.protocol}"));
    }
}
