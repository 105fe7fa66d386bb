//! The private subnets of production leave through a NAT gateway of their own zone.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "production-nat",
    severity: Severity::Error,
    summary: "each private subnet of production leaves through a NAT gateway of its own availability zone",
    why: "when the gateway's zone fails, the other zones are cut off, too",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html"),
    check,
};

/// The zone of the subnet that something is in.
fn zone_of<'c>(context: &Context<'c>, node: Node<'c>, found: &mut Found<'_, 'c>) -> Option<String> {
    let subnet = found.target(node.get("subnet_id"))?;
    let zone = context.configuration.node(subnet.block).get("availability_zone");
    found.text(zone).map(std::borrow::Cow::into_owned)
}

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    let all = context.configuration;
    for route in context.resources("aws_route") {
        let at = route.get("nat_gateway_id");
        if !at.is_present() {
            continue;
        }
        let Some(nat) = found.target(at) else { continue };
        let Some(table) = found.target(route.get("route_table_id")) else { continue };
        let Some(theirs) = zone_of(context, all.node(nat.block), found) else { continue };
        for association in all.referring("aws_route_table_association", "route_table_id", table.block) {
            let Some(own) = zone_of(context, association, found) else { continue };
            if own != theirs {
                let message =
                    format!("a subnet in {own} leaves through `{}` in {theirs}", nat.block.address());
                found.report(at, message, format!("give {own} a NAT gateway of its own"));
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
    fn a_zone_leaves_through_itself() {
        let of = |zone: &str, environment: &str| {
            json!({
                "provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}},
                "resource": {
                    "aws_nat_gateway": {"a": {"subnet_id": "${aws_subnet.public.id}"}},
                    "aws_route": {"a": {"route_table_id": "${aws_route_table.a.id}", "nat_gateway_id": "${aws_nat_gateway.a.id}"}},
                    "aws_route_table": {"a": {}},
                    "aws_route_table_association": {"a": {"route_table_id": "${aws_route_table.a.id}", "subnet_id": "${aws_subnet.private.id}"}},
                    "aws_subnet": {"public": {"availability_zone": "us-east-1a"}, "private": {"availability_zone": zone}},
                },
            })
        };
        let said = "aws_route.a: nat_gateway_id: a subnet in us-east-1b leaves through `aws_nat_gateway.a` in us-east-1a";
        breaks(&RULE, of("us-east-1b", "prod"), &[said]);
        holds(&RULE, of("us-east-1a", "prod"));
        holds(&RULE, of("us-east-1b", "dev"));
        unjudged(&RULE, of("${var.x}", "prod"));
    }
}
