//! What is overwritten or deleted in a bucket can be brought back.

use super::buckets::{Settings, without};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-versioned",
    severity: Severity::Warning,
    summary: "a bucket keeps versions",
    why: "what is overwritten or deleted by mistake is gone",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14"),
    check,
};

const TYPE: &str = "aws_s3_bucket_versioning";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for bucket in without(context, found, TYPE, "versioning") {
        found.report(
            bucket,
            "the bucket keeps no versions",
            "declare `aws_s3_bucket_versioning` with `Enabled`",
        );
    }
    for versioning in Settings::of(context, TYPE).each().flatten() {
        let at = versioning.path_to(["versioning_configuration", "status"]);
        if let Some(status) = found.text(at)
            && status != "Enabled"
        {
            found.report(at, "the bucket keeps no versions", "set `status` to `Enabled`");
        }
    }
    for bucket in context.resources("aws_s3_bucket").filter(|bucket| bucket.get("versioning").is_present()) {
        let at = bucket.path_to(["versioning", "enabled"]);
        if found.boolean(at, false) == Some(false) {
            found.report(at, "the bucket keeps no versions", "set `enabled` to true");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn buckets_keep_versions() {
        let document = |status: &str| {
            json!({
                "aws_s3_bucket": {"a": {}},
                "aws_s3_bucket_versioning": {"a": {
                    "bucket": "${aws_s3_bucket.a.id}", "versioning_configuration": {"status": status},
                }},
            })
        };
        holds(&RULE, document("Enabled"));
        holds(&RULE, json!({"aws_s3_bucket": {"a": {"versioning": [{"enabled": true}]}}}));
        breaks(
            &RULE,
            document("Suspended"),
            &["aws_s3_bucket_versioning.a: versioning_configuration.status: the bucket keeps no versions"],
        );
        breaks(
            &RULE,
            json!({"aws_s3_bucket": {"a": {}}}),
            &["aws_s3_bucket.a: : the bucket keeps no versions"],
        );
        unjudged(&RULE, document("${var.status}"));
    }
}
