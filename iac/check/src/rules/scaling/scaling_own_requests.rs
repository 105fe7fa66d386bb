//! A service is scaled by the requests to its own target group.

use configuration::{Block, Node, Piece, Read, Symbol};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::scaled::service;

pub(crate) const RULE: Rule = Rule {
    id: "scaling-own-requests",
    severity: Severity::Error,
    summary: "a service is scaled by the requests to its own target group",
    why: "it grows when another has work, and not when it has",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for policy in context.resources("aws_appautoscaling_policy") {
        let at = policy.path_to([
            "target_tracking_scaling_policy_configuration",
            "predefined_metric_specification",
            "resource_label",
        ]);
        let Some(Symbol(pieces)) = at.symbol().known() else { continue };
        let group = pieces.iter().find_map(|piece| match piece {
            Piece::Attribute(target)
                if target.block.resource_type().is_some_and(|ty| ty.ends_with("lb_target_group")) =>
            {
                Some(target.block)
            }
            _ => None,
        });
        let Some(group) = group else { continue };
        let Read::Known(service) = scaled(context, policy) else {
            found.unjudged(policy.get("resource_id"));
            continue;
        };
        let service = context.configuration.node(service);
        let own: Vec<_> =
            service.blocks("load_balancer").map(|target| target.get("target_group_arn").target()).collect();
        if own.iter().any(|target| matches!(target, Read::Known(target) if target.block == group)) {
            continue;
        }
        if own.contains(&Read::Unknown) || service.makes_blocks("load_balancer") {
            found.unjudged(at);
            continue;
        }
        let message = format!("`{}` does not register with `{}`", service.block().address(), group.address());
        found.report(at, message, "name the target group of the service");
    }
}

/// The service that a policy scales: by the target that it refers to, or by itself.
fn scaled<'c>(context: &Context<'c>, policy: Node<'c>) -> Read<&'c Block<'c>> {
    let at = policy.get("resource_id");
    match at.target() {
        Read::Known(target) if target.block.resource_type() == Some("aws_appautoscaling_target") => {
            service(context.configuration.node(target.block).get("resource_id"))
        }
        _ => service(at),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn requests_are_the_services_own() {
        let of = |group: &str, id: &str| {
            json!({
                "aws_appautoscaling_policy": {"a": {"resource_id": id, "target_tracking_scaling_policy_configuration": {
                    "predefined_metric_specification": {"resource_label": format!("app/a/1/${{aws_lb_target_group.{group}.arn_suffix}}")},
                }}},
                "aws_appautoscaling_target": {"a": {"resource_id": "service/main/${aws_ecs_service.a.name}"}},
                "aws_ecs_service": {"a": {"name": "a", "load_balancer": {"target_group_arn": "${aws_lb_target_group.a.arn}"}}},
                "aws_lb_target_group": {"a": {}, "b": {}},
            })
        };
        let target = "${aws_appautoscaling_target.a.resource_id}";
        breaks(
            &RULE,
            of("b", target),
            &[
                "aws_appautoscaling_policy.a: target_tracking_scaling_policy_configuration.predefined_metric_specification.resource_label: `aws_ecs_service.a` does not register with `aws_lb_target_group.b`",
            ],
        );
        holds(&RULE, of("a", target));
        holds(&RULE, of("a", "service/main/a"));
        unjudged(&RULE, of("b", "${var.x}"));
    }
}
