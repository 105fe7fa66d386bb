//! An alarm that gets no data tells somebody.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "alarm-without-data",
    severity: Severity::Warning,
    summary: "an alarm that gets no data tells somebody",
    why: "what is measured has stopped, and it looks as if all were well",
    source: Some(
        "https://docs.aws.amazon.com/config/latest/developerguide/cloudwatch-alarm-action-check.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        let at = alarm.get("insufficient_data_actions");
        // One that starts tasks or machines is not for people.
        let scales = |action: Node<'c>| {
            let target = action.target().known();
            target
                .and_then(|target| target.block.resource_type())
                .is_some_and(|ty| ty.ends_with("scaling_policy"))
        };
        if alarm.get("alarm_actions").elements().any(scales) {
            continue;
        }
        let missing = alarm.get("treat_missing_data");
        // Missing data that counts as bad rings the alarm itself.
        if at.elements().next().is_none() && found.text(missing).is_none_or(|data| data != "breaching") {
            found.report(at, "nobody hears that the alarm gets no data", "set `insufficient_data_actions`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn silence_is_heard() {
        let of = |actions: serde_json::Value, missing: &str| json!({"aws_cloudwatch_metric_alarm": {"a": {"insufficient_data_actions": actions, "treat_missing_data": missing}}});
        breaks(
            &RULE,
            of(json!(null), "missing"),
            &[
                "aws_cloudwatch_metric_alarm.a: insufficient_data_actions: nobody hears that the alarm gets no data",
            ],
        );
        holds(&RULE, of(json!(["${aws_sns_topic.a.arn}"]), "missing"));
        holds(&RULE, of(json!(null), "breaching"));
        let mut scaling = of(json!(null), "missing");
        scaling["aws_cloudwatch_metric_alarm"]["a"]["alarm_actions"] =
            json!(["${aws_appautoscaling_policy.a.arn}"]);
        scaling["aws_appautoscaling_policy"] = json!({"a": {}});
        holds(&RULE, scaling);
    }
}
