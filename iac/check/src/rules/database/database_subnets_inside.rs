//! No way leads from the internet to a database's subnets.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-subnets-inside",
    severity: Severity::Error,
    summary: "the subnets of a database have no route to an internet gateway",
    why: "a public address and one rule of a security group are all that is missing for everybody to reach it",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-46"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_db_subnet_group") {
        for at in group.get("subnet_ids").elements() {
            let Some(subnet) = found.target(at) else { continue };
            match context.network().faces_internet(subnet.block) {
                Ok(true) => {
                    let message = format!("`{}` has a route to an internet gateway", subnet.block.address());
                    found.report(
                        at,
                        message,
                        "give the database subnets whose route table has no such route",
                    );
                }
                Ok(false) => {}
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

    fn of(subnet: &str, route: &Value) -> Value {
        json!({
            "aws_vpc": {"a": {"cidr_block": "10.0.0.0/16"}},
            "aws_subnet": {"a": {"vpc_id": "${aws_vpc.a.id}"}},
            "aws_internet_gateway": {"a": {"vpc_id": "${aws_vpc.a.id}"}},
            "aws_route_table": {"a": {"vpc_id": "${aws_vpc.a.id}"}},
            "aws_route": {"a": route},
            "aws_route_table_association": {"a": {
                "route_table_id": "${aws_route_table.a.id}", "subnet_id": "${aws_subnet.a.id}",
            }},
            "aws_db_subnet_group": {"a": {"subnet_ids": [subnet]}},
        })
    }

    #[test]
    fn no_way_leads_in() {
        let subnet = "${aws_subnet.a.id}";
        let route = |to: &str| {
            json!({
                "route_table_id": "${aws_route_table.a.id}", "destination_cidr_block": to,
                "gateway_id": "${aws_internet_gateway.a.id}",
            })
        };
        breaks(
            &RULE,
            of(subnet, &route("0.0.0.0/0")),
            &["aws_db_subnet_group.a: subnet_ids[0]: `aws_subnet.a` has a route to an internet gateway"],
        );
        holds(&RULE, of(subnet, &route("192.0.2.0/24")));
        unjudged(&RULE, of("${var.x}", &route("0.0.0.0/0")));
        unjudged(&RULE, of(subnet, &route("${var.x}")));
    }
}
