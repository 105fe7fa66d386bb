//! A bucket's policy does not open it to everybody.

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Place, is_confined};
use crate::rule::{Rule, Severity};
use crate::rules::encryption::judge_public;

pub(crate) const RULE: Rule = Rule {
    id: "bucket-policy-not-public",
    severity: Severity::Error,
    summary: "a bucket's policy names who may use it, or from where",
    why: "everybody on the internet may",
    source: Some(
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    judge_public(context, found, |place| place == Place::Bucket, "use the bucket", is_confined);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn buckets_are_not_everybodys() {
        let document = |effect: &str, condition: Value| {
            let policy = json!({"Statement": [{
                "Effect": effect, "Principal": "*", "Action": "s3:GetObject", "Resource": "*", "Condition": condition,
            }]});
            json!({"aws_s3_bucket_policy": {"a": {"policy": policy.to_string()}}})
        };
        let message = "aws_s3_bucket_policy.a: policy.Statement[0].Principal: everybody may use the bucket";
        breaks(&RULE, document("Allow", json!({})), &[message]);
        breaks(
            &RULE,
            document("Allow", json!({"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"]}})),
            &[message],
        );
        holds(&RULE, document("Allow", json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}})));
        holds(&RULE, document("Deny", json!({})));
        unjudged(&RULE, document("Allow", json!({"StringEquals": {"${var.key}": "x"}})));
    }
}
