//! A service is scaled by a metric that services have.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "scaling-predefined-metric",
    severity: Severity::Error,
    summary: "a service is scaled by a metric that services have",
    why: "AWS refuses the policy",
    source: Some(
        "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html",
    ),
    check,
};

const METRICS: [&str; 3] =
    ["ALBRequestCountPerTarget", "ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for policy in context.resources("aws_appautoscaling_policy") {
        let namespace = policy.get("service_namespace");
        let at = policy.path_to(PREDEFINED).get("predefined_metric_type");
        if !at.is_present() || found.text(namespace).is_none_or(|namespace| namespace != "ecs") {
            continue;
        }
        if found.text(at).is_some_and(|metric| !METRICS.contains(&metric.as_ref())) {
            found.report(at, "services have no such metric", format!("choose one of {}", METRICS.join(", ")));
        }
    }
}

const PREDEFINED: [&str; 2] =
    ["target_tracking_scaling_policy_configuration", "predefined_metric_specification"];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn metrics_are_those_of_services() {
        let of = |metric: &str| {
            json!({"aws_appautoscaling_policy": {"a": {"service_namespace": "ecs", "target_tracking_scaling_policy_configuration": [
                {"predefined_metric_specification": {"predefined_metric_type": metric}},
            ]}}})
        };
        breaks(
            &RULE,
            of("ECSServiceAverageCpuUtilization"),
            &[
                "aws_appautoscaling_policy.a: target_tracking_scaling_policy_configuration[0].predefined_metric_specification.predefined_metric_type: services have no such metric",
            ],
        );
        holds(&RULE, of("ECSServiceAverageCPUUtilization"));
        unjudged(&RULE, of("${var.x}"));
    }
}
