//! An alarm that rings is heard.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "alarm-actions",
    severity: Severity::Warning,
    summary: "an alarm that rings is heard",
    why: "something is wrong, CloudWatch knows it, and tells nobody",
    source: Some(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-15",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        let enabled = alarm.get("actions_enabled");
        if found.boolean(enabled, true) == Some(false) {
            found.report(enabled, "the actions of the alarm are switched off", "remove `actions_enabled`");
        }
        let at = alarm.get("alarm_actions");
        if at.elements().next().is_none() {
            found.report(at, "the alarm tells nobody", "set `alarm_actions`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn alarms_are_heard() {
        let of = |actions: serde_json::Value, enabled: serde_json::Value| json!({"aws_cloudwatch_metric_alarm": {"a": {"alarm_actions": actions, "actions_enabled": enabled}}});
        let at = "aws_cloudwatch_metric_alarm.a";
        breaks(&RULE, of(json!([]), json!(null)), &[&format!("{at}: alarm_actions: the alarm tells nobody")]);
        breaks(
            &RULE,
            of(json!(null), json!(null)),
            &[&format!("{at}: alarm_actions: the alarm tells nobody")],
        );
        breaks(
            &RULE,
            of(json!(["${aws_sns_topic.a.arn}"]), json!(false)),
            &[&format!("{at}: actions_enabled: the actions of the alarm are switched off")],
        );
        holds(&RULE, of(json!("${var.actions}"), json!(true)));
        unjudged(&RULE, of(json!(["${aws_sns_topic.a.arn}"]), json!("${var.x}")));
    }
}
