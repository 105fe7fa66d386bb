//! What is in a bucket is its owner's.

use super::buckets::{Settings, without};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-ownership-enforced",
    severity: Severity::Warning,
    summary: "a bucket's owner owns what is in it, and access control lists are off",
    why: "who reads an object is decided by whoever wrote it, beside the bucket's policy",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-12"),
    check,
};

const TYPE: &str = "aws_s3_bucket_ownership_controls";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let fix = "declare `aws_s3_bucket_ownership_controls` with `BucketOwnerEnforced`";
    for bucket in without(context, found, TYPE, "") {
        found.report(bucket, "the bucket has no ownership controls", fix);
    }
    for controls in Settings::of(context, TYPE).each().flatten() {
        let at = controls.path_to(["rule", "object_ownership"]);
        if let Some(ownership) = found.text(at)
            && ownership != "BucketOwnerEnforced"
        {
            found.report(at, format!("`{ownership}` leaves access control lists on"), fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_owner_owns() {
        let document = |bucket: &str, ownership: &str| {
            json!({
                "aws_s3_bucket": {"a": {}},
                "aws_s3_bucket_ownership_controls": {"a": {"bucket": bucket, "rule": [{"object_ownership": ownership}]}},
            })
        };
        let a = "${aws_s3_bucket.a.id}";
        holds(&RULE, document(a, "BucketOwnerEnforced"));
        breaks(
            &RULE,
            document(a, "ObjectWriter"),
            &[
                "aws_s3_bucket_ownership_controls.a: rule[0].object_ownership: `ObjectWriter` leaves access control lists on",
            ],
        );
        breaks(
            &RULE,
            json!({"aws_s3_bucket": {"a": {}}}),
            &["aws_s3_bucket.a: : the bucket has no ownership controls"],
        );
        unjudged(&RULE, document("${var.bucket}", "BucketOwnerEnforced"));
    }
}
