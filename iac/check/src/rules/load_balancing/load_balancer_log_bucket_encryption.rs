//! The bucket that a load balancer logs to is encrypted with keys of S3.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::log_buckets::logging;

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-log-bucket-encryption",
    severity: Severity::Error,
    summary: "the bucket that a load balancer logs to is encrypted with keys of S3",
    why: "AWS refuses to log: Elastic Load Balancing cannot use a key of KMS",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    const TY: &str = "aws_s3_bucket_server_side_encryption_configuration";
    for (balancer, _, bucket) in logging(context, found) {
        if context.configuration.node(balancer.block()).get("load_balancer_type").text().is(&"network".into())
        {
            continue;
        }
        for configuration in context.configuration.referring(TY, "bucket", bucket) {
            let default = configuration
                .blocks("rule")
                .flat_map(|rule| rule.blocks("apply_server_side_encryption_by_default"));
            for at in default.map(|default| default.get("sse_algorithm")) {
                let Some(algorithm) = found.text(at) else { continue };
                if algorithm != "AES256" {
                    let message = format!(
                        "`{}` logs to this bucket, which it cannot with `{algorithm}`",
                        balancer.block().address()
                    );
                    found.report(at, message, "set `AES256`");
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
    fn s3_has_the_keys() {
        let document = |algorithm: &str| {
            json!({
                "aws_lb": {"a": {"access_logs": [{"enabled": true, "bucket": "${aws_s3_bucket.logs.bucket}"}]}},
                "aws_s3_bucket": {"logs": {"bucket": "logs"}},
                "aws_s3_bucket_server_side_encryption_configuration": {"logs": {
                    "bucket": "${aws_s3_bucket.logs.id}",
                    "rule": {"apply_server_side_encryption_by_default": {"sse_algorithm": algorithm}},
                }},
            })
        };
        breaks(
            &RULE,
            document("aws:kms"),
            &[
                "aws_s3_bucket_server_side_encryption_configuration.logs: rule.apply_server_side_encryption_by_default.sse_algorithm: `aws_lb.a` logs to this bucket, which it cannot with `aws:kms`",
            ],
        );
        holds(&RULE, document("AES256"));
        unjudged(&RULE, document("${var.algorithm}"));
    }
}
