//! An endpoint of S3 lets tasks fetch the layers of their images.

use configuration::Piece;

use crate::context::Context;
use crate::found::Found;
use crate::policies::cover::literal;
use crate::policies::{Cover, Token, speaks_of};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "endpoint-admits-image-layers",
    severity: Severity::Error,
    summary: "where images come from ECR, the policy of an S3 endpoint lets them be read from ECR's bucket of layers",
    why: "no task starts: ECR keeps layers in a bucket of S3, which the endpoint refuses",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.resources("aws_ecr_repository").next().is_none() {
        return;
    }
    let policies = context.policies();
    let reader = policies.reader();
    for endpoint in context.resources("aws_vpc_endpoint") {
        let service = endpoint.get("service_name");
        let last = service.symbol().known().and_then(|symbol| symbol.0.last().cloned());
        let Some(Piece::Literal(last)) = last else {
            found.unjudged(service);
            continue;
        };
        let is_s3 = last.ends_with(".s3");
        if !is_s3 {
            continue;
        }
        let layer = [
            literal("arn:"),
            reader.own("partition"),
            literal(":s3:::prod-"),
            reader.own("region"),
            literal("-starport-layer-bucket/"),
            vec![Token::Hole],
        ]
        .concat();
        // Without a policy, an endpoint lets everything through.
        for policy in policies.of_block(endpoint) {
            let Some(document) = &policy.document else {
                found.unjudged(policy.at);
                continue;
            };
            let mut best = if document.is_open { Cover::Maybe } else { Cover::No };
            for statement in document.statements.iter().filter(|statement| !statement.is_deny()) {
                best = best.max(speaks_of(statement, "s3:GetObject", &layer, reader));
            }
            match best {
                Cover::Yes => {}
                Cover::Maybe => found.unjudged(policy.at),
                Cover::No => {
                    let message =
                        "the endpoint does not let `s3:GetObject` through to ECR's bucket of layers";
                    let fix = "allow it on `arn:aws:s3:::prod-<region>-starport-layer-bucket/*`";
                    found.report(policy.at, message, fix);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn layers_pass_the_endpoint() {
        let document = |service: &str, resource: &str| {
            let policy = json!({"Statement": [{
                "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": resource,
            }]});
            json!({
                "provider": {"aws": {"region": "us-east-1"}},
                "resource": {
                    "aws_ecr_repository": {"a": {}},
                    "aws_vpc_endpoint": {"a": {"policy": policy.to_string(), "service_name": service}},
                },
            })
        };
        let s3 = "com.amazonaws.us-east-1.s3";
        holds(&RULE, document(s3, "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"));
        holds(&RULE, document(s3, "*"));
        holds(&RULE, document("com.amazonaws.us-east-1.logs", "nothing"));
        breaks(
            &RULE,
            document(s3, "arn:aws:s3:::mine/*"),
            &[
                "aws_vpc_endpoint.a: policy: the endpoint does not let `s3:GetObject` through to ECR's bucket of layers",
            ],
        );
        unjudged(&RULE, document(s3, "${var.bucket}"));
        unjudged(&RULE, document("${var.service}", "*"));
    }
}
