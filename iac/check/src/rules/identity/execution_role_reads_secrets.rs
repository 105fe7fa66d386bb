//! The execution role may read the secrets of its tasks.

use crate::context::Context;
use crate::found::Found;
use crate::policies::needs::Purpose;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "execution-role-reads-secrets",
    severity: Severity::Error,
    summary: "the execution role of a task may read its secrets and parameters, and decrypt them where a key of the account's own encrypts them",
    why: "no task starts: ResourceInitializationError",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    super::execution_role_covers::check(context, found, Purpose::Secret);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::execution_role_covers::document;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn secret(from: &str) -> Value {
        json!({"secrets": [{"name": "KEY", "valueFrom": from}]})
    }

    fn read(action: &str, resource: &str) -> Value {
        json!({"Effect": "Allow", "Action": action, "Resource": resource})
    }

    #[test]
    fn secrets_are_read_by_their_whole_arn() {
        let arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:app/a/url";
        let get = |resource: &str| [read("secretsmanager:GetSecretValue", resource)];
        for resource in ["-??????", "-*", "*"] {
            let resource = format!("{arn}{resource}");
            holds(&RULE, document(&secret(arn), &get(&resource)));
            holds(&RULE, document(&secret(&format!("{arn}-AbCdEf:key::")), &get(&resource)));
        }
        breaks(
            &RULE,
            document(&secret(arn), &get(arn)),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].secrets[0].valueFrom: the execution role `aws_iam_role.a` may not do `secretsmanager:GetSecretValue` on `arn:aws:secretsmanager:us-east-1:123456789012:secret:app/a/url-??????`",
            ],
        );
        unjudged(&RULE, document(&secret("${var.secret}"), &get("*")));
    }

    #[test]
    fn parameters_are_read_by_name_and_decrypted() {
        let get = read("ssm:GetParameters", "${aws_ssm_parameter.a.arn}");
        let decrypt = read("kms:Decrypt", "${aws_kms_key.a.arn}");
        for from in ["/app/a/key", "${aws_ssm_parameter.a.arn}", "${aws_ssm_parameter.a.name}"] {
            holds(&RULE, document(&secret(from), &[get.clone(), decrypt.clone()]));
        }
        breaks(
            &RULE,
            document(&secret("/app/a/key"), std::slice::from_ref(&get)),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].secrets[0].valueFrom: the execution role `aws_iam_role.a` may not do `kms:Decrypt` on `arn:aws:kms:us-east-1:123456789012:key/${aws_kms_key.a.id}`",
            ],
        );
        breaks(
            &RULE,
            document(&secret("/app/other"), &[get, decrypt]),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].secrets[0].valueFrom: the execution role `aws_iam_role.a` may not do `ssm:GetParameters` on `arn:aws:ssm:us-east-1:123456789012:parameter/app/other`",
            ],
        );
    }
}
