//! Each subnet of an application load balancer has room for it: /27 or larger.

use aws::limits::Cidr;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::forwarding::is_application;

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-subnet-size",
    severity: Severity::Error,
    summary: "each subnet of an application load balancer has room for it: /27 or larger",
    why: "the load balancer cannot grow, and answers with errors under load",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    const SMALLEST: u8 = 27;
    for balancer in context.resources("aws_lb") {
        if is_application(found, balancer) != Some(true) {
            continue;
        }
        let mapped = balancer.blocks("subnet_mapping").map(|mapping| mapping.get("subnet_id"));
        for at in balancer.get("subnets").elements().chain(mapped) {
            let Some(subnet) = found.target(at) else { continue };
            let cidr = context.configuration.node(subnet.block).get("cidr_block");
            let Some(cidr) = found.text(cidr).and_then(|text| Cidr::new(&text).ok()) else { continue };
            if cidr.prefix() > SMALLEST {
                let message = format!(
                    "`{}` has {cidr}; a load balancer needs a /{SMALLEST} or larger",
                    subnet.block.address()
                );
                found.report(at, message, "give the subnet more addresses");
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
    fn subnets_have_room() {
        let document = |cidr: &str| {
            json!({
                "aws_lb": {"a": {"subnets": ["${aws_subnet.a.id}"]}},
                "aws_subnet": {"a": {"cidr_block": cidr}},
            })
        };
        breaks(
            &RULE,
            document("10.0.0.0/28"),
            &["aws_lb.a: subnets[0]: `aws_subnet.a` has 10.0.0.0/28; a load balancer needs a /27 or larger"],
        );
        holds(&RULE, document("10.0.0.0/27"));
        unjudged(&RULE, document("${var.cidr}"));
    }
}
