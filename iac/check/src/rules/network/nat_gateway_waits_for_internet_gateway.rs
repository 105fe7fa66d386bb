//! A public NAT gateway is made after the internet gateway of its VPC.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::place::vpc_of;

pub(crate) const RULE: Rule = Rule {
    id: "nat-gateway-waits-for-internet-gateway",
    severity: Severity::Warning,
    summary: "a public NAT gateway is made after the internet gateway of its VPC",
    why: "in a first apply AWS may refuse the gateway, for want of the other",
    source: Some("https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/nat_gateway"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for gateway in context.resources("aws_nat_gateway") {
        if gateway.get("connectivity_type").text().is(&"private".into()) {
            continue;
        }
        let Some(subnet) = found.target(gateway.get("subnet_id")) else { continue };
        let Some(vpc) = vpc_of(context, subnet.block) else { continue };
        let Some(other) = context.configuration.referring("aws_internet_gateway", "vpc_id", vpc).next()
        else {
            continue;
        };
        let other = other.block().address();
        // Whatever else it waits for may wait for that in its turn: a route, or a module.
        let waits = gateway.get("depends_on").elements().next().is_some();
        if !waits {
            found.report(
                gateway.get("depends_on"),
                format!("nothing makes it wait for `{other}`"),
                format!("add `{other}` to its `depends_on`"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(dependencies: &[&str]) -> serde_json::Value {
        json!({
            "aws_internet_gateway": {"a": {"vpc_id": "${aws_vpc.a.id}"}},
            "aws_nat_gateway": {"a": {"subnet_id": "${aws_subnet.a.id}", "depends_on": dependencies}},
            "aws_subnet": {"a": {"vpc_id": "${aws_vpc.a.id}"}},
            "aws_vpc": {"a": {}},
        })
    }

    #[test]
    fn the_internet_gateway_comes_first() {
        breaks(
            &RULE,
            document(&[]),
            &["aws_nat_gateway.a: depends_on: nothing makes it wait for `aws_internet_gateway.a`"],
        );
        holds(&RULE, document(&["aws_internet_gateway.a"]));
        unjudged(&RULE, json!({"aws_nat_gateway": {"a": {"subnet_id": "${var.subnet}"}}}));
    }
}
