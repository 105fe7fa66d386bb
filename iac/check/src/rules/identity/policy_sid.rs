//! Names of statements are letters and digits, and stand once in a policy.

use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::policies::Place;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "policy-sid",
    severity: Severity::Error,
    summary: "a `Sid` in a policy of IAM is of letters and digits, and no other statement of the policy has it",
    why: "AWS refuses the policy as malformed",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    // The policies of other services are less strict.
    let of_iam = |place: Place| place.is_identity() || place == Place::Trust;
    for (_, document) in context.policies().read(found, of_iam) {
        let mut taken = HashMap::new();
        for (at, statement) in document.statements.iter().enumerate() {
            let Some(sid) = found.text(statement.sid) else { continue };
            if !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                let message = format!("`{sid}` is not of letters and digits alone");
                found.report(statement.sid, message, "leave everything else out: `ReadSecrets`");
            } else if !sid.is_empty()
                && let Some(first) = taken.insert(sid.clone(), at)
            {
                let message = format!("statement {first} of the policy is called `{sid}`, too");
                found.report(statement.sid, message, "give each statement a `Sid` of its own, or none");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::policy;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn names_of_statements_are_words_and_their_own() {
        let document = |first: &str, second: &str| {
            let policy = policy(&[json!({"Sid": first}), json!({"Sid": second})]);
            json!({"aws_iam_policy": {"a": {"policy": policy}}})
        };
        breaks(
            &RULE,
            document("Read", "read-secrets"),
            &["aws_iam_policy.a: policy.Statement[1].Sid: `read-secrets` is not of letters and digits alone"],
        );
        breaks(
            &RULE,
            document("Read", "Read"),
            &["aws_iam_policy.a: policy.Statement[1].Sid: statement 0 of the policy is called `Read`, too"],
        );
        holds(&RULE, document("Read", "ReadSecrets"));
        holds(
            &RULE,
            json!({"aws_kms_key": {"a": {"policy": policy(&[json!({"Sid": "Enable IAM policies"})])}}}),
        );
        unjudged(&RULE, document("Read", "${var.sid}"));
    }
}
