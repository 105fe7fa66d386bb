//! The dimensions of an alarm lead to what its metric is measured for.

use configuration::{Mode, Node, Root};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::observability::alarms::metrics;

pub(crate) const RULE: Rule = Rule {
    id: "alarm-dimensions",
    severity: Severity::Error,
    summary: "the dimensions of an alarm lead to what its metric is measured for",
    why: "the alarm looks at a metric that nobody measures, and never rings",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
    ),
    check,
};

/// A dimension, the types that it is of, and the attribute that CloudWatch calls them by.
type Leads = (&'static str, &'static [&'static str], &'static str);

const DATABASES: &[Leads] = &[
    ("DBClusterIdentifier", &["aws_rds_cluster"], "cluster_identifier"),
    ("DBInstanceIdentifier", &["aws_db_instance", "aws_rds_cluster_instance"], "identifier"),
];

const BALANCERS: &[Leads] = &[
    ("LoadBalancer", &["aws_lb", "aws_alb"], "arn_suffix"),
    ("TargetGroup", &["aws_lb_target_group", "aws_alb_target_group"], "arn_suffix"),
    ("AvailabilityZone", &[], ""),
];
const SERVICES: &[Leads] =
    &[("ClusterName", &["aws_ecs_cluster"], "name"), ("ServiceName", &["aws_ecs_service"], "name")];

/// Of a namespace, its dimensions, and whether there are no others.
fn of_namespace(namespace: &str) -> Option<(&'static [Leads], bool)> {
    match namespace {
        "AWS/ApplicationELB" => Some((BALANCERS, true)),
        "AWS/ECS" => Some((SERVICES, true)),
        "ECS/ContainerInsights" => Some((SERVICES, false)),
        "AWS/RDS" => Some((DATABASES, false)),
        _ => None,
    }
}

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for alarm in context.resources("aws_cloudwatch_metric_alarm") {
        for metric in metrics(alarm) {
            let Some(namespace) = found.text(metric.get("namespace")) else { continue };
            let Some((known, closed)) = of_namespace(&namespace) else { continue };
            let dimensions = metric.get("dimensions");
            if dimensions.json().is_some_and(|json| json.as_object().is_none()) {
                found.unjudged(dimensions);
                continue;
            }
            let mut present = Vec::new();
            for (name, at) in dimensions.members() {
                present.push(name);
                match known.iter().find(|(dimension, ..)| *dimension == name) {
                    Some(leads) => judge(at, *leads, found),
                    None if closed => {
                        let names: Vec<_> = known.iter().map(|(name, ..)| *name).collect();
                        let message = format!("{namespace} has no dimension `{name}`");
                        found.report(at, message, format!("choose of {}", names.join(", ")));
                    }
                    None => {}
                }
            }
            let needed = known[0].0;
            if closed && present.is_empty() && !dimensions.is_present() {
                let message = format!("{namespace} measures nothing without a `{needed}`");
                found.report(dimensions, message, format!("add `{needed}`"));
            }
            for (part, whole) in [("TargetGroup", "LoadBalancer"), ("ServiceName", "ClusterName")] {
                if present.contains(&part) && !present.contains(&whole) {
                    let message = format!("nothing is measured by `{part}` alone");
                    found.report(dimensions, message, format!("add `{whole}`"));
                }
            }
        }
    }
}

