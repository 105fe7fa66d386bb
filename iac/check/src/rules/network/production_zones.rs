//! What production runs in subnets is in two availability zones.

use std::collections::HashSet;

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "production-zones",
    severity: Severity::Error,
    summary: "the tasks and the interface endpoints of production are in at least two availability zones",
    why: "when the zone fails, nothing of it is left",
    source: Some(
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/use-fault-isolation-to-protect-your-workload.html",
    ),
    check,
};

/// Reports subnets that are all in one zone.
fn judge<'c>(context: &Context<'c>, subnets: Node<'c>, found: &mut Found<'_, 'c>) {
    let mut zones = HashSet::new();
    for at in subnets.elements() {
        let Some(subnet) = found.target(at) else { return };
        if !subnet.block.is_single() {
            return found.unjudged(at);
        }
        let zone = context.configuration.node(subnet.block).get("availability_zone");
        let Some(zone) = found.text(zone) else { return };
        zones.insert(zone);
    }
    if let [zone] = zones.iter().collect::<Vec<_>>()[..] {
        found.report(subnets, format!("all of it is in {zone}"), "add a subnet of another zone");
    }
}

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    for service in context.resources("aws_ecs_service") {
        judge(context, service.path_to(["network_configuration", "subnets"]), found);
    }
    for endpoint in context.resources("aws_vpc_endpoint") {
        judge(context, endpoint.get("subnet_ids"), found);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn two_zones_are_used() {
        let of = |subnets: serde_json::Value, environment: &str| {
            json!({
                "provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}},
                "resource": {
                    "aws_ecs_service": {"a": {"network_configuration": {"subnets": subnets}}},
                    "aws_subnet": {"a": {"availability_zone": "us-east-1a"}, "b": {"availability_zone": "us-east-1b"}},
                },
            })
        };
        let one = json!(["${aws_subnet.a.id}"]);
        let said = "aws_ecs_service.a: network_configuration.subnets: all of it is in us-east-1a";
        breaks(&RULE, of(one.clone(), "prod"), &[said]);
        holds(&RULE, of(json!(["${aws_subnet.a.id}", "${aws_subnet.b.id}"]), "prod"));
        holds(&RULE, of(one, "dev"));
        unjudged(&RULE, of(json!(["${var.x}"]), "prod"));
    }
}
