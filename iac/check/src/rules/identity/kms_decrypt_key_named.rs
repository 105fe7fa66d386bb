//! Who may decrypt is told which key.

use configuration::Piece;

use crate::context::Context;
use crate::found::Found;
use crate::policies::actions::is_like;
use crate::policies::{Entry, Place};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "kms-decrypt-key-named",
    severity: Severity::Error,
    summary: "a policy that lets somebody decrypt names the keys",
    why: "whoever holds it reads everything that any key of the account encrypts",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1"),
    check,
};

/// The actions that make plain text of something.
pub(super) const READS: &[&str] = &["Decrypt", "ReEncryptFrom"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, statement) in context.policies().statements(found, Place::is_identity) {
        if statement.is_deny() || statement.actions.negated {
            continue;
        }
        let decrypts = |entry: &Entry<'c>| {
            // `*` and `kms:*` are another rule's.
            entry.literal().is_some_and(|action| {
                action.split_once(':').is_some_and(|(service, name)| {
                    service.eq_ignore_ascii_case("kms")
                        && name != "*"
                        && READS.iter().any(|read| is_like(name, read))
                })
            })
        };
        let Some(action) = statement.actions.entries.iter().find(|entry| decrypts(entry)) else { continue };
        // By the alias, the key is named, too.
        let aliases = ["kms:ResourceAliases", "kms:RequestAlias"];
        if statement.is_open || aliases.iter().any(|key| statement.about(key).next().is_some()) {
            found.unjudged(statement.at);
            continue;
        }
        let action = action.literal().unwrap_or_default();
        if statement.resources.negated {
            let message = format!("`{action}` is allowed with every key but those that are named");
            found.report(statement.resources.at, message, "name the key's ARN in `Resource`");
        }
        for entry in statement.resources.entries.iter().filter(|_| !statement.resources.negated) {
            if is_any_key(entry) {
                let message = format!("`{action}` is allowed with keys that are not named");
                found.report(entry.at, message, "name the key's ARN");
            } else if entry.symbol.is_unknown() {
                found.unjudged(entry.at);
            }
        }
    }
}

/// Whether the ARN leaves open which key it is: a wildcard behind `key/`, or instead of it.
fn is_any_key(entry: &Entry<'_>) -> bool {
    match entry.symbol.0.last() {
        Some(Piece::Literal(text)) => {
            let id = text.rsplit_once('/').map_or(text.as_ref(), |(_, id)| id);
            id.contains('*') || id.contains('?')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::managed;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn keys_are_named() {
        let document = |action: &str, resource: &str| {
            managed(&json!({"Effect": "Allow", "Action": [action], "Resource": [resource]}))
        };
        for resource in
            ["*", "arn:aws:kms:us-east-1:123456789012:key/*", "arn:aws:kms:*:${var.account}:key/*"]
        {
            breaks(
                &RULE,
                document("kms:Decrypt", resource),
                &[
                    "aws_iam_policy.a: policy.Statement[0].Resource[0]: `kms:Decrypt` is allowed with keys that are not named",
                ],
            );
            holds(&RULE, document("kms:ListKeys", resource));
        }
        holds(&RULE, document("kms:Decrypt", "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab"));
        unjudged(&RULE, document("kms:ReEncrypt*", "${var.key}"));
    }
}
