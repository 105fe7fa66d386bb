//! A public NAT gateway has an Elastic IP of its own, and a private one has none.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "nat-gateway-address",
    severity: Severity::Error,
    summary: "a NAT gateway has a subnet, and an Elastic IP of its own if it is public",
    why: "AWS refuses the gateway",
    source: Some("https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut taken = HashMap::new();
    for gateway in context.resources("aws_nat_gateway") {
        let kind = gateway.get("connectivity_type");
        let Some(kind) = found.known(kind, kind.text().or("public".into())) else { continue };
        // One of the whole region brings its own addresses.
        if gateway.get("availability_mode").is_present() {
            continue;
        }
        let subnet = gateway.get("subnet_id");
        if !subnet.is_present() {
            found.report(subnet, "a NAT gateway in no subnet", "set `subnet_id`");
        }
        let at = gateway.get("allocation_id");
        if kind == "public" && !at.is_present() {
            found.report(
                at,
                "a public NAT gateway has no Elastic IP",
                "set `allocation_id` to that of an `aws_eip`",
            );
        } else if kind == "private" && at.is_present() {
            found.report(at, "a private NAT gateway has an Elastic IP", "remove `allocation_id`");
        }
        let Some(address) = found.target(at) else { continue };
        if !gateway.block().is_single() || !address.block.is_single() {
            found.unjudged(at);
        } else if let Some(other) = taken.insert(address.block.address(), gateway.block().address()) {
            let message = format!("`{other}` has `{}` already", address.block.address());
            found.report(at, message, "give each NAT gateway an Elastic IP of its own");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn gateway(kind: &str, address: Option<&str>) -> serde_json::Value {
        json!({
            "aws_eip": {"a": {}, "b": {}},
            "aws_nat_gateway": {
                "a": {"subnet_id": "subnet-1", "allocation_id": "${aws_eip.a.id}"},
                "b": {"subnet_id": "subnet-1", "connectivity_type": kind, "allocation_id": address},
            },
        })
    }

    #[test]
    fn addresses_are_given() {
        let said = |said: &str| format!("aws_nat_gateway.b: allocation_id: {said}");
        breaks(&RULE, gateway("public", None), &[&said("a public NAT gateway has no Elastic IP")]);
        breaks(
            &RULE,
            gateway("private", Some("${aws_eip.b.id}")),
            &[&said("a private NAT gateway has an Elastic IP")],
        );
        breaks(
            &RULE,
            gateway("public", Some("${aws_eip.a.id}")),
            &[&said("`aws_nat_gateway.a` has `aws_eip.a` already")],
        );
        holds(&RULE, gateway("public", Some("${aws_eip.b.id}")));
        holds(&RULE, gateway("private", None));
        breaks(
            &RULE,
            json!({"aws_nat_gateway": {"a": {"allocation_id": "eipalloc-1"}}}),
            &["aws_nat_gateway.a: subnet_id: a NAT gateway in no subnet"],
        );
        unjudged(&RULE, gateway("${var.kind}", None));
    }
}
