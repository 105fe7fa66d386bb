//! A topic that alarms publish to lets CloudWatch publish.

use configuration::Read;

use super::alarm_topic_key::alarm_topics;
use crate::context::Context;
use crate::found::Found;
use crate::policies::{Cover, Policy, Reader, acts, meets};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "alarm-topic-admits-alarms",
    severity: Severity::Error,
    summary: "the policy of a topic that alarms publish to lets CloudWatch or the account publish",
    why: "the alarm goes off and nobody hears of it",
    source: Some("https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let policies = context.policies();
    for topic in alarm_topics(context, found) {
        let node = context.configuration.node(topic);
        let given = context.configuration.referring("aws_sns_topic_policy", "arn", topic);
        let all: Vec<&Policy<'c>> =
            policies.of_block(node).chain(given.flat_map(|given| policies.of_block(given))).collect();
        // Without a policy, SNS lets the owner's account publish, and so its alarms.
        let Some(first) = all.first() else { continue };
        match all.iter().map(|policy| admits(policy, policies.reader())).max() {
            Some(Cover::Maybe) => found.unjudged(first.at),
            Some(Cover::No) => {
                let message =
                    format!("alarms publish to `{}`, whose policy does not let them", topic.address());
                found.report(first.at, message, "allow `cloudwatch.amazonaws.com` `sns:Publish`");
            }
            _ => {}
        }
    }
}

fn admits(policy: &Policy<'_>, reader: Reader<'_>) -> Cover {
    let Some(document) = &policy.document else { return Cover::Maybe };
    let mut best = if document.is_open { Cover::Maybe } else { Cover::No };
    for statement in document.statements.iter().filter(|statement| !statement.is_deny()) {
        let who = statement.principals.all.iter().map(|principal| match principal.entry.literal() {
            Some(service) if principal.kind == "Service" && service == "cloudwatch.amazonaws.com" => {
                Cover::Yes
            }
            Some(_) if principal.kind == "Service" => Cover::No,
            // The account, or everybody under a condition that names the account.
            _ => Cover::Maybe,
        });
        let sure = if statement.is_open || matches!(statement.effect, Read::Unknown) {
            Cover::Maybe
        } else {
            Cover::Yes
        };
        let met = statement.conditions.iter().map(|condition| meets(condition, &[], reader)).min();
        let sure = sure.min(met.unwrap_or(Cover::Yes));
        best = best.max(who.max().unwrap_or(Cover::No).min(sure).min(acts(statement, "sns:Publish")));
    }
    best
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn alarms_may_publish() {
        let document = |principal: serde_json::Value| {
            let policy = json!({"Statement": [{
                "Effect": "Allow", "Principal": principal, "Action": "SNS:Publish", "Resource": "*",
            }]});
            json!({
                "aws_cloudwatch_metric_alarm": {"a": {"alarm_actions": ["${aws_sns_topic.a.arn}"]}},
                "aws_sns_topic": {"a": {}},
                "aws_sns_topic_policy": {"a": {"arn": "${aws_sns_topic.a.arn}", "policy": policy.to_string()}},
            })
        };
        holds(&RULE, document(json!({"Service": "cloudwatch.amazonaws.com"})));
        breaks(
            &RULE,
            document(json!({"Service": "events.amazonaws.com"})),
            &[
                "aws_sns_topic_policy.a: policy: alarms publish to `aws_sns_topic.a`, whose policy does not let them",
            ],
        );
        unjudged(&RULE, document(json!({"Service": "${var.service}"})));
        holds(
            &RULE,
            json!({
                "aws_cloudwatch_metric_alarm": {"a": {"alarm_actions": ["${aws_sns_topic.a.arn}"]}},
                "aws_sns_topic": {"a": {}},
            }),
        );
    }
}
