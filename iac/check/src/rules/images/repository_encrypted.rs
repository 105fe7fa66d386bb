//! Images are encrypted with a key that one can take away.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "repository-encrypted",
    severity: Severity::Warning,
    summary: "images are encrypted with a key that one can take away",
    why: "access to images cannot be cut off by the key, nor its use be seen",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-5"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for repository in context.resources("aws_ecr_repository") {
        let block = repository.get("encryption_configuration");
        if repository.makes_blocks("encryption_configuration") {
            found.unjudged(block);
            continue;
        }
        let (kind, key) = (block.get("encryption_type"), block.get("kms_key"));
        let Some(kind_text) = found.known(kind, kind.text().or("AES256".into())) else { continue };
        let fix = "set `encryption_type` to `KMS`, and `kms_key` to a key of your own";
        if !kind_text.starts_with("KMS") {
            found.report(kind, "images are encrypted with a key of S3", fix);
        } else if !key.is_present() {
            found.report(key, "images are encrypted with the account's key of ECR", fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn images_are_encrypted() {
        let of = |encryption: serde_json::Value| json!({"aws_ecr_repository": {"a": {"encryption_configuration": encryption}}});
        let at = "aws_ecr_repository.a: encryption_configuration";
        breaks(&RULE, of(json!(null)), &[&format!("{at}: images are encrypted with a key of S3")]);
        breaks(
            &RULE,
            of(json!({"encryption_type": "KMS"})),
            &[&format!("{at}.kms_key: images are encrypted with the account's key of ECR")],
        );
        holds(&RULE, of(json!([{"encryption_type": "KMS", "kms_key": "${aws_kms_key.a.arn}"}])));
        unjudged(&RULE, of(json!({"encryption_type": "${var.x}"})));
    }
}
