//! A policy says by what it scales, and says it once.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "scaling-policy-complete",
    severity: Severity::Error,
    summary: "a policy says by what it scales, and says it once",
    why: "AWS refuses the policy",
    source: Some(
        "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html",
    ),
    check,
};

const TRACKING: &str = "target_tracking_scaling_policy_configuration";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for policy in context.resources("aws_appautoscaling_policy") {
        let kind = policy.get("policy_type");
        let Some(kind) = found.known(kind, kind.text().or("StepScaling".into())) else { continue };
        let needed = match kind.as_ref() {
            "TargetTrackingScaling" => TRACKING,
            "StepScaling" => "step_scaling_policy_configuration",
            "PredictiveScaling" => "predictive_scaling_policy_configuration",
            _ => continue,
        };
        let at = policy.get(needed);
        if policy.makes_blocks(needed) {
            found.unjudged(at);
        } else if !at.is_present() {
            found.report(
                at,
                format!("a policy of {kind} does not say by what it scales"),
                format!("add `{needed}`"),
            );
        } else if needed == TRACKING {
            tracking(at, found);
        }
    }
}

fn tracking<'c>(at: Node<'c>, found: &mut Found<'_, 'c>) {
    let metrics = ["customized_metric_specification", "predefined_metric_specification"];
    if metrics.iter().any(|metric| at.makes_blocks(metric)) {
        return found.unjudged(at);
    }
    match metrics.map(|metric| at.get(metric)) {
        [own, predefined] if own.is_present() && predefined.is_present() => {
            found.report(own, "there is a predefined metric, too", "keep to one of the two");
        }
        [own, predefined] if !own.is_present() && !predefined.is_present() => {
            found.report(
                predefined,
                "the policy follows no metric",
                "add a `predefined_metric_specification`",
            );
        }
        _ => {}
    }
    let value = at.get("target_value");
    let Some(target) = value.text().known().and_then(|text| text.parse::<f64>().ok()) else {
        found.text(value);
        return;
    };
    let kind = at.path_to(["predefined_metric_specification", "predefined_metric_type"]).text();
    let is_percent = kind.known().is_some_and(|kind| kind.ends_with("Utilization"));
    if target <= 0.0 || (is_percent && target > 100.0) {
        let allowed = if is_percent { "a percentage above 0 and up to 100" } else { "more than 0" };
        found.report(value, "the metric never is so", format!("choose {allowed}"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn policies_say_by_what() {
        let of = |change: serde_json::Value| {
            let mut tracking = json!({
                "predefined_metric_specification": {"predefined_metric_type": "ECSServiceAverageCPUUtilization"},
                "target_value": 60,
            });
            tracking.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            json!({"aws_appautoscaling_policy": {"a": {"policy_type": "TargetTrackingScaling", "target_tracking_scaling_policy_configuration": tracking}}})
        };
        let at = "aws_appautoscaling_policy.a: target_tracking_scaling_policy_configuration";
        for (wrong, said) in [
            (
                json!({"predefined_metric_specification": null}),
                "predefined_metric_specification: the policy follows no metric",
            ),
            (
                json!({"customized_metric_specification": {}}),
                "customized_metric_specification: there is a predefined metric, too",
            ),
            (json!({"target_value": 0}), "target_value: the metric never is so"),
            (json!({"target_value": "101"}), "target_value: the metric never is so"),
        ] {
            breaks(&RULE, of(wrong), &[&format!("{at}.{said}")]);
        }
        holds(&RULE, of(json!({"target_value": 99.5})));
        unjudged(&RULE, of(json!({"target_value": "${var.x}"})));
        breaks(
            &RULE,
            json!({"aws_appautoscaling_policy": {"a": {"policy_type": "StepScaling"}}}),
            &[
                "aws_appautoscaling_policy.a: step_scaling_policy_configuration: a policy of StepScaling does not say by what it scales",
            ],
        );
    }
}
