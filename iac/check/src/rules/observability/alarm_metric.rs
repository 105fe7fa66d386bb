//! An alarm looks at one metric, by one statistic, or at one result of queries.

use std::borrow::Cow;
use std::collections::HashSet;

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "alarm-metric",
    severity: Severity::Error,
    summary: "an alarm looks at one metric, by one statistic, or at one result of queries",
    why: "AWS refuses the alarm",
    source: Some("https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        let name = alarm.get("metric_name");
        let queries: Vec<_> = alarm.blocks("metric_query").collect();
        if alarm.makes_blocks("metric_query") || alarm.get("evaluation_criteria").is_present() {
            found.unjudged(alarm.get("metric_query"));
            continue;
        }
        match (name.is_present(), queries.is_empty()) {
            (true, false) => found.report(name, "there are queries, too", "keep to one of the two"),
            (false, true) => {
                found.report(name, "the alarm looks at nothing", "set `metric_name`, or a `metric_query`");
            }
            (true, true) => single(alarm, found),
            (false, false) => several(alarm.get("metric_query"), &queries, found),
        }
    }
}

/// One metric.
fn single<'c>(alarm: Node<'c>, found: &mut Found<'_, 'c>) {
    for needed in ["namespace", "period"] {
        if !alarm.get(needed).is_present() {
            found.report(alarm.get(needed), format!("a metric has no `{needed}`"), format!("set `{needed}`"));
        }
    }
    let (plain, extended) = (alarm.get("statistic"), alarm.get("extended_statistic"));
    match (plain.is_present(), extended.is_present()) {
        (true, true) => found.report(extended, "there is a statistic, too", "keep to one of the two"),
        (false, false) => found.report(plain, "the metric has no statistic", "set `statistic`"),
        _ => {}
    }
}

/// Queries, of which one is the result.
fn several<'c>(at: Node<'c>, queries: &[Node<'c>], found: &mut Found<'_, 'c>) {
    let mut ids = HashSet::new();
    let mut results = 0;
    let mut unknown = false;
    for query in queries {
        let id = query.get("id");
        if let Some(text) = found.text(id) {
            if !text.starts_with(|c: char| c.is_ascii_lowercase()) {
                found.report(id, "the id of a query begins with a small letter", "begin it with one");
            }
            if !ids.insert(text) {
                found.report(id, "another query has this id, too", "give each an id of its own");
            }
        }
        match found.boolean(query.get("return_data"), false) {
            Some(returned) => results += usize::from(returned),
            None => unknown = true,
        }
        if query.get("expression").is_present() == query.blocks("metric").next().is_some() {
            found.report(
                query.get("expression"),
                "a query is an expression or a metric",
                "keep to one of the two",
            );
        }
    }
    for query in queries {
        let at = query.get("expression");
        let expression = found.text(at);
        if let Some(id) = expression.as_deref().and_then(|expression| unknown_id(expression, &ids)) {
            let message = format!("no query is called `{id}`");
            found.report(at, message, "use the ids of the other queries");
        }
    }
    if results != 1 && !unknown {
        found.report(
            at,
            format!("{results} queries are the result"),
            "set `return_data` to `true` for one of them",
        );
    }
}

/// A name in an expression that no query has. Functions are written in capitals; what is quoted is no name.
fn unknown_id<'e>(expression: &'e str, ids: &HashSet<Cow<'_, str>>) -> Option<&'e str> {
    if expression.contains(['"', '\'', '{']) || expression.trim_start().starts_with("SELECT") {
        return None;
    }
    let words = expression.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    words.into_iter().find(|word| word.starts_with(|c: char| c.is_ascii_lowercase()) && !ids.contains(*word))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn a_metric_is_complete() {
        let of = |change: serde_json::Value| {
            let mut alarm = json!({"metric_name": "x", "namespace": "n", "period": 60, "statistic": "Sum"});
            alarm.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            json!({"aws_cloudwatch_metric_alarm": {"a": alarm}})
        };
        let at = "aws_cloudwatch_metric_alarm.a";
        for (change, said) in [
            (json!({"metric_name": null}), "metric_name: the alarm looks at nothing"),
            (json!({"metric_query": [{}]}), "metric_name: there are queries, too"),
            (json!({"namespace": null}), "namespace: a metric has no `namespace`"),
            (json!({"statistic": null}), "statistic: the metric has no statistic"),
            (json!({"extended_statistic": "p99"}), "extended_statistic: there is a statistic, too"),
        ] {
            breaks(&RULE, of(change), &[&format!("{at}: {said}")]);
        }
        holds(&RULE, of(json!({})));
        holds(&RULE, of(json!({"statistic": null, "extended_statistic": "p99"})));
    }

    #[test]
    fn queries_have_one_result() {
        let of = |id: &str, returned: serde_json::Value| {
            json!({"aws_cloudwatch_metric_alarm": {"a": {"metric_query": [
                {"id": "sum", "expression": "1 + 2", "return_data": returned},
                {"id": id, "metric": {}},
            ]}}})
        };
        let at = "aws_cloudwatch_metric_alarm.a: metric_query";
        breaks(&RULE, of("a", json!(false)), &[&format!("{at}: 0 queries are the result")]);
        breaks(&RULE, of("sum", json!(true)), &[&format!("{at}[1].id: another query has this id, too")]);
        breaks(
            &RULE,
            of("A", json!(true)),
            &[&format!("{at}[1].id: the id of a query begins with a small letter")],
        );
        holds(&RULE, of("a", json!("true")));
        unjudged(&RULE, of("a", json!("${var.x}")));
    }

    #[test]
    fn expressions_use_the_other_queries() {
        let of = |expression: &str| {
            json!({"aws_cloudwatch_metric_alarm": {"a": {"metric_query": [
                {"id": "sum", "expression": expression, "return_data": true},
                {"id": "a_1", "metric": {}},
            ]}}})
        };
        breaks(
            &RULE,
            of("MAX([a_1]) + b / 2"),
            &["aws_cloudwatch_metric_alarm.a: metric_query[0].expression: no query is called `b`"],
        );
        holds(&RULE, of("MAX([a_1]) * 100"));
        holds(&RULE, of("SEARCH('{AWS/ECS} x', 'Sum', 60)"));
    }
}
