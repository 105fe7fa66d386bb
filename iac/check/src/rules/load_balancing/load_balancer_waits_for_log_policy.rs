//! A load balancer that logs is made after the policy of its bucket.

use configuration::Root;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::log_buckets::{logging, policies};

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-waits-for-log-policy",
    severity: Severity::Warning,
    summary: "a load balancer that logs is made after the policy of its bucket",
    why: "in a first apply AWS may refuse to log, for want of the policy",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let (policies, _) = policies(context);
    for (balancer, at, bucket) in logging(context, found) {
        let Some(policies) = policies.get(bucket.name) else { continue };
        let policies: Vec<String> = policies.iter().map(|policy| policy.block().address()).collect();
        let is_policy = |root| match root {
            Root::Resource(_, ty, name) => policies.iter().any(|policy| *policy == format!("{ty}.{name}")),
            _ => false,
        };
        let mut waits = false;
        balancer.references(|_, expression| {
            waits |= expression.traversals().iter().any(|traversal| is_policy(traversal.root));
        });
        for dependency in balancer.get("depends_on").elements() {
            // A module may hold what waits in its turn.
            waits |= dependency.text().known().is_none_or(|text| {
                text.starts_with("module.") || policies.iter().any(|policy| text.contains(policy.as_str()))
            });
        }
        if !waits {
            found.report(
                at,
                format!("nothing makes it wait for `{}`", policies[0]),
                format!("add `{}` to its `depends_on`", policies[0]),
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
    fn the_policy_comes_first() {
        let document = |bucket: &str, dependencies: &[&str]| {
            json!({
                "aws_lb": {"a": {"access_logs": {"enabled": true, "bucket": bucket}, "depends_on": dependencies}},
                "aws_s3_bucket": {"logs": {}},
                "aws_s3_bucket_policy": {"logs": {"bucket": "${aws_s3_bucket.logs.id}"}},
            })
        };
        let bucket = "${aws_s3_bucket.logs.id}";
        breaks(
            &RULE,
            document(bucket, &["aws_s3_bucket.logs"]),
            &["aws_lb.a: access_logs.bucket: nothing makes it wait for `aws_s3_bucket_policy.logs`"],
        );
        holds(&RULE, document(bucket, &["aws_s3_bucket_policy.logs"]));
        holds(&RULE, document("${aws_s3_bucket_policy.logs.bucket}", &[]));
        unjudged(&RULE, document("${var.bucket}", &[]));
    }
}
