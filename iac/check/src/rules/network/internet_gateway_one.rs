//! A VPC has one internet gateway.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "internet-gateway-one",
    severity: Severity::Error,
    summary: "a VPC has one internet gateway",
    why: "AWS refuses to attach a second one",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut taken = HashMap::new();
    for gateway in context.resources("aws_internet_gateway") {
        let at = gateway.get("vpc_id");
        let Some(vpc) = found.target(at) else { continue };
        if !gateway.block().is_single() || !vpc.block.is_single() {
            found.unjudged(at);
            continue;
        }
        if let Some(other) = taken.insert(vpc.block.address(), gateway.block().address()) {
            let message = format!("`{other}` is attached to `{}` already", vpc.block.address());
            found.report(at, message, "use that one");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn a_vpc_has_one() {
        let gateways = |second: &str| {
            json!({
                "aws_vpc": {"a": {}, "b": {}},
                "aws_internet_gateway": {"a": {"vpc_id": "${aws_vpc.a.id}"}, "b": {"vpc_id": second}},
            })
        };
        breaks(
            &RULE,
            gateways("${aws_vpc.a.id}"),
            &["aws_internet_gateway.b: vpc_id: `aws_internet_gateway.a` is attached to `aws_vpc.a` already"],
        );
        holds(&RULE, gateways("${aws_vpc.b.id}"));
        unjudged(&RULE, gateways("${var.vpc}"));
    }
}
