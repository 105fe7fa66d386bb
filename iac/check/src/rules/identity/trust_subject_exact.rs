//! Who comes from an issuer of tokens is one subject.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::tokens;

/// The claim that says who comes.
const SUBJECT: &str = ":sub";

pub(crate) const RULE: Rule = Rule {
    id: "trust-subject-exact",
    severity: Severity::Error,
    summary: "a role that is taken on with a token of an OIDC issuer is bound to an exact subject",
    why: "every repository and every user of the issuer may take it on",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for statement in tokens::admitting(context, found) {
        match tokens::must_have(statement, SUBJECT) {
            Read::Known(()) => {}
            Read::Unknown => found.unjudged(statement.at),
            Read::Absent => {
                let message = "nothing says which subject of the issuer may take the role on";
                let fix = "add `StringEquals` on `<issuer>:sub` with the whole subject";
                found.report(statement.principals.at, message, fix);
                continue;
            }
        }
        for condition in statement.conditions.iter().filter(|condition| tokens::is_on(condition, SUBJECT)) {
            for value in &condition.values {
                match value.literal() {
                    Some(text) if text.contains(['*', '?']) => {
                        let message = format!("`{text}` is more than one subject");
                        found.report(
                            value.at,
                            message,
                            "write the whole subject: `repo:organisation/repository:environment:prod`",
                        );
                    }
                    Some(_) => {}
                    None => found.unjudged(value.at),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::documents::trust;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_subject_is_exact() {
        let document = |condition: Value| {
            trust(&json!({
                "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Condition": condition,
                "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},
            }))
        };
        let sub = "token.actions.githubusercontent.com:sub";
        let nothing = "aws_iam_role.a: assume_role_policy.Statement[0].Principal: nothing says which subject of the issuer may take the role on";
        breaks(
            &RULE,
            document(
                json!({"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}),
            ),
            &[nothing],
        );
        breaks(&RULE, document(json!({"StringNotEquals": {sub: "repo:a/b:environment:dev"}})), &[nothing]);
        breaks(
            &RULE,
            document(json!({"StringLike": {sub: "repo:a/b:*"}})),
            &[
                "aws_iam_role.a: assume_role_policy.Statement[0].Condition.StringLike[\"token.actions.githubusercontent.com:sub\"]: `repo:a/b:*` is more than one subject",
            ],
        );
        holds(&RULE, document(json!({"StringEquals": {sub: "repo:a/b:environment:prod"}})));
        unjudged(&RULE, document(json!({"StringEquals": {sub: "${var.subject}"}})));
        unjudged(
            &RULE,
            document(json!({"StringEquals": {"${var.issuer}:sub": "repo:a/b:environment:prod"}})),
        );
    }
}
