//! Scaling by requests names the load balancer and the target group, and nothing else names any.

use configuration::{Piece, Symbol};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "scaling-resource-label",
    severity: Severity::Error,
    summary: "scaling by requests names the load balancer and the target group, and nothing else names any",
    why: "AWS refuses the policy",
    source: Some(
        "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for policy in context.resources("aws_appautoscaling_policy") {
        let metric = policy
            .path_to(["target_tracking_scaling_policy_configuration", "predefined_metric_specification"]);
        let Some(kind) = found.text(metric.get("predefined_metric_type")) else { continue };
        let at = metric.get("resource_label");
        if kind != "ALBRequestCountPerTarget" {
            if at.is_present() {
                found.report(at, format!("{kind} takes no label"), "remove `resource_label`");
            }
            continue;
        }
        if !at.is_present() {
            found.report(at, "requests to which target group are counted is not said", FIX);
            continue;
        }
        let Some(symbol) = found.symbol(at) else { continue };
        if !is_label(&symbol) {
            found.report(at, "this names no load balancer and target group", FIX);
        }
    }
}

const FIX: &str = "write `${aws_lb.x.arn_suffix}/${aws_lb_target_group.y.arn_suffix}`";

/// `app/name/id/targetgroup/name/id`, of which some may be known to the provider only.
fn is_label(Symbol(pieces): &Symbol<'_>) -> bool {
    let text: String = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Literal(text) => text.to_string(),
            Piece::Attribute(target) => match (target.block.resource_type(), target.attribute) {
                (Some("aws_lb" | "aws_alb"), "arn_suffix") => "app/name/id".to_owned(),
                (Some("aws_lb_target_group" | "aws_alb_target_group"), "arn_suffix") => {
                    "targetgroup/name/id".to_owned()
                }
                // A part of the text that is no suffix by itself.
                (_, "name" | "id") => "x".to_owned(),
                _ => "?".to_owned(),
            },
            Piece::Unknown => "?".to_owned(),
        })
        .collect();
    let parts: Vec<&str> = text.split('/').collect();
    matches!(parts[..], ["app", a, b, "targetgroup", c, d] if [a, b, c, d].iter().all(|part| !part.is_empty()))
        && !text.contains('?')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn requests_are_those_of_a_group() {
        let of = |metric: &str, label: serde_json::Value| {
            json!({
                "aws_appautoscaling_policy": {"a": {"target_tracking_scaling_policy_configuration": {
                    "predefined_metric_specification": {"predefined_metric_type": metric, "resource_label": label},
                }}},
                "aws_lb": {"a": {}},
                "aws_lb_target_group": {"a": {}},
            })
        };
        let at = "aws_appautoscaling_policy.a: target_tracking_scaling_policy_configuration.predefined_metric_specification.resource_label";
        let requests = "ALBRequestCountPerTarget";
        breaks(
            &RULE,
            of(requests, json!(null)),
            &[&format!("{at}: requests to which target group are counted is not said")],
        );
        for wrong in [
            "a/b",
            "${aws_lb.a.arn}/${aws_lb_target_group.a.arn_suffix}",
            "${aws_lb.a.arn_suffix}${aws_lb_target_group.a.arn_suffix}",
        ] {
            breaks(
                &RULE,
                of(requests, json!(wrong)),
                &[&format!("{at}: this names no load balancer and target group")],
            );
        }
        let cpu = "ECSServiceAverageCPUUtilization";
        breaks(&RULE, of(cpu, json!("a")), &[&format!("{at}: {cpu} takes no label")]);
        holds(&RULE, of(requests, json!("${aws_lb.a.arn_suffix}/${aws_lb_target_group.a.arn_suffix}")));
        holds(&RULE, of(requests, json!("app/a/1/targetgroup/a/2")));
        holds(&RULE, of(cpu, json!(null)));
        unjudged(&RULE, of(requests, json!("${var.x}")));
    }
}
