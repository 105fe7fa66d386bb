//! A secret is not kept as plain text.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "parameter-secure",
    severity: Severity::Error,
    summary: "a parameter that is called a secret is a `SecureString`",
    why: "it is stored in plain text, and whoever may read parameters reads it",
    source: Some(
        "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
    ),
    check,
};

/// Words that secrets have in their names.
const WORDS: &[&str] = &[
    "password",
    "passwd",
    "secret",
    "token",
    "credential",
    "credentials",
    "apikey",
    "api-key",
    "api_key",
    "private-key",
    "private_key",
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for parameter in context.resources("aws_ssm_parameter") {
        let at = parameter.get("type");
        let Some(kind) = found.text(at) else { continue };
        if kind == "SecureString" {
            continue;
        }
        let Some(name) = found.text(parameter.get("name")) else { continue };
        let last = name.rsplit('/').next().unwrap_or(&name).to_ascii_lowercase();
        // The name or ARN of a secret is none.
        let is_pointer = ["arn", "id", "name", "url", "uri"]
            .iter()
            .any(|end| last.ends_with(&format!("-{end}")) || last.ends_with(&format!("_{end}")));
        if WORDS.iter().any(|word| last.ends_with(word)) && !is_pointer {
            let message = format!("`{name}` is a `{kind}`, which is not encrypted");
            found.secret(
                at,
                message,
                "set `type` to `SecureString`, and `key_id` to a key of the account's own",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn secrets_are_secure() {
        let document = |name: &str, kind: &str| json!({"aws_ssm_parameter": {"a": {"name": name, "type": kind, "value": "x"}}});
        breaks(
            &RULE,
            document("/app/database-password", "String"),
            &["aws_ssm_parameter.a: type: `/app/database-password` is a `String`, which is not encrypted"],
        );
        holds(&RULE, document("/app/database-password", "SecureString"));
        holds(&RULE, document("/app/image", "String"));
        holds(&RULE, document("/app/password-arn", "String"));
        unjudged(&RULE, document("/app/database-password", "${var.type}"));
    }
}
