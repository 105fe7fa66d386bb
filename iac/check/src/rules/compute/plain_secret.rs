//! No secret stands in plain text in a container definition.

use configuration::Read;

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::secrets;

pub(crate) const RULE: Rule = Rule {
    id: "plain-secret",
    severity: Severity::Error,
    summary: "no secret stands in plain text in a container definition",
    why: "everybody who may read task definitions, the state or the repository reads it",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        for (name, value) in container.environment() {
            let Some(name) = found.text(name) else { continue };
            let smells = secrets::is_name_of_secret(&name);
            let is_secret = match value.text() {
                Read::Known(text) => secrets::is_secret(&text) || (smells && secrets::may_be_secret(&text)),
                Read::Unknown if smells => {
                    let target = found.target(value);
                    target.is_some_and(|target| secrets::is_secret_attribute(target.attribute))
                }
                Read::Unknown | Read::Absent => false,
            };
            if is_secret {
                let message = format!(
                    "the environment variable `{name}` of container `{}` is a secret",
                    container.title()
                );
                found.secret(value, message, "move it to Secrets Manager, and name it under `secrets`");
            }
        }
        for (name, value) in container.get("dockerLabels").members() {
            let is_secret = value.text().known().is_some_and(|text| {
                secrets::is_secret(&text)
                    || (secrets::is_name_of_secret(name) && secrets::may_be_secret(&text))
            });
            if is_secret {
                let message = format!("the label `{name}` of container `{}` is a secret", container.title());
                found.secret(value, message, "move it to Secrets Manager, and name it under `secrets`");
            }
        }
        for key in ["command", "entryPoint"] {
            let mut flag = None;
            for word in container.get(key).elements() {
                let text = word.text().known();
                let before = std::mem::replace(&mut flag, text.clone());
                let is_secret = text.is_some_and(|text| {
                    let after = before.is_some_and(|flag| is_flag_of_secret(&flag) && !text.starts_with('-'));
                    let within = text.split_once('=').is_some_and(|(flag, value)| {
                        is_flag_of_secret(flag) && secrets::may_be_secret(value)
                    });
                    secrets::is_secret(&text) || within || (after && secrets::may_be_secret(&text))
                });
                if is_secret {
                    let message = format!("`{key}` of container `{}` holds a secret", container.title());
                    found.secret(word, message, "move it to Secrets Manager, and name it under `secrets`");
                }
            }
        }
    });
}

/// Whether it is a flag that is followed by a secret: `--password`.
fn is_flag_of_secret(word: &str) -> bool {
    word.starts_with("--")
        && !word.contains(['$', ' '])
        && secrets::is_name_of_secret(word.trim_start_matches('-'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    fn of(name: &str, value: &str) -> serde_json::Value {
        let mut document = fargate(&json!([{"name": "a", "environment": [{"name": name, "value": value}]}]));
        document["random_password"] = json!({"x": {}});
        document["aws_secretsmanager_secret"] = json!({"x": {}});
        document
    }

    #[test]
    fn secrets_are_not_plain() {
        for (name, value) in [
            ("DB_PASSWORD", "hunter2"),
            ("DB_PASSWORD", "${random_password.x.result}"),
            ("STRIPE_API_KEY", "sk_live_x"),
            ("AWS_SECRET_ACCESS_KEY", "x"),
            ("URL", "postgres://user:hunter2@db:5432/x"),
            ("URL", "AKIAIOSFODNN7EXAMPLE"),
            ("CERT", "-----BEGIN RSA PRIVATE KEY-----"),
        ] {
            let said = format!(
                "aws_ecs_task_definition.a: container_definitions[0].environment[0].value: the environment variable `{name}` of container `a` is a secret"
            );
            breaks(&RULE, of(name, value), &[&said]);
        }
    }

    #[test]
    fn what_leads_to_a_secret_is_none() {
        for (name, value) in [
            ("DB_PASSWORD_FILE", "/run/password"),
            ("DB_PASSWORD_ARN", "x"),
            ("DB_PASSWORD", ""),
            ("DB_PASSWORD", "arn:aws:secretsmanager:us-east-1:123456789012:secret:x"),
            ("TOKEN_URL", "https://login.example.com/token"),
            ("TOKEN_TTL_SECONDS", "60"),
            ("USE_TOKEN", "true"),
            ("URL", "https://example.com/"),
            ("KEYCLOAK_HOST", "x"),
            ("URL", "postgres://user@db:5432/x"),
        ] {
            holds(&RULE, of(name, value));
        }
        holds(&RULE, of("URL", "${var.url}"));
        holds(&RULE, of("API_TOKEN", "${aws_secretsmanager_secret.x.arn}"));
        unjudged(&RULE, of("API_TOKEN", "${var.token}"));
    }

    #[test]
    fn labels_hold_none() {
        let of = |value: &str| fargate(&json!([{"name": "a", "dockerLabels": {"db.password": value}}]));
        breaks(
            &RULE,
            of("hunter2"),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].dockerLabels[\"db.password\"]: the label `db.password` of container `a` is a secret",
            ],
        );
        holds(&RULE, of(""));
    }

    #[test]
    fn commands_hold_none() {
        for (command, at) in
            [(json!(["run", "--password=hunter2"]), 1), (json!(["run", "--db-password", "hunter2"]), 2)]
        {
            let said = format!(
                "aws_ecs_task_definition.a: container_definitions[0].command[{at}]: `command` of container `a` holds a secret"
            );
            breaks(&RULE, fargate(&json!([{"name": "a", "command": command}])), &[&said]);
        }
        for command in
            [json!(["--password-file=/run/x"]), json!(["--password", "--verbose"]), json!(["--token="])]
        {
            holds(&RULE, fargate(&json!([{"name": "a", "command": command}])));
        }
        breaks(
            &RULE,
            fargate(&json!([{"name": "a", "command": ["run", "--db=postgres://u:p@h/d"]}])),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].command[1]: `command` of container `a` holds a secret",
            ],
        );
    }
}
