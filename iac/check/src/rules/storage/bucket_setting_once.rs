//! What a bucket has once is declared once.

use super::buckets::Settings;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-setting-once",
    severity: Severity::Error,
    summary: "a bucket has one policy, one lifecycle, one encryption, and so on, each declared by one resource",
    why: "each resource overwrites what the other wrote, with every apply",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_lifecycle_configuration",
    ),
    check,
};

const TYPES: &[&str] = &[
    "aws_s3_bucket_acl",
    "aws_s3_bucket_lifecycle_configuration",
    "aws_s3_bucket_logging",
    "aws_s3_bucket_notification",
    "aws_s3_bucket_ownership_controls",
    "aws_s3_bucket_policy",
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_s3_bucket_versioning",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for ty in TYPES {
        for about in Settings::of(context, ty).each() {
            let Some((first, rest)) = about.split_first() else { continue };
            let bucket = first.get("bucket").resource("aws_s3_bucket", "bucket").known();
            for other in rest {
                // Of several, or of one that is made perhaps, nobody knows whether both are made.
                if !first.block().is_single()
                    || !other.block().is_single()
                    || !bucket.is_some_and(configuration::Block::is_single)
                {
                    found.unjudged(*other);
                    continue;
                }
                let message = format!("`{}` is about the same bucket", first.block().address());
                found.report(other.get("bucket"), message, "put both into one resource");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{RULE, TYPES};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn settings_are_declared_once() {
        for ty in TYPES {
            let document = |bucket: &str| {
                json!({
                    "aws_s3_bucket": {"a": {"bucket": "app-a"}, "b": {}},
                    *ty: {"a": {"bucket": "${aws_s3_bucket.a.id}"}, "b": {"bucket": bucket}},
                })
            };
            let message = format!("{ty}.b: bucket: `{ty}.a` is about the same bucket");
            breaks(&RULE, document("${aws_s3_bucket.a.bucket}"), &[&message]);
            breaks(&RULE, document("app-a"), &[&message]);
            holds(&RULE, document("${aws_s3_bucket.b.id}"));
            let mut two = document("app-a");
            two[*ty]["b"]["count"] = json!("${var.count}");
            unjudged(&RULE, two);
        }
    }
}
