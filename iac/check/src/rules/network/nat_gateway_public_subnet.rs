//! A public NAT gateway stands in a subnet with a route to an internet gateway.

use configuration::{Block, Read};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "nat-gateway-public-subnet",
    severity: Severity::Error,
    summary: "a public NAT gateway stands in a subnet with a route to an internet gateway",
    why: "nothing behind it reaches the internet",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    // A route to a gateway that may be in any table.
    let open = !context.is_root()
        || context.resources("aws_route").any(|route| {
            route.get("gateway_id").is_present() && route.get("route_table_id").target().known().is_none()
        });
    for gateway in context.resources("aws_nat_gateway") {
        let kind = gateway.get("connectivity_type");
        if found.known(kind, kind.text().or("public".into())).is_none_or(|kind| kind != "public") {
            continue;
        }
        let at = gateway.get("subnet_id");
        let Some(subnet) = found.target(at) else { continue };
        match reaches_internet(context, subnet.block).filter(|reaches| *reaches || !open) {
            Some(true) => {}
            Some(false) => {
                let message =
                    format!("the route table of `{}` leads to no internet gateway", subnet.block.address());
                found.report(at, message, "put it into a public subnet");
            }
            None => found.unjudged(at),
        }
    }
}

/// Whether the table that a subnet is associated with leads to an internet gateway; none if some of that is not known.
fn reaches_internet<'c>(context: &Context<'c>, subnet: &'c Block<'c>) -> Option<bool> {
    let all = context.configuration;
    if !subnet.is_single() {
        return None;
    }
    // Without an association it has the main table, of which files seldom say anything.
    let association = all.referring("aws_route_table_association", "subnet_id", subnet).next()?;
    let table = association.get("route_table_id").target().known()?;
    if table.block.resource_type() != Some("aws_route_table") {
        return None;
    }
    let own = all.node(table.block);
    let routes = all.referring("aws_route", "route_table_id", table.block).chain(own.blocks("route"));
    let mut open = own.makes_blocks("route");
    for route in routes {
        let gateway = route.get("gateway_id");
        match gateway.target() {
            Read::Known(target) if target.block.resource_type() == Some("aws_internet_gateway") => {
                return Some(true);
            }
            Read::Unknown => open = true,
            Read::Known(_) | Read::Absent => {}
        }
    }
    if open { None } else { Some(false) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(gateway: &str) -> serde_json::Value {
        let resources = json!({
            "aws_internet_gateway": {"a": {}},
            "aws_nat_gateway": {"a": {"subnet_id": "${aws_subnet.a.id}"}, "b": {}},
            "aws_route": {"a": {"route_table_id": "${aws_route_table.a.id}", "gateway_id": gateway}},
            "aws_route_table": {"a": {}},
            "aws_route_table_association": {"a": {
                "subnet_id": "${aws_subnet.a.id}", "route_table_id": "${aws_route_table.a.id}",
            }},
            "aws_subnet": {"a": {}},
        });
        json!({"provider": {"aws": {}}, "resource": resources})
    }

    #[test]
    fn it_reaches_the_internet() {
        let mut wrong = document("${aws_internet_gateway.a.id}");
        wrong["resource"]["aws_route"] = json!({"a": {"route_table_id": "${aws_route_table.a.id}", "nat_gateway_id": "${aws_nat_gateway.b.id}"}});
        breaks(
            &RULE,
            wrong,
            &["aws_nat_gateway.a: subnet_id: the route table of `aws_subnet.a` leads to no internet gateway"],
        );
        holds(&RULE, document("${aws_internet_gateway.a.id}"));
        unjudged(&RULE, document("${var.gateway}"));
    }
}
