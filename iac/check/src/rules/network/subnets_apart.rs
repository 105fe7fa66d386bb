//! No two subnets of a VPC share an address.

use std::collections::BTreeMap;

use aws::limits::Cidr;
use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "subnets-apart",
    severity: Severity::Error,
    summary: "no two subnets of a VPC share an address",
    why: "AWS refuses the second subnet",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut networks: BTreeMap<String, Vec<(Cidr, Node<'c>)>> = BTreeMap::new();
    for subnet in context.resources("aws_subnet") {
        let Some(cidr) = found.text(subnet.get("cidr_block")) else { continue };
        let Some(vpc) = found.target(subnet.get("vpc_id")) else { continue };
        if !subnet.block().is_single() || !vpc.block.is_single() {
            found.unjudged(subnet.get("cidr_block"));
        } else if let Ok(cidr) = Cidr::new(&cidr) {
            networks.entry(vpc.block.address()).or_default().push((cidr, subnet));
        }
    }
    for mut subnets in networks.into_values() {
        // Networks either lie within each other or apart: sorted, each meets the widest before it, or none.
        subnets.sort_by_key(|(cidr, _)| *cidr);
        let mut widest: Option<(Cidr, Node<'c>)> = None;
        for (cidr, subnet) in subnets {
            match &widest {
                Some((wide, other)) if wide.overlaps(cidr) => found.report(
                    subnet.get("cidr_block"),
                    format!("{cidr} shares addresses with {wide} of `{}`", other.block().address()),
                    "give each subnet addresses of its own",
                ),
                _ => widest = Some((cidr, subnet)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn subnets(second: &str) -> serde_json::Value {
        let vpc = "${aws_vpc.main.id}";
        json!({
            "aws_subnet": {
                "a": {"cidr_block": "10.0.0.0/20", "vpc_id": vpc},
                "b": {"cidr_block": second, "vpc_id": vpc},
                "other": {"cidr_block": "10.0.0.0/20", "vpc_id": "${aws_vpc.other.id}"},
            },
            "aws_vpc": {"main": {}, "other": {}},
        })
    }

    #[test]
    fn addresses_are_given_once() {
        breaks(
            &RULE,
            subnets("10.0.15.0/24"),
            &["aws_subnet.b: cidr_block: 10.0.15.0/24 shares addresses with 10.0.0.0/20 of `aws_subnet.a`"],
        );
        holds(&RULE, subnets("10.0.16.0/24"));
        unjudged(&RULE, subnets("${var.cidr}"));
    }
}
