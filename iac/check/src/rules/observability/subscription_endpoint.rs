//! The endpoint of a subscription is one of its protocol.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "subscription-endpoint",
    severity: Severity::Error,
    summary: "the endpoint of a subscription is one of its protocol",
    why: "AWS refuses the subscription",
    source: Some("https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for subscription in context.resources("aws_sns_topic_subscription") {
        let at = subscription.get("endpoint");
        let Some(protocol) = found.text(subscription.get("protocol")) else { continue };
        // A reference is to an ARN, or is judged by its kind elsewhere.
        if at.target().known().is_some() {
            continue;
        }
        let Some(endpoint) = found.text(at) else { continue };
        let fits = match protocol.as_ref() {
            "email" | "email-json" => is_address(&endpoint),
            "http" => endpoint.starts_with("http://"),
            "https" => endpoint.starts_with("https://"),
            "sms" => {
                endpoint.trim_start_matches('+').bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
            }
            "application" => is_arn(&endpoint, "sns"),
            "firehose" => is_arn(&endpoint, "firehose"),
            "lambda" => is_arn(&endpoint, "lambda"),
            "sqs" => is_arn(&endpoint, "sqs"),
            _ => {
                found.report(
                    subscription.get("protocol"),
                    "SNS has no such protocol",
                    "write `email`, `https`, `sqs` or another",
                );
                continue;
            }
        };
        if !fits {
            // It may be somebody's address.
            found.secret(
                at,
                format!("this is no endpoint of {protocol}"),
                "change the endpoint, or the protocol",
            );
        }
    }
}

fn is_address(endpoint: &str) -> bool {
    endpoint.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !endpoint.contains([' ', '/', ':'])
    })
}

fn is_arn(endpoint: &str, service: &str) -> bool {
    let mut parts = endpoint.split(':');
    parts.next() == Some("arn") && parts.nth(1) == Some(service)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn endpoints_fit() {
        let of = |protocol: &str, endpoint: &str| json!({"aws_sns_topic_subscription": {"a": {"protocol": protocol, "endpoint": endpoint}}});
        let at = "aws_sns_topic_subscription.a";
        for (protocol, wrong, right) in [
            ("email", "on-call", "on-call@example.com"),
            ("https", "http://example.com", "https://example.com/hook"),
            ("sqs", "https://sqs.us-east-1.amazonaws.com/1/a", "arn:aws:sqs:us-east-1:123456789012:a"),
            (
                "lambda",
                "arn:aws:sqs:us-east-1:123456789012:a",
                "arn:aws:lambda:us-east-1:123456789012:function:a",
            ),
            ("sms", "on-call", "+491701234567"),
        ] {
            breaks(
                &RULE,
                of(protocol, wrong),
                &[&format!("{at}: endpoint: this is no endpoint of {protocol}")],
            );
            holds(&RULE, of(protocol, right));
        }
        breaks(&RULE, of("mail", "a@b.c"), &[&format!("{at}: protocol: SNS has no such protocol")]);
        unjudged(&RULE, of("email", "${var.x}"));
    }
}
