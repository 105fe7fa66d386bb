//! No way leads out of a database's subnets.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-subnets-isolated",
    severity: Severity::Warning,
    summary: "the subnets of a database have no default route: neither to a NAT gateway nor to anything else",
    why: "a database answers and calls nobody: a way out of its subnets serves only who carries its data away",
    source: None,
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_db_subnet_group") {
        for at in group.get("subnet_ids").elements() {
            let Some(subnet) = found.target(at) else { continue };
            // That the internet leads in is `database-subnets-inside`.
            if context.network().faces_internet(subnet.block) == Ok(true) {
                continue;
            }
            match context.network().leaves(subnet.block) {
                Ok(Some(route)) => {
                    let (subnet, route) = (subnet.block.address(), route.block().address());
                    let message = format!("`{subnet}` has a default route, in `{route}`");
                    found.report(at, message, "give the database subnets whose route table has none");
                }
                Ok(None) => {}
                Err(stop) => found.unjudged(stop),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn of(route: &Value) -> Value {
        json!({
            "aws_vpc": {"a": {"cidr_block": "10.0.0.0/16"}},
            "aws_subnet": {"a": {"vpc_id": "${aws_vpc.a.id}"}, "b": {"vpc_id": "${aws_vpc.a.id}"}},
            "aws_internet_gateway": {"a": {"vpc_id": "${aws_vpc.a.id}"}},
            "aws_nat_gateway": {"a": {"subnet_id": "${aws_subnet.b.id}"}},
            "aws_egress_only_internet_gateway": {"a": {"vpc_id": "${aws_vpc.a.id}"}},
            "aws_route_table": {"a": {"vpc_id": "${aws_vpc.a.id}"}},
            "aws_route": {"a": route},
            "aws_route_table_association": {"a": {
                "route_table_id": "${aws_route_table.a.id}", "subnet_id": "${aws_subnet.a.id}",
            }},
            "aws_db_subnet_group": {"a": {"subnet_ids": ["${aws_subnet.a.id}"]}},
        })
    }

    fn route(argument: &str, to: &str, by: (&str, &str)) -> Value {
        json!({"route_table_id": "${aws_route_table.a.id}", argument: to, by.0: by.1})
    }

    #[test]
    fn no_way_leads_out() {
        let nat = ("nat_gateway_id", "${aws_nat_gateway.a.id}");
        let hub = ("transit_gateway_id", "${var.hub}");
        let v6 = ("egress_only_gateway_id", "${aws_egress_only_internet_gateway.a.id}");
        let (of_v4, of_v6) = ("destination_cidr_block", "destination_ipv6_cidr_block");
        let said =
            "aws_db_subnet_group.a: subnet_ids[0]: `aws_subnet.a` has a default route, in `aws_route.a`";
        for out in [route(of_v4, "0.0.0.0/0", nat), route(of_v4, "0.0.0.0/0", hub), route(of_v6, "::/0", v6)]
        {
            breaks(&RULE, of(&out), &[said]);
        }
        let mut inline = of(&json!({}));
        inline["aws_route_table"]["a"]["route"] = json!([{"cidr_block": "0.0.0.0/0", nat.0: nat.1}]);
        inline["aws_route"] = json!({});
        breaks(&RULE, inline, &[&said.replace("aws_route.a", "aws_route_table.a")]);
        holds(&RULE, of(&route(of_v4, "10.1.0.0/16", hub)));
        holds(&RULE, of(&route(of_v6, "2001:db8::/32", v6)));
        // Another rule says it.
        holds(&RULE, of(&route(of_v4, "0.0.0.0/0", ("gateway_id", "${aws_internet_gateway.a.id}"))));
        unjudged(&RULE, of(&route(of_v4, "${var.to}", nat)));
        let mut counted = route(of_v4, "0.0.0.0/0", nat);
        counted["count"] = json!("${var.nat ? 1 : 0}");
        unjudged(&RULE, of(&counted));
    }
}
