//! Actions exist.

use crate::context::Context;
use crate::found::Found;
use crate::policies::actions::{Named, named};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "action-known",
    severity: Severity::Error,
    summary: "an action that a policy names is one that AWS knows",
    why: "IAM takes a misspelt action without a word, and the policy does not allow what it was written for, or does not deny it",
    source: Some(
        "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, statement) in context.policies().statements(found, |_| true) {
        for entry in &statement.actions.entries {
            let Some(action) = entry.literal() else {
                found.unjudged(entry.at);
                continue;
            };
            match named(&action) {
                _ if action == "*" => {}
                Named::Malformed => {
                    let message = format!("`{action}` is no action: it has no service before a colon");
                    found.report(entry.at, message, "write `service:Action`, such as `s3:GetObject`");
                }
                Named::Actions(actions) if actions.is_empty() => {
                    let message = format!("AWS knows no action `{action}`");
                    found.report(entry.at, message, "look it up in the Service Authorization Reference");
                }
                // A wildcard in the service's name matches none of them by its name.
                Named::UnknownService => found.unjudged(entry.at),
                Named::Actions(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::managed;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn actions_exist() {
        let document = |action: &str| managed(&json!({"Action": [action]}));
        breaks(
            &RULE,
            document("kms:Decript"),
            &["aws_iam_policy.a: policy.Statement[0].Action[0]: AWS knows no action `kms:Decript`"],
        );
        breaks(
            &RULE,
            document("GetObject"),
            &[
                "aws_iam_policy.a: policy.Statement[0].Action[0]: `GetObject` is no action: it has no service before a colon",
            ],
        );
        for action in ["kms:Decrypt", "KMS:decrypt", "kms:ReEncrypt*", "*", "kms:*"] {
            // In nobody's reference, and in every example of a topic's policy.
            holds(&RULE, document("SNS:Receive"));
            holds(&RULE, document(action));
        }
        unjudged(&RULE, document("nosuchservice:Do"));
        unjudged(&RULE, document("${var.action}"));
    }
}
