//! A metric that an alarm looks at is made by a metric filter, where filters make those of its kind.

use std::collections::HashSet;

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::observability::alarms::metrics;

pub(crate) const RULE: Rule = Rule {
    id: "alarm-metric-made",
    severity: Severity::Warning,
    summary: "a metric that an alarm looks at is made by a metric filter, where filters make those of its kind",
    why: "the alarm looks at a metric that nobody measures, and never rings",
    source: Some("https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut made = HashSet::new();
    let (mut namespaces, mut names) = (HashSet::new(), HashSet::new());
    for filter in context.resources("aws_cloudwatch_log_metric_filter") {
        for transformation in filter.blocks("metric_transformation") {
            let (space, name) = (transformation.get("namespace").text(), transformation.get("name").text());
            let (Read::Known(space), Read::Known(name)) = (space, name) else {
                // What it makes may be what an alarm looks at.
                return found.unjudged(transformation);
            };
            namespaces.insert(space.clone());
            names.insert(name.clone());
            made.insert((space, name));
        }
    }
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        for metric in metrics(alarm) {
            let at = metric.get("metric_name");
            let (Read::Known(space), Read::Known(name)) = (metric.get("namespace").text(), at.text()) else {
                continue;
            };
            let is_similar = namespaces.contains(&space) || names.contains(&name);
            if is_similar && !made.contains(&(space.clone(), name)) {
                let message = format!("no metric filter makes this metric in `{space}`");
                found.report(at, message, "make the names of the filter and of the alarm agree");
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
    fn filters_make_what_alarms_look_at() {
        let of = |space: &str, name: &str| {
            json!({
                "aws_cloudwatch_log_metric_filter": {"a": {"metric_transformation": {"namespace": "ours", "name": "denials"}}},
                "aws_cloudwatch_metric_alarm": {"a": {"namespace": space, "metric_name": name}},
            })
        };
        let at = "aws_cloudwatch_metric_alarm.a: metric_name";
        breaks(
            &RULE,
            of("ours", "denial"),
            &[&format!("{at}: no metric filter makes this metric in `ours`")],
        );
        breaks(
            &RULE,
            of("theirs", "denials"),
            &[&format!("{at}: no metric filter makes this metric in `theirs`")],
        );
        holds(&RULE, of("ours", "denials"));
        holds(&RULE, of("AWS/ECS", "CPUUtilization"));
        let mut unknown = of("ours", "denials");
        unknown["aws_cloudwatch_log_metric_filter"]["a"]["metric_transformation"]["name"] = json!("${var.x}");
        unjudged(&RULE, unknown);
    }
}
