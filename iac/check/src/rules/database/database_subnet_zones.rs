//! A database may be in two zones.

use std::collections::HashSet;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "database-subnet-zones",
    severity: Severity::Error,
    summary: "the subnets of a database are in at least two availability zones",
    why: "AWS refuses the subnet group, also for a database that is in one zone",
    source: Some("https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    'groups: for group in context.resources("aws_db_subnet_group") {
        let subnets = group.get("subnet_ids");
        let mut zones = HashSet::new();
        for at in subnets.elements() {
            let Some(subnet) = found.target(at) else { continue 'groups };
            let zone = context.configuration.node(subnet.block).get("availability_zone");
            if !subnet.block.is_single() || !zone.is_present() {
                found.unjudged(at);
                continue 'groups;
            }
            let Some(zone) = found.text(zone) else { continue 'groups };
            zones.insert(zone);
        }
        if zones.len() < 2 && subnets.is_present() {
            found.report(subnets, "all of its subnets are in one zone", "add a subnet of another zone");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn two_zones_are_used() {
        let of = |subnets: Value| {
            json!({
                "aws_db_subnet_group": {"a": {"subnet_ids": subnets}},
                "aws_subnet": {"a": {"availability_zone": "us-east-1a"}, "b": {"availability_zone": "us-east-1b"}, "c": {}},
            })
        };
        holds(&RULE, of(json!(["${aws_subnet.a.id}", "${aws_subnet.b.id}"])));
        let said = "aws_db_subnet_group.a: subnet_ids: all of its subnets are in one zone";
        breaks(&RULE, of(json!(["${aws_subnet.a.id}", "${aws_subnet.a.id}"])), &[said]);
        unjudged(&RULE, of(json!(["${aws_subnet.a.id}", "${aws_subnet.c.id}"])));
        unjudged(&RULE, of(json!(["${var.x}"])));
    }
}
