//! A role is one principal's.

use crate::context::Context;
use crate::found::Found;
use crate::policies::Place;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "trust-one-principal",
    severity: Severity::Warning,
    summary: "a role's trust names one principal, and not a whole account",
    why: "rights that were meant for one of them are everybody's, and nobody can tell them apart",
    source: Some(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, document) in context.policies().read(found, |place| place == Place::Trust) {
        let allowing = document.statements.iter().filter(|statement| statement.is_allow());
        let mut seen: Vec<String> = Vec::new();
        for principal in allowing.flat_map(|statement| &statement.principals.all) {
            let at = principal.entry.at;
            if principal.kind == "AWS" && is_account(&principal.entry.symbol) {
                let message = "a whole account is trusted: whoever its administrators let";
                found.report(at, message, "name the role that takes this one on");
                continue;
            }
            let Some(text) = at.text().known().or_else(|| at.json().map(|json| json.to_string().into()))
            else {
                continue;
            };
            if seen.first().is_some_and(|first| *first != text) {
                let message = format!("the role is that of `{}`, too", seen[0]);
                found.report(at, message, "give each a role of its own");
            }
            seen.push(text.into_owned());
        }
    }
}

/// Whether it is the number of an account, or its root.
fn is_account(symbol: &configuration::Symbol<'_>) -> bool {
    let Some(configuration::Piece::Literal(last)) = symbol.0.last() else { return false };
    let is_number = symbol.0.len() == 1 && last.len() == 12 && last.bytes().all(|byte| byte.is_ascii_digit());
    is_number || last.ends_with(":root")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::documents::trust;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn one_principal_is_trusted() {
        let document = |principal: serde_json::Value| {
            trust(&json!({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}))
        };
        breaks(
            &RULE,
            document(json!({"Service": ["ecs-tasks.amazonaws.com", "lambda.amazonaws.com"]})),
            &[
                "aws_iam_role.a: assume_role_policy.Statement[0].Principal.Service[1]: the role is that of `ecs-tasks.amazonaws.com`, too",
            ],
        );
        for account in ["123456789012", "arn:aws:iam::123456789012:root", "arn:aws:iam::${var.account}:root"]
        {
            breaks(
                &RULE,
                document(json!({"AWS": account})),
                &[
                    "aws_iam_role.a: assume_role_policy.Statement[0].Principal.AWS: a whole account is trusted: whoever its administrators let",
                ],
            );
        }
        holds(&RULE, document(json!({"Service": "ecs-tasks.amazonaws.com"})));
        holds(&RULE, document(json!({"AWS": "arn:aws:iam::123456789012:role/deploy"})));
        unjudged(&RULE, json!({"aws_iam_role": {"a": {"assume_role_policy": "${var.trust}"}}}));
    }
}
