//! A gateway endpoint is in route tables, and an interface endpoint in subnets.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "endpoint-attached",
    severity: Severity::Error,
    summary: "a gateway endpoint is in route tables, and an interface endpoint in subnets",
    why: "no traffic goes through it",
    source: Some("https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for endpoint in context.resources("aws_vpc_endpoint") {
        let kind = endpoint.get("vpc_endpoint_type");
        let Some(kind) = found.known(kind, kind.text().or("Gateway".into())) else { continue };
        let (argument, association, what) = match kind.as_ref() {
            "Gateway" => ("route_table_ids", "aws_vpc_endpoint_route_table_association", "route table"),
            "Interface" => ("subnet_ids", "aws_vpc_endpoint_subnet_association", "subnet"),
            _ => continue,
        };
        if kind == "Gateway" {
            for at in ["subnet_ids", "security_group_ids"].map(|name| endpoint.get(name)) {
                if at.elements().next().is_some() {
                    let message = "an endpoint of the kind `Gateway` has route tables, and no interfaces";
                    found.report(at, message, "take it away, or set `vpc_endpoint_type` to `Interface`");
                }
            }
        }
        let at = endpoint.get(argument);
        let own = endpoint.get("subnet_configuration").is_present();
        if at.elements().next().is_some() || own {
            continue;
        }
        let all = context.configuration;
        if all.referring(association, "vpc_endpoint_id", endpoint.block()).next().is_some() {
            continue;
        }
        if context.is_root() {
            let message = format!("an endpoint of the kind `{kind}` in no {what}");
            found.report(at, message, format!("set `{argument}`"));
        } else {
            found.unjudged(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn traffic_goes_through() {
        let endpoint = |kind: &str, tables: &[&str]| {
            json!({
                "provider": {"aws": {}},
                "resource": {"aws_vpc_endpoint": {"a": {"vpc_endpoint_type": kind, "route_table_ids": tables}}},
            })
        };
        breaks(
            &RULE,
            endpoint("Gateway", &[]),
            &["aws_vpc_endpoint.a: route_table_ids: an endpoint of the kind `Gateway` in no route table"],
        );
        breaks(
            &RULE,
            endpoint("Interface", &["${var.table}"]),
            &["aws_vpc_endpoint.a: subnet_ids: an endpoint of the kind `Interface` in no subnet"],
        );
        holds(&RULE, endpoint("Gateway", &["${var.table}"]));
        unjudged(&RULE, endpoint("${var.kind}", &[]));
    }
}
