//! The addresses of a VPC or a subnet are a network from /16 to /28, without host bits.

use aws::limits::VpcCidr;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "network-cidr",
    severity: Severity::Error,
    summary: "the addresses of a VPC or a subnet are a network from /16 to /28, without host bits",
    why: "AWS refuses it, or takes the first address of the network instead",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    const OTHERS: [&str; 3] = ["ipv4_ipam_pool_id", "ipv6_native", "ipv4_netmask_length"];
    for ty in ["aws_vpc", "aws_vpc_ipv4_cidr_block_association", "aws_subnet"] {
        for network in context.resources(ty) {
            let at = network.get("cidr_block");
            if !at.is_present() && OTHERS.iter().all(|name| !network.get(name).is_present()) {
                found.report(at, "a network without addresses", "set `cidr_block`");
            }
            let Some(text) = found.text(at) else { continue };
            if let Err(refused) = VpcCidr::new(text.as_ref()) {
                let hint = refused.hint.or(refused.allowed).unwrap_or_default();
                found.report(at, refused.message, hint);
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
    fn networks_have_bounds() {
        let subnet = |cidr: &str| json!({"aws_subnet": {"a": {"cidr_block": cidr}}});
        let said = |said: &str| format!("aws_subnet.a: cidr_block: {said}");
        breaks(&RULE, subnet("10.0.0.0/29"), &[&said("`10.0.0.0/29` is too small for a VPC or a subnet")]);
        breaks(&RULE, subnet("10.0.0.1/24"), &[&said("`10.0.0.1/24` has bits set beyond its prefix")]);
        breaks(
            &RULE,
            json!({"aws_vpc": {"a": {"cidr_block": "10.0.0.0/15"}}}),
            &["aws_vpc.a: cidr_block: `10.0.0.0/15` is too large for a VPC or a subnet"],
        );
        breaks(
            &RULE,
            json!({"aws_vpc": {"a": {}, "b": {"ipv4_ipam_pool_id": "${var.pool}"}}}),
            &["aws_vpc.a: cidr_block: a network without addresses"],
        );
        holds(&RULE, subnet("10.0.0.0/28"));
        unjudged(&RULE, subnet("${cidrsubnet(var.cidr, 4, 1)}"));
    }
}
