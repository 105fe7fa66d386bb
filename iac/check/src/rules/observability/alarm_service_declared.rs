//! A cluster or service that an alarm names is declared here.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::observability::alarms::metrics;

pub(crate) const RULE: Rule = Rule {
    id: "alarm-service-declared",
    severity: Severity::Warning,
    summary: "a cluster or service that an alarm names is declared here",
    why: "the alarm looks at something that is not there, and never rings",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        for metric in metrics(alarm) {
            let namespace = metric.get("namespace").text();
            if !namespace
                .known()
                .is_some_and(|name| matches!(name.as_ref(), "AWS/ECS" | "ECS/ContainerInsights"))
            {
                continue;
            }
            for (dimension, ty) in [("ClusterName", "aws_ecs_cluster"), ("ServiceName", "aws_ecs_service")] {
                let at = metric.get("dimensions").get(dimension);
                // A reference leads to what is declared, or another rule says so.
                if at.target().known().is_some() {
                    continue;
                }
                let Some(name) = found.text(at) else { continue };
                match context.configuration.named(ty, "name", &name) {
                    Read::Known(_) => {}
                    Read::Unknown => found.unjudged(at),
                    Read::Absent => {
                        let message = format!("no {ty} of the name `{name}` is declared here");
                        found.report(at, message, "refer to the `name` of one that is");
                    }
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
    fn what_is_named_is_declared() {
        let of = |name: &str, declared: &str| {
            json!({
                "aws_cloudwatch_metric_alarm": {"a": {"metric_query": {"metric": {"namespace": "AWS/ECS", "dimensions": {"ServiceName": name}}}}},
                "aws_ecs_service": {"a": {"name": declared}},
            })
        };
        breaks(
            &RULE,
            of("app", "api"),
            &[
                "aws_cloudwatch_metric_alarm.a: metric_query.metric.dimensions.ServiceName: no aws_ecs_service of the name `app` is declared here",
            ],
        );
        holds(&RULE, of("app", "app"));
        holds(&RULE, of("${aws_ecs_service.a.name}", "${var.x}"));
        unjudged(&RULE, of("app", "${var.x}"));
    }
}
