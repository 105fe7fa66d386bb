//! A lifecycle that ends old versions is made after the versioning.

use super::buckets::Settings;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::dependencies::Dependencies;

pub(crate) const RULE: Rule = Rule {
    id: "lifecycle-waits-for-versioning",
    severity: Severity::Warning,
    summary: "a lifecycle that ends old versions waits until the bucket keeps them",
    why: "made at the same time, the lifecycle may be refused or do nothing for old versions",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_lifecycle_configuration",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let versioning = Settings::of(context, "aws_s3_bucket_versioning");
    for lifecycle in context.resources("aws_s3_bucket_lifecycle_configuration") {
        if !lifecycle.blocks("rule").any(|rule| rule.blocks("noncurrent_version_expiration").next().is_some())
        {
            continue;
        }
        let Some(bucket) = found.resource(lifecycle.get("bucket"), "aws_s3_bucket", "bucket") else {
            continue;
        };
        let Some([first, ..]) = versioning.about(context.configuration.node(bucket), found) else { continue };
        let dependencies = Dependencies::of(lifecycle);
        if dependencies.contains(first.block()) {
            continue;
        }
        let at = lifecycle.get("depends_on");
        if dependencies.open {
            found.unjudged(at);
            continue;
        }
        let address = first.block().address();
        let message = format!("the lifecycle does not wait for `{address}`");
        found.report(at, message, format!("add `{address}` to `depends_on`"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn versioning_comes_first() {
        let of = |bucket: &str, waits: serde_json::Value| {
            json!({
                "aws_s3_bucket": {"a": {}},
                "aws_s3_bucket_lifecycle_configuration": {"a": {
                    "bucket": bucket,
                    "rule": {"noncurrent_version_expiration": {"noncurrent_days": 1}},
                    "depends_on": waits,
                }},
                "aws_s3_bucket_versioning": {"a": {"bucket": "${aws_s3_bucket.a.id}"}},
            })
        };
        let message = "aws_s3_bucket_lifecycle_configuration.a: depends_on: the lifecycle does not wait for `aws_s3_bucket_versioning.a`";
        breaks(&RULE, of("${aws_s3_bucket.a.id}", json!(null)), &[message]);
        holds(&RULE, of("${aws_s3_bucket.a.id}", json!(["aws_s3_bucket_versioning.a"])));
        unjudged(&RULE, of("${var.x}", json!(null)));
    }
}
