//! A policy does not shut everybody out.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Place, Principal};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "resource-policy-usable",
    severity: Severity::Error,
    summary: "no policy of a resource denies everybody everything without a condition",
    why: "nobody can use it any more, nor mend the policy: a denial outweighs every permission",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, statement) in context.policies().statements(found, |place: Place| !place.is_identity()) {
        let everybody =
            statement.principals.all.iter().any(Principal::is_anybody) && !statement.principals.negated;
        let is_all = |text: &str| text == "*" || text.ends_with(":*");
        let everything = !statement.actions.negated
            && statement
                .actions
                .entries
                .iter()
                .any(|entry| entry.literal().is_some_and(|text| is_all(&text)));
        if !everybody || !everything || !statement.conditions.is_empty() {
            continue;
        }
        match statement.effect {
            _ if statement.is_open => found.unjudged(statement.at),
            Read::Unknown => found.unjudged(statement.at),
            _ if statement.is_deny() => {
                let message = "everybody is denied everything, whatever else the policy allows";
                found.report(statement.at, message, "add the condition under which it is denied");
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn somebody_is_let_in() {
        let document = |effect: &str, action: &str, condition: Value| {
            let policy = json!({"Statement": [{
                "Effect": effect, "Principal": "*", "Action": action, "Resource": "*", "Condition": condition,
            }]});
            json!({"aws_s3_bucket_policy": {"a": {"policy": policy.to_string()}}})
        };
        breaks(
            &RULE,
            document("Deny", "s3:*", json!({})),
            &[
                "aws_s3_bucket_policy.a: policy.Statement[0]: everybody is denied everything, whatever else the policy allows",
            ],
        );
        holds(&RULE, document("Deny", "s3:*", json!({"Bool": {"aws:SecureTransport": "false"}})));
        holds(&RULE, document("Deny", "s3:DeleteBucket", json!({})));
        unjudged(&RULE, document("${var.effect}", "s3:*", json!({})));
    }
}
