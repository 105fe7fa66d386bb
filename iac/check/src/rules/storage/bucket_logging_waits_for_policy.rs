//! A bucket logs once the bucket that it logs to lets S3 write.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::dependencies::Dependencies;

use super::buckets::Settings;

pub(crate) const RULE: Rule = Rule {
    id: "bucket-logging-waits-for-policy",
    severity: Severity::Warning,
    summary: "a bucket starts to log after the policy of the bucket that it logs to",
    why: "in a first apply nobody may write what is logged in between, and it is lost",
    source: None,
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let policies = Settings::of(context, "aws_s3_bucket_policy");
    for logging in context.resources("aws_s3_bucket_logging") {
        let at = logging.get("target_bucket");
        let Some(target) = found.resource(at, "aws_s3_bucket", "bucket") else { continue };
        let Some(policies) = policies.about(context.configuration.node(target), found) else { continue };
        let Some(policy) = policies.first().map(Node::block) else { continue };
        let waits = Dependencies::of(logging);
        if waits.contains(policy) {
            continue;
        }
        if waits.open {
            found.unjudged(logging);
        } else {
            let message = format!("nothing makes it wait for `{}`", policy.address());
            found.report(at, message, format!("add `{}` to its `depends_on`", policy.address()));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_policy_comes_first() {
        let document = |target: &str, dependencies: &[&str]| {
            json!({
                "aws_s3_bucket": {"logs": {}},
                "aws_s3_bucket_logging": {"a": {"target_bucket": target, "depends_on": dependencies}},
                "aws_s3_bucket_policy": {"logs": {"bucket": "${aws_s3_bucket.logs.id}"}},
            })
        };
        let logs = "${aws_s3_bucket.logs.id}";
        breaks(
            &RULE,
            document(logs, &[]),
            &[
                "aws_s3_bucket_logging.a: target_bucket: nothing makes it wait for `aws_s3_bucket_policy.logs`",
            ],
        );
        holds(&RULE, document(logs, &["aws_s3_bucket_policy.logs"]));
        unjudged(&RULE, document(logs, &["module.logs"]));
        unjudged(&RULE, document("${var.bucket}", &[]));
    }
}
