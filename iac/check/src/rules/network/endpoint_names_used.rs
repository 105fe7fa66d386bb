//! An interface endpoint of a service of AWS takes over the service's name.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "endpoint-names-used",
    severity: Severity::Warning,
    summary: "an interface endpoint of a service of AWS takes over the service's name",
    why: "programs go on asking for the public name, and past the endpoint",
    source: Some("https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for endpoint in context.resources("aws_vpc_endpoint") {
        if !endpoint.get("vpc_endpoint_type").text().is(&"Interface".into()) {
            continue;
        }
        let Some(service) = found.text(endpoint.get("service_name")) else { continue };
        let at = endpoint.get("private_dns_enabled");
        // Those of S3 and DynamoDB have gateways beside them; those of others have no such name.
        let is_named = service.starts_with("com.amazonaws.") && !service.contains(".vpce");
        let has_gateway = [".s3", ".dynamodb"].iter().any(|end| service.ends_with(end));
        // A resource of its own may turn it on.
        let mut apart = context.configuration.referring(
            "aws_vpc_endpoint_private_dns",
            "vpc_endpoint_id",
            endpoint.block(),
        );
        if apart.next().is_some() {
            continue;
        }
        if is_named && !has_gateway && found.boolean(at, false) == Some(false) {
            found.report(
                at,
                format!("nobody who asks for {service} by its name gets here"),
                "set `private_dns_enabled`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn endpoint(service: &str, private: Option<&str>) -> serde_json::Value {
        json!({"aws_vpc_endpoint": {"a": {
            "service_name": service, "vpc_endpoint_type": "Interface", "private_dns_enabled": private,
        }}})
    }

    #[test]
    fn names_lead_here() {
        let logs = "com.amazonaws.us-east-1.logs";
        breaks(
            &RULE,
            endpoint(logs, None),
            &[
                "aws_vpc_endpoint.a: private_dns_enabled: nobody who asks for com.amazonaws.us-east-1.logs by its name gets here",
            ],
        );
        let mut apart = endpoint(logs, None);
        apart["aws_vpc_endpoint_private_dns"] = json!({"a": {"vpc_endpoint_id": "${aws_vpc_endpoint.a.id}"}});
        holds(&RULE, apart);
        holds(&RULE, endpoint(logs, Some("true")));
        holds(&RULE, endpoint("com.amazonaws.us-east-1.s3", None));
        holds(&RULE, endpoint("com.amazonaws.vpce.us-east-1.vpce-svc-1", None));
        unjudged(&RULE, endpoint(logs, Some("${var.private}")));
    }
}
