//! An alarm does at most five things in a state, each something that alarms can do.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "alarm-actions-legal",
    severity: Severity::Error,
    summary: "an alarm does at most five things in a state, each something that alarms can do",
    why: "AWS refuses the alarm, or nothing happens when it rings",
    source: Some("https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"),
    check,
};

const MOST: usize = 5;
/// Resources that no alarm can do anything with.
const NEVER: [&str; 8] = [
    "aws_cloudwatch_log_group",
    "aws_ecs_cluster",
    "aws_ecs_service",
    "aws_iam_policy",
    "aws_iam_role",
    "aws_kms_key",
    "aws_lb",
    "aws_s3_bucket",
];
/// The same, by the service in an ARN.
const SERVICES: [&str; 6] = ["ecs", "elasticloadbalancing", "kms", "logs", "s3", "sqs"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        for state in ["alarm_actions", "insufficient_data_actions", "ok_actions"] {
            let at = alarm.get(state);
            let count = at.elements().count();
            if count > MOST {
                found.report(
                    at,
                    format!("the alarm does {count} things in one state"),
                    format!("keep to {MOST}"),
                );
            }
            for action in at.elements() {
                let never = if let Read::Known(target) = action.target() {
                    target.block.resource_type().is_some_and(|ty| NEVER.contains(&ty))
                } else if let Read::Known(text) = action.text() {
                    text.split(':').nth(2).is_none_or(|service| SERVICES.contains(&service))
                } else {
                    found.unjudged(action);
                    false
                };
                if never {
                    found.report(
                        action,
                        "an alarm can do nothing with this",
                        "name a topic, a scaling policy or a function",
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn alarms_do_what_they_can() {
        let of = |actions: serde_json::Value| {
            json!({
                "aws_cloudwatch_metric_alarm": {"a": {"alarm_actions": actions}},
                "aws_iam_role": {"a": {}},
                "aws_sns_topic": {"a": {}},
            })
        };
        let at = "aws_cloudwatch_metric_alarm.a: alarm_actions";
        let topic = "${aws_sns_topic.a.arn}";
        breaks(&RULE, of(json!(vec![topic; 6])), &[&format!("{at}: the alarm does 6 things in one state")]);
        for wrong in ["${aws_iam_role.a.arn}", "arn:aws:sqs:us-east-1:123456789012:a", "topic"] {
            breaks(&RULE, of(json!([wrong])), &[&format!("{at}[0]: an alarm can do nothing with this")]);
        }
        holds(&RULE, of(json!([topic, "arn:aws:automate:us-east-1:ec2:reboot"])));
        unjudged(&RULE, of(json!(["${var.x}"])));
    }
}
