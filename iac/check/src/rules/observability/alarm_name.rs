//! An alarm is called by at most 255 characters, and no two by the same.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "alarm-name",
    severity: Severity::Error,
    summary: "an alarm is called by at most 255 characters, and no two by the same",
    why: "AWS refuses the alarm, or the second replaces the first",
    source: Some("https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut taken = HashMap::new();
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        let at = alarm.get("alarm_name");
        let Some(name) = found.text(at) else { continue };
        if !(1..=255).contains(&name.chars().count()) {
            found.report(at, "AWS does not take this for an alarm's name", "use at most 255 characters");
        }
        // By another provider, it is in another place.
        if alarm.get("provider").is_present() || alarm.get("region").is_present() {
            continue;
        }
        if let Some(other) = taken.insert(name, alarm.block().address()) {
            found.report(at, format!("`{other}` has this name, too"), "give each alarm a name of its own");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn names_are_taken_once() {
        let of = |one: &str, other: &str| json!({"aws_cloudwatch_metric_alarm": {"a": {"alarm_name": one}, "b": {"alarm_name": other}}});
        breaks(
            &RULE,
            of("x", "x"),
            &[
                "aws_cloudwatch_metric_alarm.b: alarm_name: `aws_cloudwatch_metric_alarm.a` has this name, too",
            ],
        );
        for wrong in ["", &"x".repeat(256)] {
            breaks(
                &RULE,
                of("x", wrong),
                &["aws_cloudwatch_metric_alarm.b: alarm_name: AWS does not take this for an alarm's name"],
            );
        }
        holds(&RULE, of("x", "y"));
        unjudged(&RULE, of("x", "${var.y}"));
    }
}
