//! Each bucket says that it is not public.

use super::buckets::without;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-public-access-considered",
    severity: Severity::Warning,
    summary: "each bucket has a public access block of its own",
    why: "that a bucket is private rests on a default that somebody can switch off by hand, and Terraform does not switch it on again",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for bucket in without(context, found, "aws_s3_bucket_public_access_block", "") {
        found.report(
            bucket,
            "the bucket has no public access block",
            "declare an `aws_s3_bucket_public_access_block` for it, with all four set",
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn buckets_say_that_they_are_private() {
        let document = |bucket: &str| json!({"aws_s3_bucket": {"a": {"bucket": "app-a"}}, "aws_s3_bucket_public_access_block": {"a": {"bucket": bucket}}});
        breaks(&RULE, document("app-b"), &["aws_s3_bucket.a: : the bucket has no public access block"]);
        holds(&RULE, document("${aws_s3_bucket.a.id}"));
        holds(&RULE, document("app-a"));
        unjudged(&RULE, document("${var.bucket}"));
    }
}
