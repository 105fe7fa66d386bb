//! What has security groups says which.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::network::is_copy;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "security-groups-chosen",
    severity: Severity::Warning,
    summary: "what has security groups says which",
    why: "it gets the default group of its VPC, which is for nothing, or open to everything else in it",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html"),
    check,
};

/// A type, the block that holds the argument, and the argument.
const CHOICES: [(&str, Option<&str>, &str); 5] = [
    ("aws_db_instance", None, "vpc_security_group_ids"),
    ("aws_ecs_service", Some("network_configuration"), "security_groups"),
    ("aws_lb", None, "security_groups"),
    ("aws_rds_cluster", None, "vpc_security_group_ids"),
    ("aws_vpc_endpoint", None, "security_group_ids"),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, block, argument) in CHOICES {
        for resource in context.resources(ty) {
            let kind = match ty {
                "aws_lb" => resource.get("load_balancer_type").text().or("application".into()),
                "aws_vpc_endpoint" => resource.get("vpc_endpoint_type").text().or("Gateway".into()),
                // A copy of a database may take over those of its original.
                "aws_db_instance" | "aws_rds_cluster" if is_copy(resource) => Read::Unknown,
                _ => Read::Known("Interface".into()),
            };
            // A network load balancer may have none.
            if kind.known().is_none_or(|kind| !matches!(kind.as_ref(), "application" | "Interface")) {
                continue;
            }
            let places = match block {
                Some(block) => resource.blocks(block).collect(),
                None => vec![resource],
            };
            for at in places.into_iter().map(|place| place.get(argument)) {
                if at.elements().next().is_none() {
                    found.report(at, "no security group is chosen", "make a group for it, and name it here");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn groups_are_chosen() {
        let service = |groups: &[&str]| json!({"aws_ecs_service": {"a": {"network_configuration": [{"security_groups": groups}]}}});
        breaks(
            &RULE,
            service(&[]),
            &["aws_ecs_service.a: network_configuration[0].security_groups: no security group is chosen"],
        );
        breaks(
            &RULE,
            json!({"aws_lb": {"a": {}}}),
            &["aws_lb.a: security_groups: no security group is chosen"],
        );
        breaks(
            &RULE,
            json!({"aws_rds_cluster": {"a": {}}}),
            &["aws_rds_cluster.a: vpc_security_group_ids: no security group is chosen"],
        );
        holds(&RULE, json!({"aws_db_instance": {"a": {"replicate_source_db": "x"}}}));
        holds(&RULE, service(&["${var.group}"]));
        holds(
            &RULE,
            json!({"aws_lb": {"a": {"load_balancer_type": "network"}}, "aws_vpc_endpoint": {"a": {}}}),
        );
    }
}
