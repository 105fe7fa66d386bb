//! A metric filter makes a metric as CloudWatch Logs can.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "metric-filter-legal",
    severity: Severity::Error,
    summary: "a metric filter makes a metric as CloudWatch Logs can",
    why: "AWS refuses the filter",
    source: Some(
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for filter in context.resources("aws_cloudwatch_log_metric_filter") {
        for (at, most, what) in [(filter.get("name"), 512, "name"), (filter.get("pattern"), 1_024, "pattern")]
        {
            let Some(text) = found.text(at) else { continue };
            if text.chars().count() > most {
                found.report(at, format!("the {what} is too long"), format!("keep to {most} characters"));
            } else if what == "name" && text.contains([':', '*']) {
                found.report(at, "a filter's name has no `:` and no `*`", "use other characters");
            }
        }
        let transformation = filter.get("metric_transformation");
        let dimensions = transformation.get("dimensions");
        if dimensions.members().count() > 3 {
            found.report(dimensions, "a metric of a filter has at most 3 dimensions", "remove some");
        }
        let default = transformation.get("default_value");
        if default.is_present() && dimensions.members().next().is_some() {
            found.report(default, "a metric with dimensions has no default", "remove `default_value`");
        }
        let namespace = transformation.get("namespace");
        if let Some(text) = found.text(namespace) {
            if text.starts_with("AWS/") {
                found.report(namespace, "this namespace is AWS's own", "choose another");
            } else if text.is_empty() || text.contains([':', '*', '$']) || text.chars().count() > 255 {
                let fix = "use at most 255 characters, none of them `:`, `*` or `$`";
                found.report(namespace, "AWS does not take this for a namespace", fix);
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
    fn filters_make_metrics() {
        let of = |name: &str, transformation: serde_json::Value| json!({"aws_cloudwatch_log_metric_filter": {"a": {"name": name, "metric_transformation": [transformation]}}});
        let at = "aws_cloudwatch_log_metric_filter.a";
        for (name, transformation, said) in [
            ("a:b", json!({}), "name: a filter's name has no `:` and no `*`"),
            (
                "a",
                json!({"namespace": "AWS/ECS"}),
                "metric_transformation[0].namespace: this namespace is AWS's own",
            ),
            (
                "a",
                json!({"namespace": "a:b"}),
                "metric_transformation[0].namespace: AWS does not take this for a namespace",
            ),
            (
                "a",
                json!({"default_value": "0", "dimensions": {"a": "$.a"}}),
                "metric_transformation[0].default_value: a metric with dimensions has no default",
            ),
            (
                "a",
                json!({"dimensions": {"a": "$.a", "b": "$.b", "c": "$.c", "d": "$.d"}}),
                "metric_transformation[0].dimensions: a metric of a filter has at most 3 dimensions",
            ),
        ] {
            breaks(&RULE, of(name, transformation), &[&format!("{at}: {said}")]);
        }
        breaks(&RULE, of(&"a".repeat(513), json!({})), &[&format!("{at}: name: the name is too long")]);
        holds(&RULE, of("a", json!({"namespace": "ours", "default_value": "0"})));
        unjudged(&RULE, of("${var.x}", json!({})));
    }
}
