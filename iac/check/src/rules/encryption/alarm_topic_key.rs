//! The key of a topic that alarms publish to admits CloudWatch.

use std::collections::HashSet;

use configuration::{Block, Node, Read};

use super::keys::{Asks, Who, refused};
use crate::context::Context;
use crate::found::Found;
use crate::policies::needs::key_block;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "alarm-topic-key",
    severity: Severity::Error,
    summary: "the key of a topic that alarms publish to lets CloudWatch use it, so it is not AWS's own",
    why: "the alarm goes off and nobody hears of it",
    source: Some("https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns"),
    check,
};

const ACTIONS: &[&str] = &["kms:Decrypt", "kms:GenerateDataKey"];
const CLOUDWATCH: &str = "cloudwatch.amazonaws.com";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for topic in alarm_topics(context, found) {
        let at = context.configuration.node(topic).get("kms_master_key_id");
        if let Read::Known(name) = at.text()
            && name.ends_with("alias/aws/sns")
        {
            let message = "alarms cannot publish to a topic that is encrypted with `alias/aws/sns`";
            found.report(at, message, "use a key of the account's own whose policy admits CloudWatch");
            continue;
        }
        let Some(key) = key_block(at) else {
            if at.is_present() {
                found.unjudged(at);
            }
            continue;
        };
        let asks = Asks { who: Who::Service(&|service| service == CLOUDWATCH), actions: ACTIONS, said: &[] };
        match refused(context, key, &asks) {
            Read::Known(refused) if !refused.is_empty() => {
                let message = format!(
                    "`{}` does not let CloudWatch do {}, and alarms publish to the topic",
                    key.address(),
                    super::listed(&refused)
                );
                found.report(at, message, format!("allow `{CLOUDWATCH}` it in the key's policy"));
            }
            Read::Unknown => found.unjudged(at),
            _ => {}
        }
    }
}

/// The topics that alarms publish to.
pub(super) fn alarm_topics<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) -> Vec<&'c Block<'c>> {
    let mut met = HashSet::new();
    let mut topics = Vec::new();
    for ty in ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"] {
        for alarm in context.resources(ty) {
            let actions = ["alarm_actions", "ok_actions", "insufficient_data_actions"].into_iter();
            for action in actions.flat_map(|name| alarm.get(name).elements()) {
                match topic(action) {
                    Read::Known(block) if met.insert(block.address()) => topics.push(block),
                    Read::Unknown if action.text() == Read::Unknown => found.unjudged(action),
                    _ => {}
                }
            }
        }
    }
    topics
}

fn topic(action: Node<'_>) -> Read<&Block<'_>> {
    match action.target() {
        Read::Known(target) if target.block.resource_type() == Some("aws_sns_topic") => {
            Read::Known(target.block)
        }
        _ => match action.text() {
            Read::Known(arn) => {
                let name = arn.rsplit(':').next().unwrap_or_default().to_owned();
                action.configuration().named("aws_sns_topic", "name", &name)
            }
            _ => Read::Unknown,
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn cloudwatch_may_use_the_key() {
        let document = |key: &str, service: &str| {
            let policy = json!({"Statement": [{
                "Effect": "Allow", "Principal": {"Service": service}, "Resource": "*",
                "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            }]});
            json!({
                "aws_cloudwatch_metric_alarm": {"a": {"alarm_actions": ["${aws_sns_topic.a.arn}"]}},
                "aws_kms_key": {"a": {"policy": policy.to_string()}},
                "aws_sns_topic": {"a": {"kms_master_key_id": key, "name": "alarms"}},
            })
        };
        let key = "${aws_kms_key.a.arn}";
        holds(&RULE, document(key, "cloudwatch.amazonaws.com"));
        breaks(
            &RULE,
            document(key, "events.amazonaws.com"),
            &[
                "aws_sns_topic.a: kms_master_key_id: `aws_kms_key.a` does not let CloudWatch do `kms:Decrypt`, `kms:GenerateDataKey`, and alarms publish to the topic",
            ],
        );
        breaks(
            &RULE,
            document("alias/aws/sns", "cloudwatch.amazonaws.com"),
            &[
                "aws_sns_topic.a: kms_master_key_id: alarms cannot publish to a topic that is encrypted with `alias/aws/sns`",
            ],
        );
        unjudged(&RULE, document("${var.key}", "cloudwatch.amazonaws.com"));
    }
}
