//! What was uploaded in part does not stay for ever.

use super::buckets::{Settings, without};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-aborts-uploads",
    severity: Severity::Warning,
    summary: "a bucket's lifecycle aborts uploads that were never completed",
    why: "their parts are paid for and seen by nobody",
    source: Some(
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
    ),
    check,
};

const TYPE: &str = "aws_s3_bucket_lifecycle_configuration";
const ABORT: &str = "abort_incomplete_multipart_upload";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for bucket in without(context, found, TYPE, "lifecycle_rule") {
        let fix = format!("declare `{TYPE}` with `{ABORT}`");
        found.report(bucket, "the bucket has no lifecycle", fix);
    }
    for lifecycle in Settings::of(context, TYPE).each().flatten() {
        let aborts = lifecycle.blocks("rule").any(|rule| {
            // A rule that is not known to be off may be on.
            (rule.get(ABORT).is_present() || rule.makes_blocks(ABORT))
                && !rule.get("status").text().is(&"Disabled".into())
        });
        if aborts {
            continue;
        }
        if lifecycle.makes_blocks("rule") {
            found.unjudged(*lifecycle);
        } else {
            let message = "no rule aborts uploads that were never completed";
            found.report(
                lifecycle.get("rule"),
                message,
                format!("add `{ABORT}` with `days_after_initiation`"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn uploads_are_aborted() {
        let document = |rule: Value| {
            json!({
                "aws_s3_bucket": {"a": {}},
                "aws_s3_bucket_lifecycle_configuration": {"a": {"bucket": "${aws_s3_bucket.a.id}", "rule": rule}},
            })
        };
        let abort = |status: &str| json!([{"abort_incomplete_multipart_upload": {"days_after_initiation": 7}, "status": status}]);
        holds(&RULE, document(abort("Enabled")));
        let message =
            "aws_s3_bucket_lifecycle_configuration.a: rule: no rule aborts uploads that were never completed";
        breaks(&RULE, document(abort("Disabled")), &[message]);
        breaks(&RULE, document(json!([{"expiration": {"days": 1}, "status": "Enabled"}])), &[message]);
        breaks(
            &RULE,
            json!({"aws_s3_bucket": {"a": {}}}),
            &["aws_s3_bucket.a: : the bucket has no lifecycle"],
        );
        unjudged(&RULE, document(json!("${var.rules}")));
    }
}
