//! A topic that alarms publish to lets CloudWatch publish.

use configuration::Read;

use super::alarm_topic_key::alarm_topics;
use crate::context::Context;
use crate::found::Found;
use crate::policies::cover::literal;
use crate::policies::{Cover, Policy, Principal, Reader, Statement, Token, acts, meets, touches};
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
        match all
            .iter()
            .map(|policy| {
                admits(policy, &policies.reader().arn_of(context.configuration, topic), policies.reader())
            })
            .max()
        {
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

fn admits<'c>(policy: &Policy<'c>, topic: &[Token<'c>], reader: Reader<'_>) -> Cover {
    let alarm = [
        literal("arn:"),
        reader.own("partition"),
        literal(":cloudwatch:"),
        reader.own("region"),
        literal(":"),
        reader.own("account"),
        literal(":alarm:"),
        vec![Token::Hole],
    ];
    let said = [("aws:SourceArn", alarm.concat())];
    let Some(document) = &policy.document else { return Cover::Maybe };
    // Whoever denies everybody denies alarms, too.
    let denies = |statement: &Statement<'c>| {
        statement.is_deny()
            && statement.conditions.is_empty()
            && !statement.is_open
            && statement.principals.all.iter().any(Principal::is_anybody)
            && acts(statement, "sns:Publish") == Cover::Yes
    };
    if document.statements.iter().any(denies) {
        return Cover::No;
    }
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
        let met = statement.conditions.iter().map(|condition| meets(condition, &said, reader)).min();
        let sure = sure.min(met.unwrap_or(Cover::Yes)).min(touches(statement, topic, reader));
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
        let mut denied = document(json!({"Service": "cloudwatch.amazonaws.com"}));
        let deny = json!({"Statement": [
            {"Effect": "Allow", "Principal": {"Service": "cloudwatch.amazonaws.com"}, "Action": "sns:Publish", "Resource": "*"},
            {"Effect": "Deny", "Principal": "*", "Action": "sns:*", "Resource": "*"},
        ]});
        denied["aws_sns_topic_policy"]["a"]["policy"] = json!(deny.to_string());
        breaks(
            &RULE,
            denied,
            &[
                "aws_sns_topic_policy.a: policy: alarms publish to `aws_sns_topic.a`, whose policy does not let them",
            ],
        );
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
