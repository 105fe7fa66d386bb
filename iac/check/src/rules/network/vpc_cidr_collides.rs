//! The addresses of a VPC are private, and none that AWS or Docker uses inside of machines.

use aws::limits::Cidr;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "vpc-cidr-collides",
    severity: Severity::Warning,
    summary: "the addresses of a VPC are private, and none that AWS or Docker uses inside of machines",
    why: "what has such an address cannot be reached from those machines",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"),
    check,
};

/// What not to use, and who does.
const TAKEN: [([u8; 4], u8, &str); 3] = [
    ([172, 17, 0, 0], 16, "Docker's bridge, which several services of AWS use"),
    ([100, 64, 0, 0], 10, "carrier-grade NAT, which Fargate and Lambda use inside"),
    ([198, 18, 0, 0], 15, "what benchmarks of networks use"),
];

/// RFC 1918.
const PRIVATE: [([u8; 4], u8); 3] = [([10, 0, 0, 0], 8), ([172, 16, 0, 0], 12), ([192, 168, 0, 0], 16)];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for at in context.resources("aws_vpc").map(|vpc| vpc.get("cidr_block")) {
        let Some(cidr) = found.text(at).and_then(|text| Cidr::new(&text).ok()) else { continue };
        let range = |address: [u8; 4], prefix| Cidr::of(address.into(), prefix);
        let taken = TAKEN.iter().find(|(address, prefix, _)| range(*address, *prefix).overlaps(cidr));
        let is_private = PRIVATE.iter().any(|(address, prefix)| range(*address, *prefix).contains(cidr));
        if let Some((address, prefix, who)) = taken {
            let message = format!("{cidr} shares addresses with {}: {who}", range(*address, *prefix));
            found.report(at, message, "choose from 10.0.0.0/8 instead");
        } else if !is_private {
            let message = format!("{cidr} belongs to somebody on the internet, who cannot be reached then");
            found.report(at, message, "choose private addresses, as in 10.0.0.0/8");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn ranges_are_free() {
        let vpc = |cidr: &str| json!({"aws_vpc": {"a": {"cidr_block": cidr}}});
        breaks(
            &RULE,
            vpc("172.17.0.0/20"),
            &[
                "aws_vpc.a: cidr_block: 172.17.0.0/20 shares addresses with 172.17.0.0/16: Docker's bridge, which several services of AWS use",
            ],
        );
        breaks(
            &RULE,
            vpc("11.0.0.0/16"),
            &[
                "aws_vpc.a: cidr_block: 11.0.0.0/16 belongs to somebody on the internet, who cannot be reached then",
            ],
        );
        holds(&RULE, vpc("172.18.0.0/16"));
        unjudged(&RULE, vpc("${var.cidr}"));
    }
}
