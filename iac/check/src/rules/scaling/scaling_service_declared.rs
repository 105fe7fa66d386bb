//! What is scaled is a service that is declared, in its cluster.

use configuration::{Block, Node, Piece, Read};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::scaled::service;

pub(crate) const RULE: Rule = Rule {
    id: "scaling-service-declared",
    severity: Severity::Error,
    summary: "what is scaled is a service that is declared, in its cluster",
    why: "AWS refuses it: there is nothing to scale",
    source: Some(
        "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for target in context.resources("aws_appautoscaling_target") {
        let namespace = target.get("service_namespace");
        if found.text(namespace).is_none_or(|namespace| namespace != "ecs") {
            continue;
        }
        let dimension = target.get("scalable_dimension");
        if found.text(dimension).is_some_and(|dimension| dimension != "ecs:service:DesiredCount") {
            found.report(dimension, "services are not scaled by this", "write `ecs:service:DesiredCount`");
        }
        let at = target.get("resource_id");
        if let Read::Known(text) = at.text()
            && !is_shaped(&text)
        {
            found.report(
                at,
                "this names no service",
                "write `service/`, the cluster's name, `/`, the service's name",
            );
            continue;
        }
        let pieces = at.symbol().known().map_or_else(Vec::new, |symbol| symbol.0);
        let arn = pieces.iter().find_map(|piece| match piece {
            Piece::Attribute(target) if ["arn", "id"].contains(&target.attribute) => {
                let ty = target.block.resource_type();
                ty.filter(|ty| ["aws_ecs_cluster", "aws_ecs_service"].contains(ty)).map(|_| target)
            }
            _ => None,
        });
        if let Some(target) = arn {
            let message = format!("`{}` of `{}` is no name", target.attribute, target.block.address());
            found.report(at, message, "give it the `name`");
            continue;
        }
        match service(at) {
            Read::Known(service) => cluster(context, at, service, found),
            Read::Unknown => found.unjudged(at),
            Read::Absent => found.report(at, "no such service is declared", "refer to a service's `name`"),
        }
    }
}

fn is_shaped(text: &str) -> bool {
    let parts: Vec<&str> = text.split('/').collect();
    parts.len() == 3 && parts[0] == "service" && parts.iter().all(|part| !part.is_empty())
}

/// The cluster that is named is the service's, if both are known.
fn cluster<'c>(context: &Context<'c>, at: Node<'c>, service: &'c Block<'c>, found: &mut Found<'_, 'c>) {
    let service = context.configuration.node(service);
    let Read::Known(cluster) = service.get("cluster").resource("aws_ecs_cluster", "name") else { return };
    let (Read::Known(text), Read::Known(name)) =
        (at.text(), context.configuration.node(cluster).get("name").text())
    else {
        return;
    };
    if text.split('/').nth(1).is_some_and(|named| named != name) {
        let message = format!("the service is in the cluster `{name}`");
        found.report(at, message, "name the cluster that the service is in");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn names_are_no_arns() {
        let of = |cluster: &str| {
            json!({
                "aws_appautoscaling_target": {"a": {
                    "service_namespace": "ecs",
                    "scalable_dimension": "ecs:service:DesiredCount",
                    "resource_id": format!("service/{cluster}/${{aws_ecs_service.a.name}}"),
                }},
                "aws_ecs_cluster": {"a": {"name": "main"}},
                "aws_ecs_service": {"a": {"name": "web", "cluster": "${aws_ecs_cluster.a.arn}"}},
            })
        };
        breaks(
            &RULE,
            of("${aws_ecs_cluster.a.arn}"),
            &["aws_appautoscaling_target.a: resource_id: `arn` of `aws_ecs_cluster.a` is no name"],
        );
        holds(&RULE, of("${aws_ecs_cluster.a.name}"));
    }

    #[test]
    fn services_are_scaled() {
        let of = |id: &str, dimension: &str| {
            json!({
                "aws_appautoscaling_target": {"a": {"service_namespace": "ecs", "resource_id": id, "scalable_dimension": dimension}},
                "aws_ecs_cluster": {"main": {"name": "main"}},
                "aws_ecs_service": {"a": {"name": "app", "cluster": "${aws_ecs_cluster.main.id}"}},
            })
        };
        let right = "ecs:service:DesiredCount";
        let at = "aws_appautoscaling_target.a: resource_id";
        breaks(&RULE, of("app", right), &[&format!("{at}: this names no service")]);
        breaks(&RULE, of("service/main/other", right), &[&format!("{at}: no such service is declared")]);
        breaks(
            &RULE,
            of("service/other/app", right),
            &[&format!("{at}: the service is in the cluster `main`")],
        );
        breaks(
            &RULE,
            of("service/main/app", "ecs:service:Count"),
            &["aws_appautoscaling_target.a: scalable_dimension: services are not scaled by this"],
        );
        holds(&RULE, of("service/main/app", right));
        holds(&RULE, of("service/${aws_ecs_cluster.main.name}/${aws_ecs_service.a.name}", right));
        unjudged(&RULE, of("service/main/${var.x}", right));
        holds(
            &RULE,
            json!({"aws_appautoscaling_target": {"a": {"service_namespace": "dynamodb", "resource_id": "table/a"}}}),
        );
    }
}
