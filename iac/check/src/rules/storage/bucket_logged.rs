//! Who reads a bucket is written down.

use std::collections::HashSet;

use super::buckets::without;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-logged",
    severity: Severity::Warning,
    summary: "a bucket logs who reads and writes it, unless it is where others log to",
    why: "nobody can say afterwards who read what",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-9"),
    check,
};

const TYPE: &str = "aws_s3_bucket_logging";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let targets: HashSet<String> = context
        .resources(TYPE)
        .filter_map(|logging| logging.get("target_bucket").resource("aws_s3_bucket", "bucket").known())
        .map(configuration::Block::address)
        .collect();
    for bucket in without(context, found, TYPE, "logging") {
        if !targets.contains(&bucket.block().address()) {
            found.report(
                bucket,
                "nobody logs who reads the bucket",
                "declare `aws_s3_bucket_logging` for it",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn readers_are_logged() {
        let document = |bucket: &str, target: &str| {
            json!({
                "aws_s3_bucket": {"a": {}, "logs": {}},
                "aws_s3_bucket_logging": {"a": {"bucket": bucket, "target_bucket": target}},
            })
        };
        let (a, logs) = ("${aws_s3_bucket.a.id}", "${aws_s3_bucket.logs.id}");
        holds(&RULE, document(a, logs));
        breaks(&RULE, document(logs, logs), &["aws_s3_bucket.a: : nobody logs who reads the bucket"]);
        unjudged(&RULE, document("${var.bucket}", logs));
    }
}
