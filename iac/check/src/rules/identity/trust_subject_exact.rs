//! Who comes from an issuer of tokens is one subject.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Place, Statement};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "trust-subject-exact",
    severity: Severity::Error,
    summary: "a role that is taken on with a token of an OIDC issuer is bound to an exact subject",
    why: "every repository and every user of the issuer may take it on",
    source: Some("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, statement) in context.policies().statements(found, |place| place == Place::Trust) {
        let federated = statement.principals.all.iter().any(|principal| principal.kind == "Federated");
        let by_token =
            statement.actions.entries.iter().any(|entry| entry.is("sts:AssumeRoleWithWebIdentity"));
        if !statement.is_allow() || !federated || !by_token {
            continue;
        }
        match is_bound(statement) {
            Read::Known(()) => {}
            Read::Unknown => found.unjudged(statement.at),
            Read::Absent => {
                let message = "nothing says which subject of the issuer may take the role on";
                let fix = "add `StringEquals` on `<issuer>:sub` with the whole subject";
                found.report(statement.principals.at, message, fix);
                continue;
            }
        }
        for condition in statement.conditions.iter().filter(|condition| is_subject(condition.key.as_deref()))
        {
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

fn is_subject(key: Option<&str>) -> bool {
    key.is_some_and(|key| key.to_ascii_lowercase().ends_with(":sub"))
}

/// Whether there is a condition that the subject must meet; absent if there is none.
fn is_bound(statement: &Statement<'_>) -> Read<()> {
    let asks = statement.conditions.iter().any(|condition| {
        let positive = condition.operator.as_ref().is_none_or(|operator| {
            let operator = operator.to_ascii_lowercase();
            !operator.contains("not")
                && !operator.ends_with("ifexists")
                && !operator.starts_with("forallvalues:")
        });
        is_subject(condition.key.as_deref()) && positive
    });
    if asks {
        Read::Known(())
    } else if statement.is_open || statement.conditions.iter().any(|condition| condition.key.is_none()) {
        Read::Unknown
    } else {
        Read::Absent
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
