//! A region has at most 5 VPCs and 5 Elastic IPs, and a zone at most 5 NAT gateways.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::place::Regions;

pub(crate) const RULE: Rule = Rule {
    id: "region-quota",
    severity: Severity::Warning,
    summary: "a region has at most 5 VPCs and 5 Elastic IPs, and a zone at most 5 NAT gateways",
    why: "AWS refuses more until the quota is raised",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"),
    check,
};

const MOST: usize = 5;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let regions = Regions::of(context);
    for (ty, what) in [("aws_vpc", "VPCs"), ("aws_eip", "Elastic IPs")] {
        let mut counts: HashMap<Option<_>, usize> = HashMap::new();
        for resource in context.resources(ty) {
            if !resource.block().is_single() {
                found.unjudged(resource);
            }
            let region = regions.region(resource);
            let count = counts.entry(region).or_default();
            *count += 1;
            if *count == MOST + 1 {
                let message =
                    format!("more than {MOST} {what} in one region, which an account may have unasked");
                found.report(resource, message, "ask for a higher quota before the apply");
            }
        }
    }
    let mut of_zone: HashMap<_, usize> = HashMap::new();
    for gateway in context.resources("aws_nat_gateway") {
        let Some(subnet) = found.target(gateway.get("subnet_id")) else { continue };
        let zone = context.configuration.node(subnet.block).get("availability_zone");
        let Some(zone) = found.text(zone) else { continue };
        let count = of_zone.entry(zone.clone()).or_default();
        *count += 1;
        if *count == MOST + 1 {
            let message =
                format!("more than {MOST} NAT gateways in {zone}, which an account may have unasked");
            found.report(gateway, message, "share gateways, or ask for a higher quota");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn addresses_are_counted() {
        let addresses = |count: usize| {
            let all: serde_json::Map<_, _> = (0..count).map(|at| (format!("a{at}"), json!({}))).collect();
            json!({"aws_eip": all})
        };
        breaks(
            &RULE,
            addresses(6),
            &["aws_eip.a5: : more than 5 Elastic IPs in one region, which an account may have unasked"],
        );
        holds(&RULE, addresses(5));
        unjudged(&RULE, json!({"aws_eip": {"a": {"count": "${var.count}"}}}));
    }

    #[test]
    fn gateways_are_counted() {
        let gateways = |count: usize| {
            let one = json!({"subnet_id": "${aws_subnet.a.id}"});
            let all: serde_json::Map<_, _> = (0..count).map(|at| (format!("a{at}"), one.clone())).collect();
            json!({"aws_nat_gateway": all, "aws_subnet": {"a": {"availability_zone": "us-east-1a"}}})
        };
        breaks(
            &RULE,
            gateways(6),
            &[
                "aws_nat_gateway.a5: : more than 5 NAT gateways in us-east-1a, which an account may have unasked",
            ],
        );
        holds(&RULE, gateways(5));
    }
}
