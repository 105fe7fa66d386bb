//! An endpoint is of a kind that its service offers, and in the service's region.

use configuration::Piece;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::place::Regions;

pub(crate) const RULE: Rule = Rule {
    id: "endpoint-service",
    severity: Severity::Error,
    summary: "an endpoint is of a kind that its service offers, and in the service's region",
    why: "AWS refuses the endpoint",
    source: Some("https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let regions = Regions::of(context);
    for endpoint in context.resources("aws_vpc_endpoint") {
        let at = endpoint.get("service_name");
        let others = ["resource_configuration_arn", "service_network_arn"];
        if !at.is_present() && others.iter().all(|name| !endpoint.get(name).is_present()) {
            found.report(at, "an endpoint of no service", "set `service_name`");
        }
        // The last part says which service, whatever the region.
        let Some(symbol) = found.known(at, at.symbol()) else { continue };
        let Some(Piece::Literal(end)) = symbol.0.last() else {
            found.unjudged(at);
            continue;
        };
        let service = end.rsplit('.').next().unwrap_or_default();
        let kind = endpoint.get("vpc_endpoint_type");
        if let Some(kind) = found.known(kind, kind.text().or("Gateway".into())) {
            let has_gateway = matches!(service, "s3" | "dynamodb") && !end.contains("s3express");
            if kind == "Gateway" && !has_gateway && service != "s3express" {
                let said = if endpoint.get("vpc_endpoint_type").is_present() {
                    ""
                } else {
                    ", which is what stands where none is said"
                };
                found.report(
                    endpoint.get("vpc_endpoint_type"),
                    format!("`{service}` has no endpoint of the kind `Gateway`{said}"),
                    "set `vpc_endpoint_type` to `Interface`",
                );
            }
        }
        let parts: Vec<&str> = end.split('.').collect();
        if symbol.0.len() == 1
            && let ["com", "amazonaws", of_service, ..] = parts.as_slice()
            && *of_service != "vpce"
            && !endpoint.get("service_region").is_present()
        {
            match regions.region(endpoint) {
                // Some services are the same in all regions.
                Some(region)
                    if *of_service != region.as_ref()
                        && of_service.contains('-')
                        && !of_service.contains("global") =>
                {
                    let message = format!("a service of {of_service}, and an endpoint in {region}");
                    found.report(at, message, format!("name the service of {region}"));
                }
                Some(_) => {}
                None => found.unjudged(at),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn endpoint(service: &str, kind: Option<&str>) -> serde_json::Value {
        json!({
            "provider": {"aws": {"region": "us-east-1"}},
            "resource": {"aws_vpc_endpoint": {"a": {"service_name": service, "vpc_endpoint_type": kind}}},
        })
    }

    #[test]
    fn kinds_are_offered() {
        breaks(
            &RULE,
            endpoint("com.amazonaws.us-east-1.ecr.api", None),
            &[
                "aws_vpc_endpoint.a: vpc_endpoint_type: `api` has no endpoint of the kind `Gateway`, which is what stands where none is said",
            ],
        );
        breaks(
            &RULE,
            endpoint("com.amazonaws.${var.region}.logs", Some("Gateway")),
            &["aws_vpc_endpoint.a: vpc_endpoint_type: `logs` has no endpoint of the kind `Gateway`"],
        );
        breaks(
            &RULE,
            endpoint("com.amazonaws.us-west-2.s3", None),
            &["aws_vpc_endpoint.a: service_name: a service of us-west-2, and an endpoint in us-east-1"],
        );
        breaks(
            &RULE,
            json!({"aws_vpc_endpoint": {"a": {}}}),
            &["aws_vpc_endpoint.a: service_name: an endpoint of no service"],
        );
        holds(&RULE, endpoint("com.amazonaws.us-east-1.s3", None));
        holds(&RULE, endpoint("com.amazonaws.us-east-1.s3", Some("Interface")));
        unjudged(&RULE, endpoint("${var.service}", None));
    }
}
