//! Images are encrypted with a key of the account's own.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "repository-encrypted",
    severity: Severity::Warning,
    summary: "an image repository is encrypted with a key of the account's own",
    why: "nobody can say who reads the images, or take that right away, by a key that is AWS's; and it cannot be changed later",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-5"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for repository in context.resources("aws_ecr_repository") {
        let at = repository.get("encryption_configuration");
        if !at.is_present() && repository.makes_blocks("encryption_configuration") {
            found.unjudged(at);
            continue;
        }
        let kind = at.get("encryption_type");
        match kind.text().or("AES256".into()) {
            Read::Known(kind) if kind == "AES256" => {
                found.report(
                    at,
                    "the repository is encrypted with AWS's own key",
                    "set `encryption_type` to `KMS` and `kms_key` to a key",
                );
            }
            Read::Unknown => found.unjudged(kind),
            _ => {
                let key = at.get("kms_key");
                if !key.is_present() {
                    found.report(
                        key,
                        "the repository is encrypted with the key `aws/ecr`",
                        "set `kms_key` to a key of the account's own",
                    );
                }
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
    fn images_have_a_key() {
        let document = |encryption: Value| json!({"aws_ecr_repository": {"a": {"encryption_configuration": encryption}}});
        for none in [json!(null), json!({"encryption_type": "AES256"})] {
            breaks(
                &RULE,
                document(none),
                &[
                    "aws_ecr_repository.a: encryption_configuration: the repository is encrypted with AWS's own key",
                ],
            );
        }
        breaks(
            &RULE,
            document(json!([{"encryption_type": "KMS"}])),
            &[
                "aws_ecr_repository.a: encryption_configuration[0].kms_key: the repository is encrypted with the key `aws/ecr`",
            ],
        );
        holds(&RULE, document(json!({"encryption_type": "KMS", "kms_key": "${aws_kms_key.a.arn}"})));
        unjudged(&RULE, document(json!({"encryption_type": "${var.type}"})));
    }
}
