//! Old versions of objects expire some day.

use super::buckets::Settings;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-old-versions-expire",
    severity: Severity::Warning,
    summary: "a lifecycle of a bucket that keeps versions ends the old ones, too",
    why: "what is deleted or overwritten is kept, and paid, for ever",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-10"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let versioning = Settings::of(context, "aws_s3_bucket_versioning");
    for lifecycle in context.resources("aws_s3_bucket_lifecycle_configuration") {
        let Some(bucket) = found.resource(lifecycle.get("bucket"), "aws_s3_bucket", "bucket") else {
            continue;
        };
        let Some(versioning) = versioning.about(context.configuration.node(bucket), found) else { continue };
        let keeps = versioning.iter().flat_map(|node| node.blocks("versioning_configuration"));
        let keeps =
            keeps.filter_map(|block| found.text(block.get("status"))).any(|status| status == "Enabled");
        let ends = lifecycle.makes_blocks("rule")
            || lifecycle.blocks("rule").any(|rule| {
                ["noncurrent_version_expiration", "noncurrent_version_transition"]
                    .iter()
                    .any(|name| rule.blocks(name).next().is_some() || rule.makes_blocks(name))
            });
        if keeps && !ends {
            let message = "no rule is about old versions, and the bucket keeps them";
            found.report(lifecycle.get("rule"), message, "add a `noncurrent_version_expiration`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn old_versions_end() {
        let of = |status: &str, rule: serde_json::Value| {
            json!({
                "aws_s3_bucket": {"a": {}},
                "aws_s3_bucket_lifecycle_configuration": {"a": {"bucket": "${aws_s3_bucket.a.id}", "rule": rule}},
                "aws_s3_bucket_versioning": {"a": {"bucket": "${aws_s3_bucket.a.id}", "versioning_configuration": {"status": status}}},
            })
        };
        let current = json!([{"expiration": {"days": 1}}]);
        let message = "aws_s3_bucket_lifecycle_configuration.a: rule: no rule is about old versions, and the bucket keeps them";
        breaks(&RULE, of("Enabled", current.clone()), &[message]);
        holds(&RULE, of("Suspended", current.clone()));
        holds(&RULE, of("Enabled", json!([{"noncurrent_version_expiration": {"noncurrent_days": 1}}])));
        unjudged(&RULE, of("${var.x}", current));
    }
}
