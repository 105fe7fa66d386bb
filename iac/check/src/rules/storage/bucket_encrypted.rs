//! A bucket says how it is encrypted.

use super::buckets::{Settings, without};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-encrypted",
    severity: Severity::Warning,
    summary: "a bucket says how it is encrypted, and where by KMS, with a key of the account's own",
    why: "what is stored is encrypted with a key that nobody chose and nobody can take away",
    source: Some(
        "https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-server-side-encryption-enabled.html",
    ),
    check,
};

const TYPE: &str = "aws_s3_bucket_server_side_encryption_configuration";

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for bucket in without(context, found, TYPE, "server_side_encryption_configuration") {
        let fix = "declare `aws_s3_bucket_server_side_encryption_configuration`";
        found.report(bucket, "the bucket does not say how it is encrypted", fix);
    }
    for encryption in Settings::of(context, TYPE).each().flatten() {
        for rule in encryption.blocks("rule") {
            let default = rule.get("apply_server_side_encryption_by_default");
            let algorithm = default.get("sse_algorithm");
            let key = default.get("kms_master_key_id");
            match found.text(algorithm).as_deref() {
                Some("aws:kms" | "aws:kms:dsse") if !key.is_present() => {
                    found.report(
                        key,
                        "the bucket is encrypted with the key `aws/s3`",
                        "set `kms_master_key_id` to a key of the account's own",
                    );
                }
                Some("AES256") if key.is_present() => {
                    found.report(
                        key,
                        "a key is given, and `AES256` does not use it",
                        "set `sse_algorithm` to `aws:kms`, or leave the key out",
                    );
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn buckets_are_encrypted() {
        let document = |algorithm: &str, key: Value| {
            json!({
                "aws_s3_bucket": {"a": {}},
                "aws_s3_bucket_server_side_encryption_configuration": {"a": {
                    "bucket": "${aws_s3_bucket.a.id}",
                    "rule": {"apply_server_side_encryption_by_default": {"kms_master_key_id": key, "sse_algorithm": algorithm}},
                }},
            })
        };
        holds(&RULE, document("AES256", json!(null)));
        holds(&RULE, document("aws:kms", json!("${aws_kms_key.a.arn}")));
        let at = "aws_s3_bucket_server_side_encryption_configuration.a: rule.apply_server_side_encryption_by_default.kms_master_key_id";
        breaks(
            &RULE,
            document("aws:kms", json!(null)),
            &[&format!("{at}: the bucket is encrypted with the key `aws/s3`")],
        );
        breaks(
            &RULE,
            document("AES256", json!("${aws_kms_key.a.arn}")),
            &[&format!("{at}: a key is given, and `AES256` does not use it")],
        );
        breaks(
            &RULE,
            json!({"aws_s3_bucket": {"a": {}}}),
            &["aws_s3_bucket.a: : the bucket does not say how it is encrypted"],
        );
        unjudged(&RULE, document("${var.algorithm}", json!(null)));
    }
}
