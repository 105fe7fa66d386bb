//! Somebody can change a key's policy.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Cover, Place, acts};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "key-policy-administered",
    severity: Severity::Error,
    summary: "a key's policy lets the account or a role administer the key",
    why: "KMS refuses the policy, or nobody but AWS's support can ever change the key again",
    source: Some("https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let policies = context.policies();
    for (_, document) in policies.read(found, |place| place == Place::Key) {
        let mut best = if document.is_open { Cover::Maybe } else { Cover::No };
        for statement in document.statements.iter().filter(|statement| !statement.is_deny()) {
            let people = statement.principals.all.iter().any(|principal| {
                let is_elsewhere =
                    principal.entry.literal().is_some_and(|arn| policies.reader().is_elsewhere(&arn));
                matches!(principal.kind.as_ref(), "AWS" | "*" | "?") && !is_elsewhere
            });
            let who = if people { Cover::Yes } else { Cover::No };
            let sure = if matches!(statement.effect, Read::Unknown) || statement.is_open {
                Cover::Maybe
            } else {
                Cover::Yes
            };
            let everything = statement.resources.entries.iter().map(|entry| match entry.literal() {
                // Of a key's policy, `*` is the key itself.
                Some(text) if text == "*" => Cover::Yes,
                Some(text) if !text.starts_with("arn:") => Cover::No,
                _ => Cover::Maybe,
            });
            let sure = sure.min(everything.max().unwrap_or(Cover::No));
            best = best.max(who.min(sure).min(acts(statement, "kms:PutKeyPolicy")));
        }
        match best {
            Cover::Yes => {}
            Cover::Maybe => found.unjudged(document.top),
            Cover::No => {
                let message = "nobody may change the key's policy";
                let fix = "allow the account's root `kms:PutKeyPolicy` and what else administering takes";
                found.report(document.top, message, fix);
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
    fn somebody_administers_the_key() {
        let document = |principal: Value, action: &str| {
            let policy = json!({"Statement": [{"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"}]});
            json!({"aws_kms_key": {"a": {"policy": policy.to_string()}}})
        };
        let root = json!({"AWS": "arn:aws:iam::123456789012:root"});
        holds(&RULE, document(root.clone(), "kms:*"));
        holds(&RULE, document(root.clone(), "kms:Put*"));
        holds(&RULE, json!({"aws_kms_key": {"a": {}}}));
        let message = "aws_kms_key.a: policy: nobody may change the key's policy";
        breaks(&RULE, document(root.clone(), "kms:Decrypt"), &[message]);
        breaks(&RULE, document(json!({"Service": "logs.amazonaws.com"}), "kms:*"), &[message]);
        let whole = |account: &str| {
            let mut resources = document(json!({"AWS": "arn:aws:iam::210987654321:root"}), "kms:*");
            resources["aws_kms_key"]["a"]["description"] = json!("x");
            let provider = json!({"aws": {"allowed_account_ids": [account]}});
            json!({"provider": provider, "resource": resources})
        };
        breaks(&RULE, whole("123456789012"), &[message]);
        holds(&RULE, whole("210987654321"));
        unjudged(&RULE, document(root, "${var.action}"));
    }
}
