//! A topic is published to over TLS alone.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Cover, Policy, Statement, acts};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "topic-tls-only",
    severity: Severity::Warning,
    summary: "a topic's policy denies publishing that does not come over TLS",
    why: "whoever listens on the way reads the messages",
    source: Some("https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let policies = context.policies();
    // One of which it is not known whose it is may be anybody's.
    let open = !context.is_root()
        || context
            .resources("aws_sns_topic_policy")
            .any(|policy| !matches!(policy.get("arn").resource("aws_sns_topic", "arn"), Read::Known(_)));
    for topic in context.resources("aws_sns_topic") {
        let given = context.configuration.referring("aws_sns_topic_policy", "arn", topic.block());
        let all: Vec<&Policy<'c>> =
            policies.of_block(topic).chain(given.flat_map(|given| policies.of_block(given))).collect();
        let denies = all.iter().map(|policy| match &policy.document {
            Some(document) if !document.is_open => {
                document.statements.iter().map(denies).max().unwrap_or(Cover::No)
            }
            _ => Cover::Maybe,
        });
        match denies.max() {
            Some(Cover::Yes) => {}
            Some(Cover::Maybe) => found.unjudged(topic),
            None if open => found.unjudged(topic),
            Some(Cover::No) | None => {
                let message = "the topic may be published to without TLS";
                let fix = "deny everybody `sns:Publish` in its policy, where `aws:SecureTransport` is false";
                found.report(topic, message, fix);
            }
        }
    }
}

fn denies(statement: &Statement<'_>) -> Cover {
    if !statement.is_deny() || !statement.principals.all.iter().any(crate::policies::Principal::is_anybody) {
        return Cover::No;
    }
    let asks = statement
        .about("aws:SecureTransport")
        .any(|condition| condition.values.iter().any(|value| value.is("false")));
    if asks { acts(statement, "sns:Publish") } else { Cover::No }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn topics_speak_tls() {
        let document = |arn: &str, secure: &str| {
            let policy = json!({"Statement": [{
                "Effect": "Deny", "Principal": "*", "Action": "sns:Publish", "Resource": "*",
                "Condition": {"Bool": {"aws:SecureTransport": secure}},
            }]});
            json!({
                "aws_sns_topic": {"a": {}},
                "aws_sns_topic_policy": {"a": {"arn": arn, "policy": policy.to_string()}},
            })
        };
        let a = "${aws_sns_topic.a.arn}";
        holds(&RULE, document(a, "false"));
        let message = "aws_sns_topic.a: : the topic may be published to without TLS";
        breaks(&RULE, document(a, "true"), &[message]);
        breaks(&RULE, json!({"aws_sns_topic": {"a": {}}}), &[message]);
        unjudged(&RULE, document("${var.topic}", "false"));
    }
}
