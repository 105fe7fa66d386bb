//! The addresses of a subnet are addresses of its VPC.

use aws::limits::Cidr;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "subnet-within-vpc",
    severity: Severity::Error,
    summary: "the addresses of a subnet are addresses of its VPC",
    why: "AWS refuses the subnet",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for subnet in context.resources("aws_subnet") {
        let at = subnet.get("cidr_block");
        let Some(cidr) = found.text(at).and_then(|text| Cidr::new(&text).ok()) else { continue };
        let Some(vpc) = found.target(subnet.get("vpc_id")) else { continue };
        if vpc.block.resource_type() != Some("aws_vpc") {
            found.unjudged(subnet.get("vpc_id"));
            continue;
        }
        let more =
            context.configuration.referring("aws_vpc_ipv4_cidr_block_association", "vpc_id", vpc.block);
        let blocks =
            more.chain([context.configuration.node(vpc.block)]).map(|network| network.get("cidr_block"));
        let networks: Option<Vec<Cidr>> =
            blocks.map(|block| block.text().known().and_then(|text| Cidr::new(&text).ok())).collect();
        let Some(networks) = networks else {
            found.unjudged(at);
            continue;
        };
        if !networks.iter().any(|network| network.contains(cidr)) {
            let own: Vec<String> = networks.iter().map(ToString::to_string).collect();
            let message = format!("{cidr} is not in {} of `{}`", own.join(" or "), vpc.block.address());
            found.report(at, message, "choose a part of the VPC's addresses");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn subnet(cidr: &str, vpc: &str) -> serde_json::Value {
        json!({
            "aws_subnet": {"a": {"cidr_block": cidr, "vpc_id": "${aws_vpc.main.id}"}},
            "aws_vpc": {"main": {"cidr_block": vpc}},
            "aws_vpc_ipv4_cidr_block_association": {"more": {
                "vpc_id": "${aws_vpc.main.id}", "cidr_block": "10.9.0.0/16",
            }},
        })
    }

    #[test]
    fn subnets_are_parts() {
        breaks(
            &RULE,
            subnet("10.1.0.0/24", "10.0.0.0/16"),
            &["aws_subnet.a: cidr_block: 10.1.0.0/24 is not in 10.9.0.0/16 or 10.0.0.0/16 of `aws_vpc.main`"],
        );
        holds(&RULE, subnet("10.0.255.0/24", "10.0.0.0/16"));
        holds(&RULE, subnet("10.9.255.0/24", "10.0.0.0/16"));
        unjudged(&RULE, subnet("10.1.0.0/24", "${var.cidr}"));
    }
}
