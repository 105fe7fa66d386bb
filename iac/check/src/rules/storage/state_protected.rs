//! Where Terraform keeps its state is not destroyed by mistake.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::policies::needs::key_block;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "state-protected",
    severity: Severity::Warning,
    summary: "the bucket of Terraform's state, and the key that encrypts it, are protected from being destroyed",
    why: "without the state, nobody knows what belongs to the stack",
    source: Some("https://developer.hashicorp.com/terraform/language/block/resource#prevent_destroy"),
    check,
};

/// Reports what may be destroyed.
fn protected<'c>(node: Node<'c>, found: &mut Found<'_, 'c>) {
    let at = node.path_to(["lifecycle", "prevent_destroy"]);
    if found.boolean(at, false) == Some(false) {
        let message = "Terraform may destroy it, and with it what it knows";
        found.report(at, message, "set `prevent_destroy` in its `lifecycle`");
    }
}

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let is_state = |bucket: &Node<'c>| {
        let name = bucket.get("bucket").text().known();
        name.is_some_and(|name| {
            ["terraform-state", "tfstate", "tf-state"].iter().any(|word| name.contains(word))
        })
    };
    let all = context.configuration;
    for bucket in context.resources("aws_s3_bucket").filter(is_state) {
        protected(bucket, found);
        let forced = bucket.get("force_destroy");
        if found.boolean(forced, false) == Some(true) {
            found.report(forced, "the states go with the bucket", "set `false`");
        }
        let encryption = "aws_s3_bucket_server_side_encryption_configuration";
        for encryption in all.referring(encryption, "bucket", bucket.block()) {
            let rule =
                encryption.path_to(["rule", "apply_server_side_encryption_by_default", "kms_master_key_id"]);
            if let Some(key) = key_block(rule) {
                protected(all.node(key), found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn states_stay() {
        let of = |bucket: serde_json::Value, key: serde_json::Value, forced: serde_json::Value| {
            json!({
                "aws_kms_key": {"a": {"lifecycle": {"prevent_destroy": key}}},
                "aws_s3_bucket": {"a": {"bucket": "x-terraform-state", "force_destroy": forced, "lifecycle": [{"prevent_destroy": bucket}]}},
                "aws_s3_bucket_server_side_encryption_configuration": {"a": {
                    "bucket": "${aws_s3_bucket.a.id}",
                    "rule": {"apply_server_side_encryption_by_default": {"kms_master_key_id": "${aws_kms_key.a.arn}"}},
                }},
            })
        };
        breaks(
            &RULE,
            of(json!(null), json!(false), json!(true)),
            &[
                "aws_s3_bucket.a: lifecycle[0].prevent_destroy: Terraform may destroy it, and with it what it knows",
                "aws_s3_bucket.a: force_destroy: the states go with the bucket",
                "aws_kms_key.a: lifecycle.prevent_destroy: Terraform may destroy it, and with it what it knows",
            ],
        );
        holds(&RULE, of(json!(true), json!(true), json!(null)));
    }
}
