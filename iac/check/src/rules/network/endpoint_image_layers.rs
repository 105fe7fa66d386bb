//! The policy of an endpoint of S3 lets tasks read the layers of images, where tasks of Fargate pull images.

use configuration::{Node, Piece, Read};

use crate::context::Context;
use crate::found::Found;
use crate::globs::covers;
use crate::rule::{Rule, Severity};

use super::place::Regions;

pub(crate) const RULE: Rule = Rule {
    id: "endpoint-image-layers",
    severity: Severity::Error,
    summary: "the policy of an endpoint of S3 lets tasks read the layers of images, where tasks of Fargate pull images",
    why: "no task starts: the layers of images in ECR lie in a bucket of AWS",
    source: Some("https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.resources("aws_ecs_service").next().is_none() {
        return;
    }
    let regions = Regions::of(context);
    for endpoint in context.resources("aws_vpc_endpoint") {
        let service = endpoint.get("service_name").symbol().known();
        let is_s3 = matches!(service.as_ref().and_then(|it| it.0.last()), Some(Piece::Literal(end)) if end.ends_with(".s3"));
        // Those of the kind `Interface` are not where pulls go, unless somebody means them to.
        if !is_s3 || !endpoint.get("vpc_endpoint_type").text().or("Gateway".into()).is(&"Gateway".into()) {
            continue;
        }
        let at = endpoint.get("policy");
        // Without a policy everything is allowed.
        let Some(document) = found.document(at) else { continue };
        let region = regions.region(endpoint).unwrap_or("us-east-1".into());
        let layer = format!("arn:aws:s3:::prod-{region}-starport-layer-bucket/layer");
        if !document.get("Statement").elements().any(|statement| allows(statement, &layer)) {
            found.report(
                at,
                format!("the policy lets nobody read `arn:aws:s3:::prod-{region}-starport-layer-bucket/*`"),
                "allow `s3:GetObject` there",
            );
        }
    }
}

/// Whether a statement lets somebody read an object, or may.
fn allows(statement: Node<'_>, object: &str) -> bool {
    let matches = |name, what: &str| {
        statement.get(name).elements().any(|at| match at.text() {
            Read::Known(pattern) => covers(&pattern.to_ascii_lowercase(), &what.to_ascii_lowercase()),
            Read::Absent | Read::Unknown => true,
        })
    };
    let action = matches("Action", "s3:GetObject") || statement.get("NotAction").is_present();
    let resource = matches("Resource", object) || statement.get("NotResource").is_present();
    action && resource && !statement.get("Effect").text().is(&"Deny".into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn endpoint(resource: &str) -> serde_json::Value {
        let statement =
            json!({"Effect": "Allow", "Principal": "*", "Action": ["s3:Get*"], "Resource": resource});
        json!({
            "provider": {"aws": {"region": "us-east-1"}},
            "resource": {
                "aws_ecs_service": {"a": {}},
                "aws_vpc_endpoint": {"a": {
                    "service_name": "com.amazonaws.us-east-1.s3", "policy": json!({"Statement": [statement]}).to_string(),
                }},
            },
        })
    }

    #[test]
    fn layers_are_read() {
        breaks(
            &RULE,
            endpoint("arn:aws:s3:::my-bucket/*"),
            &[
                "aws_vpc_endpoint.a: policy: the policy lets nobody read `arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*`",
            ],
        );
        holds(&RULE, endpoint("arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"));
        holds(&RULE, endpoint("*"));
        let mut open = endpoint("*");
        open["resource"]["aws_vpc_endpoint"]["a"]["policy"] = json!("${var.policy}");
        unjudged(&RULE, open);
    }
}
