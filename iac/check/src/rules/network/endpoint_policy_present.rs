//! An endpoint says by a policy who may do what through it.

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Document, Place};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "endpoint-policy-present",
    severity: Severity::Warning,
    summary: "an endpoint says by a policy who may do what through it",
    why: "it lets through everything, also into accounts of others",
    source: Some("https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    const TY: &str = "aws_vpc_endpoint_policy";
    for endpoint in context.resources("aws_vpc_endpoint") {
        let kind = endpoint.get("vpc_endpoint_type");
        let Some(kind) = found.known(kind, kind.text().or("Gateway".into())) else { continue };
        let service = endpoint.get("service_name");
        // Services of others take none.
        let Some(service) = found.text(service).filter(|service| !service.contains(".vpce")) else {
            continue;
        };
        if !matches!(kind.as_ref(), "Gateway" | "Interface") {
            continue;
        }
        if endpoint.get("policy").is_present() {
            let mut policies = context.policies().of_block(endpoint);
            let written = policies.find(|policy| policy.place == Place::Endpoint);
            if let Some(document) = written.and_then(|policy| policy.document.as_ref())
                && is_everything(document)
            {
                let message = format!("its policy lets through everything that {service} offers");
                found.report(
                    endpoint.get("policy"),
                    message,
                    "name the actions and resources that are needed",
                );
            }
            continue;
        }
        if context.configuration.referring(TY, "vpc_endpoint_id", endpoint.block()).next().is_none() {
            let message = format!("everything that {service} offers may be done through it");
            found.report(endpoint.get("policy"), message, "set a `policy` with what is needed");
        }
    }
}

/// Whether it allows everybody everything, as does AWS's own where none is written.
fn is_everything(document: &Document<'_>) -> bool {
    let is_denied = document.statements.iter().any(|statement| !statement.is_allow());
    let mut all = document.statements.iter();
    !is_denied
        && all.any(|statement| {
            !statement.is_open
                && statement.conditions.is_empty()
                && statement.actions.entries.iter().any(|action| action.is("*"))
                && statement.resources.entries.iter().any(|resource| resource.is("*"))
                && statement.principals.all.iter().any(|principal| principal.entry.is("*"))
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn endpoint(service: &str, policy: Option<&str>) -> serde_json::Value {
        json!({"aws_vpc_endpoint": {"a": {"service_name": service, "policy": policy}}})
    }

    #[test]
    fn policies_are_written() {
        let s3 = "com.amazonaws.us-east-1.s3";
        breaks(
            &RULE,
            endpoint(s3, None),
            &[
                "aws_vpc_endpoint.a: policy: everything that com.amazonaws.us-east-1.s3 offers may be done through it",
            ],
        );
        holds(&RULE, endpoint(s3, Some("${var.policy}")));
        let policy = |action: &str| {
            let statement = json!({"Effect": "Allow", "Principal": "*", "Action": action, "Resource": "*"});
            json!({"Statement": [statement]}).to_string()
        };
        breaks(
            &RULE,
            endpoint(s3, Some(&policy("*"))),
            &[
                "aws_vpc_endpoint.a: policy: its policy lets through everything that com.amazonaws.us-east-1.s3 offers",
            ],
        );
        holds(&RULE, endpoint(s3, Some(&policy("s3:GetObject"))));
        unjudged(&RULE, endpoint("${var.service}", None));
    }
}
