//! An alarm looks at periods that CloudWatch offers, and not further back than CloudWatch does.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::observability::alarms::metrics;

pub(crate) const RULE: Rule = Rule {
    id: "alarm-period",
    severity: Severity::Error,
    summary: "an alarm looks at periods that CloudWatch offers, and not further back than CloudWatch does",
    why: "AWS refuses the alarm",
    source: Some("https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"),
    check,
};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        let mut longest = 0;
        for metric in metrics(alarm) {
            let at = metric.get("period");
            let Some(period) = found.integer(at) else { continue };
            if !(matches!(period, 10 | 20 | 30) || (period > 0 && period % 60 == 0)) {
                found.report(
                    at,
                    "CloudWatch has no such period",
                    "choose 10, 20, 30 or a multiple of 60 seconds",
                );
            }
            longest = longest.max(period);
        }
        let at = alarm.get("evaluation_periods");
        let Some(periods) = found.integer(at) else { continue };
        let most = if longest >= HOUR { 7 * DAY } else { DAY };
        if periods < 1 {
            found.report(at, "an alarm looks at no period", "choose at least 1");
            continue;
        }
        if longest.saturating_mul(periods) > most {
            let message = format!("{periods} periods of {longest} seconds are more than {most}");
            found.report(at, message, "choose fewer or shorter periods");
        }
        let at = alarm.get("datapoints_to_alarm");
        if found.integer(at).is_some_and(|points| !(1..=periods).contains(&points)) {
            found.report(
                at,
                format!("{periods} periods have no such number of points"),
                format!("choose 1 to {periods}"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn of(period: serde_json::Value, periods: i64, points: i64) -> serde_json::Value {
        let mut alarm =
            json!({"metric_name": "x", "evaluation_periods": periods, "datapoints_to_alarm": points});
        alarm["period"] = period;
        json!({"aws_cloudwatch_metric_alarm": {"a": alarm}})
    }

    #[test]
    fn alarms_look_back_so_far() {
        let at = "aws_cloudwatch_metric_alarm.a";
        for (period, periods, points, said) in [
            (45, 1, 1, "period: CloudWatch has no such period"),
            (60, 0, 0, "evaluation_periods: an alarm looks at no period"),
            (300, 289, 1, "evaluation_periods: 289 periods of 300 seconds are more than 86400"),
            (3600, 169, 1, "evaluation_periods: 169 periods of 3600 seconds are more than 604800"),
            (60, 2, 3, "datapoints_to_alarm: 2 periods have no such number of points"),
        ] {
            breaks(&RULE, of(json!(period), periods, points), &[&format!("{at}: {said}")]);
        }
        for (period, periods) in [(10, 1), (300, 288), (3600, 168)] {
            holds(&RULE, of(json!(period), periods, 1));
        }
        unjudged(&RULE, of(json!("${var.x}"), 1, 1));
    }

    #[test]
    fn queries_have_periods() {
        let of = |period: u16| json!({"aws_cloudwatch_metric_alarm": {"a": {"evaluation_periods": 1, "metric_query": [{"metric": [{"period": period}]}]}}});
        breaks(
            &RULE,
            of(90),
            &[
                "aws_cloudwatch_metric_alarm.a: metric_query[0].metric[0].period: CloudWatch has no such period",
            ],
        );
        holds(&RULE, of(120));
    }
}
