//! What a resource refers to is all in one VPC: its subnets, groups, tables and gateways.

use configuration::{Block, Node};

use crate::context::Context;
use crate::found::Found;
use crate::network::is_copy;
use crate::rule::{Rule, Severity};

use super::place::vpc_of;

pub(crate) const RULE: Rule = Rule {
    id: "parts-of-one-network",
    severity: Severity::Error,
    summary: "what a resource refers to is all in one VPC: its subnets, groups, tables and gateways",
    why: "AWS refuses the resource",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html"),
    check,
};

/// The arguments of a type that lead into a VPC, in a block of that name where there is one.
const PARTS: [(&str, Option<&str>, &[&str]); 8] = [
    ("aws_db_instance", None, &["db_subnet_group_name", "vpc_security_group_ids"]),
    ("aws_db_subnet_group", None, &["subnet_ids"]),
    ("aws_ecs_service", Some("network_configuration"), &["subnets", "security_groups"]),
    ("aws_lb", None, &["subnets", "security_groups"]),
    ("aws_rds_cluster", None, &["db_subnet_group_name", "vpc_security_group_ids"]),
    ("aws_route", None, &["route_table_id", "gateway_id", "nat_gateway_id", "egress_only_gateway_id"]),
    ("aws_route_table_association", None, &["subnet_id", "route_table_id"]),
    ("aws_vpc_endpoint", None, &["vpc_id", "subnet_ids", "security_group_ids", "route_table_ids"]),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, block, arguments) in PARTS {
        for resource in context.resources(ty) {
            let places = match block {
                Some(block) => resource.blocks(block).collect(),
                None => vec![resource],
            };
            for place in places {
                if arguments.contains(&"db_subnet_group_name") {
                    judge_default(context, found, place);
                }
                judge(context, found, place, arguments);
            }
        }
    }
}

/// Without a subnet group, a database is in the default VPC.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html>
fn judge_default<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>, database: Node<'c>) {
    let at = database.get("db_subnet_group_name");
    if at.is_present() || is_copy(database) {
        return;
    }
    for group in database.get("vpc_security_group_ids").elements() {
        let Some(target) = group.target().known() else { continue };
        if let Some(vpc) = vpc_of(context, target.block) {
            let (group, vpc) = (target.block.address(), vpc.address());
            let message = format!("the database is in the default VPC, and `{group}` in `{vpc}`");
            return found.report(at, message, "name an `aws_db_subnet_group` of that VPC");
        }
    }
}

fn judge<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>, place: Node<'c>, arguments: &[&'static str]) {
    let mut first: Option<(String, &'c Block<'c>)> = None;
    for at in arguments.iter().flat_map(|argument| place.get(argument).elements()) {
        let Some(part) = found.target(at) else { continue };
        let own = context.configuration.node(part.block).get("vpc_id");
        // A group that names no VPC is in the default one, which nobody declares.
        let is_default = part.block.resource_type() == Some("aws_security_group") && !own.is_present();
        if let Some((other, expected)) = &first
            && is_default
        {
            let message = format!(
                "`{}` is in the default VPC, and `{other}` in `{}`",
                part.block.address(),
                expected.address()
            );
            found.report(at, message, "set the group's `vpc_id`");
            continue;
        }
        let Some(vpc) = vpc_of(context, part.block).filter(|vpc| vpc.is_single()) else {
            found.unjudged(at);
            continue;
        };
        let address = part.block.address();
        let (other, expected) = first.get_or_insert((address.clone(), vpc));
        if *expected != vpc {
            let message =
                format!("`{address}` is in `{}`, and `{other}` in `{}`", vpc.address(), expected.address());
            found.report(at, message, "refer to parts of one VPC");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(group: &str) -> serde_json::Value {
        json!({
            "aws_lb": {"a": {"subnets": ["${aws_subnet.a.id}"], "security_groups": [group]}},
            "aws_security_group": {
                "here": {"vpc_id": "${aws_vpc.main.id}"}, "there": {"vpc_id": "${aws_vpc.other.id}"}, "default": {},
            },
            "aws_subnet": {"a": {"vpc_id": "${aws_vpc.main.id}"}},
            "aws_vpc": {"main": {}, "other": {}},
        })
    }

    #[test]
    fn parts_belong_together() {
        breaks(
            &RULE,
            document("${aws_security_group.there.id}"),
            &[
                "aws_lb.a: security_groups[0]: `aws_security_group.there` is in `aws_vpc.other`, and `aws_subnet.a` in `aws_vpc.main`",
            ],
        );
        breaks(
            &RULE,
            document("${aws_security_group.default.id}"),
            &[
                "aws_lb.a: security_groups[0]: `aws_security_group.default` is in the default VPC, and `aws_subnet.a` in `aws_vpc.main`",
            ],
        );
        holds(&RULE, document("${aws_security_group.here.id}"));
        unjudged(&RULE, document("${var.group}"));
    }

    #[test]
    fn a_database_is_where_its_groups_are() {
        let document = |subnets: serde_json::Value, group: &str| {
            json!({
                "aws_db_instance": {"a": {"db_subnet_group_name": subnets, "vpc_security_group_ids": [group]}},
                "aws_db_subnet_group": {"a": {"subnet_ids": ["${aws_subnet.a.id}"]}},
                "aws_security_group": {
                    "here": {"vpc_id": "${aws_vpc.main.id}"}, "there": {"vpc_id": "${aws_vpc.other.id}"}, "default": {},
                },
                "aws_subnet": {"a": {"vpc_id": "${aws_vpc.main.id}"}},
                "aws_vpc": {"main": {}, "other": {}},
            })
        };
        let own = json!("${aws_db_subnet_group.a.name}");
        holds(&RULE, document(own.clone(), "${aws_security_group.here.id}"));
        holds(&RULE, json!({"aws_db_instance": {"a": {}}}));
        breaks(
            &RULE,
            document(own, "${aws_security_group.there.id}"),
            &[
                "aws_db_instance.a: vpc_security_group_ids[0]: `aws_security_group.there` is in `aws_vpc.other`, and `aws_db_subnet_group.a` in `aws_vpc.main`",
            ],
        );
        breaks(
            &RULE,
            document(json!(null), "${aws_security_group.here.id}"),
            &[
                "aws_db_instance.a: db_subnet_group_name: the database is in the default VPC, and `aws_security_group.here` in `aws_vpc.main`",
            ],
        );
        unjudged(&RULE, document(json!("${var.subnets}"), "${aws_security_group.here.id}"));
    }

    #[test]
    fn routes_lead_to_gateways_of_the_network() {
        let document = |vpc: &str| {
            json!({
                "aws_internet_gateway": {"a": {"vpc_id": vpc}},
                "aws_route": {"a": {
                    "route_table_id": "${aws_route_table.a.id}", "gateway_id": "${aws_internet_gateway.a.id}",
                }},
                "aws_route_table": {"a": {"vpc_id": "${aws_vpc.main.id}"}},
                "aws_vpc": {"main": {}, "other": {}},
            })
        };
        breaks(
            &RULE,
            document("${aws_vpc.other.id}"),
            &[
                "aws_route.a: gateway_id: `aws_internet_gateway.a` is in `aws_vpc.other`, and `aws_route_table.a` in `aws_vpc.main`",
            ],
        );
        holds(&RULE, document("${aws_vpc.main.id}"));
    }
}
