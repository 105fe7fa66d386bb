//! A secret of a container is fetched from Secrets Manager or Parameter Store.

use configuration::Read;

use crate::containers::{each, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-secret-source",
    severity: Severity::Error,
    summary: "a secret of a container is fetched from Secrets Manager or Parameter Store",
    why: "the task does not start",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let log = container.get("logConfiguration");
        let of_log = member(log, "secretOptions").elements();
        let of_log = of_log.map(|secret| (member(secret, "name"), member(secret, "valueFrom")));
        for (_, from) in container.secrets().chain(of_log) {
            if !from.is_present() {
                let message = format!("a secret of container `{}` comes from nowhere", container.title());
                found.report(from, message, "set `valueFrom` to the ARN of the secret");
                continue;
            }
            let fits = match (from.target(), from.text()) {
                // Some have a secret among their attributes; those of these types are surely none.
                (Read::Known(target), _) => {
                    !NO_SOURCES.contains(&target.block.resource_type().unwrap_or_default())
                }
                (_, Read::Known(text)) if text.starts_with("arn:") => is_source(&text),
                (_, Read::Known(text)) => {
                    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"/_.-".contains(&byte);
                    !text.is_empty() && text.bytes().all(legal)
                }
                // A part of a secret: `${aws_secretsmanager_secret.x.arn}:key::`.
                _ => {
                    found.symbol(from);
                    true
                }
            };
            if !fits {
                let message =
                    format!("a secret of container `{}` comes from neither store", container.title());
                found.secret(from, message, "give the ARN of a secret, or the ARN or name of a parameter");
            }
        }
    });
}

const NO_SOURCES: [&str; 5] =
    ["aws_cloudwatch_log_group", "aws_ecr_repository", "aws_iam_role", "aws_kms_key", "aws_s3_bucket"];

fn is_source(arn: &str) -> bool {
    let mut parts = arn.split(':').skip(2);
    match (parts.next(), parts.nth(2)) {
        (Some("secretsmanager"), Some("secret")) => true,
        (Some("ssm"), Some(parameter)) => parameter.starts_with("parameter/"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn secrets_come_from_a_store() {
        let of = |from: &serde_json::Value| {
            let mut document =
                fargate(&json!([{"name": "a", "secrets": [{"name": "A", "valueFrom": from}]}]));
            document["aws_secretsmanager_secret"] = json!({"x": {}});
            document["aws_iam_role"] = json!({"x": {}});
            document
        };
        let at = "aws_ecs_task_definition.a: container_definitions[0].secrets[0].valueFrom";
        let said = format!("{at}: a secret of container `a` comes from neither store");
        for wrong in ["arn:aws:s3:::bucket/key", "hunter 2!", "${aws_iam_role.x.arn}"] {
            breaks(&RULE, of(&json!(wrong)), &[&said]);
        }
        breaks(&RULE, of(&json!(null)), &[&format!("{at}: a secret of container `a` comes from nowhere")]);
        for right in [
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:x-AbCdEf:key::",
            "arn:aws:ssm:us-east-1:123456789012:parameter/x",
            "/healthcare-app/x",
            "${aws_secretsmanager_secret.x.arn}",
            "${aws_secretsmanager_secret.x.arn}:key::",
        ] {
            holds(&RULE, of(&json!(right)));
        }
        unjudged(&RULE, of(&json!("${var.secret}")));
    }
}
