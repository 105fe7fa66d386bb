//! A token that was made for somebody else opens no role.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::tokens;

/// The claim that says whom a token was made for.
const AUDIENCE: &str = ":aud";

pub(crate) const RULE: Rule = Rule {
    id: "trust-audience-named",
    severity: Severity::Warning,
    summary: "a role that is taken on with a token of an OIDC issuer names the token's audience",
    why: "a token that the subject has for another service, which its issuer's provider admits too, takes the role on",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for statement in tokens::admitting(context, found) {
        match tokens::must_have(statement, AUDIENCE) {
            Read::Known(()) => {}
            Read::Unknown => found.unjudged(statement.at),
            Read::Absent => {
                let message = "nothing says whom a token must have been made for";
                let fix = "add `StringEquals` on `<issuer>:aud`, for GitHub with `sts.amazonaws.com`";
                found.report(statement.principals.at, message, fix);
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
    fn the_audience_is_named() {
        let document = |condition: Value| {
            trust(&json!({
                "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Condition": condition,
                "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},
            }))
        };
        let subject = json!({"token.actions.githubusercontent.com:sub": "repo:a/b:environment:prod"});
        let both = json!({
            "token.actions.githubusercontent.com:sub": "repo:a/b:environment:prod",
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        });
        breaks(
            &RULE,
            document(json!({"StringEquals": subject})),
            &[
                "aws_iam_role.a: assume_role_policy.Statement[0].Principal: nothing says whom a token must have been made for",
            ],
        );
        holds(&RULE, document(json!({"StringEquals": both})));
        unjudged(&RULE, document(json!({"StringEquals": {"${var.issuer}:aud": "sts.amazonaws.com"}})));
    }
}
