//! A network has one interface endpoint with private names for a service.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "endpoint-once",
    severity: Severity::Error,
    summary: "a network has one interface endpoint with private names for a service",
    why: "AWS refuses the second: the name leads to the first already",
    source: Some("https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let mut known = HashMap::new();
    for endpoint in context.resources("aws_vpc_endpoint") {
        let names = endpoint.get("private_dns_enabled").boolean().known();
        if names != Some(true) || !endpoint.block().is_single() {
            continue;
        }
        let at = endpoint.get("service_name");
        let Some(vpc) = found.target(endpoint.get("vpc_id")) else { continue };
        let Some(service) = found.text(at) else { continue };
        if let Some(other) = known.insert((vpc.block.address(), service), endpoint.block().address()) {
            found.report(at, format!("`{other}` is for the same service"), "keep one of them");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn a_service_has_one_endpoint() {
        let of = |service: &str| {
            let endpoint = |service: &str| json!({"vpc_id": "${aws_vpc.a.id}", "service_name": service, "private_dns_enabled": true});
            json!({"aws_vpc": {"a": {}}, "aws_vpc_endpoint": {"a": endpoint("logs"), "b": endpoint(service)}})
        };
        breaks(
            &RULE,
            of("logs"),
            &["aws_vpc_endpoint.b: service_name: `aws_vpc_endpoint.a` is for the same service"],
        );
        holds(&RULE, of("sqs"));
        unjudged(&RULE, of("${var.x}"));
    }
}
