//! An interface endpoint has one subnet in each availability zone.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "endpoint-zones",
    severity: Severity::Error,
    summary: "an interface endpoint has one subnet in each availability zone",
    why: "AWS refuses the endpoint",
    source: Some("https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for endpoint in context.resources("aws_vpc_endpoint") {
        let mut zones = HashMap::new();
        for at in endpoint.get("subnet_ids").elements() {
            let Some(subnet) = found.target(at) else { continue };
            if !subnet.block.is_single() {
                found.unjudged(at);
                continue;
            }
            let zone = context.configuration.node(subnet.block).get("availability_zone");
            let Some(zone) = found.text(zone) else { continue };
            let address = subnet.block.address();
            if let Some(other) = zones.insert(zone.clone(), address.clone()) {
                let message = format!("`{other}` and `{address}` are both in {zone}");
                found.report(at, message, "give the endpoint one subnet in each zone");
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
    fn one_subnet_a_zone() {
        let document = |zone: &str| {
            json!({
                "aws_subnet": {"a": {"availability_zone": "us-east-1a"}, "b": {"availability_zone": zone}},
                "aws_vpc_endpoint": {"a": {"subnet_ids": ["${aws_subnet.a.id}", "${aws_subnet.b.id}"]}},
            })
        };
        breaks(
            &RULE,
            document("us-east-1a"),
            &["aws_vpc_endpoint.a: subnet_ids[1]: `aws_subnet.a` and `aws_subnet.b` are both in us-east-1a"],
        );
        holds(&RULE, document("us-east-1b"));
        unjudged(&RULE, document("${var.zone}"));
    }
}
