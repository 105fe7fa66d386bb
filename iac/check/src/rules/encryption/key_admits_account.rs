//! A key lets the account's people and roles use what it encrypts.

use configuration::{Node, Read};

use super::keys::{Asks, Who, refused};
use crate::context::Context;
use crate::found::Found;
use crate::policies::cover::literal;
use crate::policies::needs::key_block;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "key-admits-account",
    severity: Severity::Error,
    summary: "the key of a repository, parameter, secret or bucket lets the account use it through that service",
    why: "what is encrypted with it can be neither made nor read",
    source: Some(
        "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service",
    ),
    check,
};

/// Whose key: a type, the way to the key, the service, and what using it takes.
type User = (&'static str, &'static [&'static str], &'static str, &'static [&'static str]);

const USERS: &[User] = &[
    // <https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html>
    (
        "aws_ecr_repository",
        &["encryption_configuration", "kms_key"],
        "ecr",
        &["kms:CreateGrant", "kms:DescribeKey"],
    ),
    // <https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html>
    ("aws_ssm_parameter", &["key_id"], "ssm", &["kms:Encrypt", "kms:Decrypt"]),
    // <https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html>
    ("aws_secretsmanager_secret", &["kms_key_id"], "secretsmanager", &["kms:GenerateDataKey", "kms:Decrypt"]),
    // <https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html>
    (
        "aws_s3_bucket_server_side_encryption_configuration",
        &["rule", "apply_server_side_encryption_by_default", "kms_master_key_id"],
        "s3",
        &["kms:GenerateDataKey", "kms:Decrypt"],
    ),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (ty, way, service, actions) in USERS {
        for node in context.resources(ty) {
            let at = way.iter().fold(node, |node, name| node.get(name));
            judge(context, found, at, service, actions);
        }
    }
}

fn judge<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
    at: Node<'c>,
    service: &str,
    actions: &[&'static str],
) {
    let Some(key) = key_block(at) else {
        if at.is_present() {
            found.unjudged(at);
        }
        return;
    };
    let region = context.policies().reader().own("region");
    let via = [literal(service), literal("."), region, literal(".amazonaws.com")].concat();
    let asks = Asks { who: Who::Account, actions, said: &[("kms:ViaService", via)] };
    match refused(context, key, &asks) {
        Read::Known(refused) if !refused.is_empty() => {
            let message = format!(
                "`{}` lets nobody in the account do {} through `{service}`",
                key.address(),
                super::listed(&refused)
            );
            let fix = "allow it to the account in the key's policy, if need be with `kms:ViaService`";
            found.report(at, message, fix);
        }
        Read::Unknown => found.unjudged(at),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{RULE, USERS};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_account_uses_the_key() {
        for (ty, way, service, actions) in USERS {
            let document = |actions: Value, via: &str| {
                let policy = json!({"Statement": [{
                    "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Resource": "*",
                    "Action": actions, "Condition": {"StringEquals": {"kms:ViaService": via}},
                }]});
                let key =
                    way.iter().rev().fold(json!("${aws_kms_key.a.arn}"), |inner, name| json!({*name: inner}));
                json!({
                    "provider": {"aws": {"region": "us-east-1"}},
                    "resource": {*ty: {"a": key}, "aws_kms_key": {"a": {"policy": policy.to_string()}}},
                })
            };
            let via = format!("{service}.us-east-1.amazonaws.com");
            holds(&RULE, document(json!(actions), &via));
            let said = |refused: &[&str]| {
                let way = way.join(".");
                let refused = super::super::listed(refused);
                format!(
                    "{ty}.a: {way}: `aws_kms_key.a` lets nobody in the account do {refused} through `{service}`"
                )
            };
            breaks(&RULE, document(json!(actions), "rds.us-east-1.amazonaws.com"), &[&said(actions)]);
            breaks(&RULE, document(json!(actions[0]), &via), &[&said(&actions[1..])]);
            unjudged(&RULE, document(json!(actions), "${var.service}"));
            let mut none = document(json!(actions), &via);
            none["resource"]["aws_kms_key"]["a"] = json!({});
            holds(&RULE, none);
        }
    }
}