fn judge<'c>(at: Node<'c>, (dimension, types, attribute): Leads, found: &mut Found<'_, 'c>) {
    let mut referred = Vec::new();
    at.references(|_, expression| {
        referred.extend(expression.traversals().iter().map(|one| (one.root, one.attribute)));
    });
    let fix = || format!("give it `{attribute}` of an {}", types.first().copied().unwrap_or_default());
    match referred[..] {
        [] => {
            if found.text(at).is_some_and(|text| text.starts_with("arn:")) {
                found.report(at, format!("`{dimension}` is no ARN"), fix());
            }
        }
        [(Root::Resource(Mode::Resource, ty, _), given)] if at.target().known().is_some() => {
            // Of what Aurora has, the id is the identifier.
            let is_id = given == "id" && matches!(ty, "aws_rds_cluster" | "aws_rds_cluster_instance");
            let fits = types.contains(&ty) && (given == attribute || is_id);
            // The name of something else may be this one's, too: a task definition's family, say. That of the other is not.
            let is_alike = attribute == "name" && matches!(given, "name" | "family" | "name_prefix");
            let is_other = ["aws_ecs_cluster", "aws_ecs_service"].contains(&ty);
            if !types.is_empty() && !fits && (is_other || !is_alike) {
                let message = format!("`{dimension}` is given `{given}` of an {ty}");
                found.report(at, message, fix());
            }
        }
        _ => found.unjudged(at),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn of(namespace: &str, dimensions: &serde_json::Value) -> serde_json::Value {
        json!({
            "aws_cloudwatch_metric_alarm": {"a": {"metric_name": "x", "namespace": namespace, "dimensions": dimensions}},
            "aws_ecs_cluster": {"a": {"name": "main"}},
            "aws_ecs_service": {"a": {"name": "app"}},
            "aws_lb": {"a": {}},
            "aws_lb_target_group": {"a": {}},
            "aws_rds_cluster": {"a": {}},
            "aws_db_instance": {"a": {}},
        })
    }

    #[test]
    fn dimensions_lead_to_what_is_measured() {
        let at = "aws_cloudwatch_metric_alarm.a: dimensions";
        let balancer = "AWS/ApplicationELB";
        for (namespace, wrong, said) in [
            (
                balancer,
                json!({"LoadBalancer": "${aws_lb.a.arn}"}),
                ".LoadBalancer: `LoadBalancer` is given `arn` of an aws_lb",
            ),
            (
                balancer,
                json!({"LoadBalancer": "${aws_lb_target_group.a.arn_suffix}"}),
                ".LoadBalancer: `LoadBalancer` is given `arn_suffix` of an aws_lb_target_group",
            ),
            (balancer, json!({"LoadBalancer": "arn:aws:x"}), ".LoadBalancer: `LoadBalancer` is no ARN"),
            (
                balancer,
                json!({"LoadBalancerName": "x"}),
                ".LoadBalancerName: AWS/ApplicationELB has no dimension `LoadBalancerName`",
            ),
            (
                balancer,
                json!({"TargetGroup": "${aws_lb_target_group.a.arn_suffix}"}),
                ": nothing is measured by `TargetGroup` alone",
            ),
            (balancer, json!(null), ": AWS/ApplicationELB measures nothing without a `LoadBalancer`"),
            (
                "AWS/ECS",
                json!({"ClusterName": "${aws_ecs_service.a.name}"}),
                ".ClusterName: `ClusterName` is given `name` of an aws_ecs_service",
            ),
            (
                "AWS/ECS",
                json!({"ClusterName": "${aws_ecs_cluster.a.arn}"}),
                ".ClusterName: `ClusterName` is given `arn` of an aws_ecs_cluster",
            ),
            (
                "AWS/RDS",
                json!({"DBInstanceIdentifier": "${aws_db_instance.a.id}"}),
                ".DBInstanceIdentifier: `DBInstanceIdentifier` is given `id` of an aws_db_instance",
            ),
        ] {
            breaks(&RULE, of(namespace, &wrong), &[&format!("{at}{said}")]);
        }
        for (namespace, right) in [
            (
                balancer,
                json!({"LoadBalancer": "${aws_lb.a.arn_suffix}", "TargetGroup": "${aws_lb_target_group.a.arn_suffix}"}),
            ),
            (balancer, json!({"LoadBalancer": "app/a/1"})),
            ("AWS/ECS", json!({"ClusterName": "${aws_ecs_cluster.a.name}", "ServiceName": "app"})),
            ("ECS/ContainerInsights", json!({"TaskId": "x"})),
            ("AWS/RDS", json!({"DBClusterIdentifier": "${aws_rds_cluster.a.id}"})),
            ("AWS/RDS", json!({"DBInstanceIdentifier": "${aws_db_instance.a.identifier}"})),
            ("Ours", json!({"Anything": "x"})),
        ] {
            holds(&RULE, of(namespace, &right));
        }
        unjudged(&RULE, of("AWS/ECS", &json!({"ClusterName": "${var.x}"})));
        unjudged(&RULE, of("AWS/ECS", &json!("${var.x}")));
    }
}
