//! An endpoint with private names stands in a VPC that has both kinds of DNS.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "endpoint-private-dns",
    severity: Severity::Error,
    summary: "an endpoint with private names stands in a VPC that has both kinds of DNS",
    why: "AWS refuses the endpoint",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for endpoint in context.resources("aws_vpc_endpoint") {
        let at = endpoint.get("private_dns_enabled");
        if found.boolean(at, false) != Some(true) {
            continue;
        }
        let Some(vpc) = found.target(endpoint.get("vpc_id")) else { continue };
        if vpc.block.resource_type() != Some("aws_vpc") {
            found.unjudged(endpoint.get("vpc_id"));
            continue;
        }
        let vpc = context.configuration.node(vpc.block);
        for (name, default) in [("enable_dns_support", true), ("enable_dns_hostnames", false)] {
            if found.boolean(vpc.get(name), default) == Some(false) {
                let message = format!("private names need `{name}` of `{}`", vpc.block().address());
                found.report(at, message, format!("set `{name}` of the VPC"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(hostnames: Option<&str>) -> serde_json::Value {
        json!({
            "aws_vpc": {"a": {"enable_dns_hostnames": hostnames}},
            "aws_vpc_endpoint": {"a": {"vpc_id": "${aws_vpc.a.id}", "private_dns_enabled": true}},
        })
    }

    #[test]
    fn names_need_dns() {
        breaks(
            &RULE,
            document(None),
            &[
                "aws_vpc_endpoint.a: private_dns_enabled: private names need `enable_dns_hostnames` of `aws_vpc.a`",
            ],
        );
        holds(&RULE, document(Some("true")));
        unjudged(&RULE, document(Some("${var.hostnames}")));
    }
}
