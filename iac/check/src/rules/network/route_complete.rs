//! A route has one destination and one target.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "route-complete",
    severity: Severity::Error,
    summary: "a route has one destination and one target",
    why: "AWS refuses the route",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html"),
    check,
};

const DESTINATIONS: [[&str; 3]; 2] = [
    ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
    ["cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"],
];

const TARGETS: [&str; 11] = [
    "carrier_gateway_id",
    "core_network_arn",
    "egress_only_gateway_id",
    "gateway_id",
    "instance_id",
    "local_gateway_id",
    "nat_gateway_id",
    "network_interface_id",
    "transit_gateway_id",
    "vpc_endpoint_id",
    "vpc_peering_connection_id",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for route in context.resources("aws_route") {
        judge(found, route, &DESTINATIONS[0], "destination");
        judge(found, route, &TARGETS, "target");
    }
    for table in context.resources("aws_route_table") {
        for route in
            table.blocks("route").filter(|route| route.json().is_some_and(|it| it.as_object().is_some()))
        {
            judge(found, route, &DESTINATIONS[1], "destination");
            judge(found, route, &TARGETS, "target");
        }
    }
}

fn judge<'c>(found: &mut Found<'_, 'c>, route: Node<'c>, arguments: &'static [&'static str], what: &str) {
    let given: Vec<Node<'c>> = arguments
        .iter()
        .map(|name| route.get(name))
        .filter(|at| at.is_present() && !at.text().is(&"".into()))
        .collect();
    // An expression may come to nothing.
    let sure = given.iter().filter(|at| at.target().known().is_some() || at.text().known().is_some()).count();
    if given.is_empty() || sure > 1 {
        let count = if given.is_empty() { "no" } else { "more than one" };
        found.report(route, format!("a route with {count} {what}"), format!("give it one {what}"));
    } else if given.len() > 1 {
        found.unjudged(route);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn route(gateway: Option<&str>, nat: Option<&str>) -> serde_json::Value {
        json!({"aws_route_table": {"a": {"route": [
            {"cidr_block": "0.0.0.0/0", "gateway_id": gateway, "nat_gateway_id": nat},
        ]}}})
    }

    #[test]
    fn a_route_leads_somewhere() {
        breaks(&RULE, route(None, Some("")), &["aws_route_table.a: route[0]: a route with no target"]);
        breaks(
            &RULE,
            route(Some("igw-1"), Some("nat-1")),
            &["aws_route_table.a: route[0]: a route with more than one target"],
        );
        breaks(
            &RULE,
            json!({"aws_route": {"a": {"gateway_id": "${aws_internet_gateway.a.id}"}}}),
            &["aws_route.a: : a route with no destination"],
        );
        holds(&RULE, route(Some("${var.gateway}"), None));
        unjudged(&RULE, route(Some("${var.gateway}"), Some("${var.nat}")));
    }
}
