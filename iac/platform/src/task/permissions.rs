//! What ECS may do to start a task: pull its image, write its log, and read its secrets.

use std::collections::BTreeSet;

use aws::iam::Statement;
use aws::logs::LogGroup;
use environment::SecretSource;
use terraform::{Handle, text};

use crate::composition::Composition;
use crate::images::Images;

/// What starting any task of a service's image takes.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html>
pub(super) fn pull_and_log(images: &Images, log_group: Handle<LogGroup>) -> Vec<Statement> {
    vec![
        // AWS has no resource for it.
        Statement::allow("Login", ["ecr:GetAuthorizationToken"]).on_everything(),
        Statement::allow(
            "Pull",
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        )
        .on([images.repository.arn()]),
        Statement::allow("Log", ["logs:CreateLogStream", "logs:PutLogEvents"])
            .on([text![log_group.arn(), ":log-stream:*"]]),
    ]
}

/// What the service's own secrets take.
pub(super) fn secrets(c: &Composition<'_>, settings: &environment::Service) -> Vec<Statement> {
    let mut permissions = Vec::new();
    let (secrets, parameters): (Vec<_>, Vec<_>) = settings
        .secrets
        .values()
        .partition(|secret| matches!(secret.source, SecretSource::SecretsManager(_)));
    if !secrets.is_empty() {
        // AWS puts a hyphen and six characters of its own behind a secret's name.
        let arns = secrets.iter().map(|secret| format!("{}-??????", c.secret_arn(secret)));
        permissions.push(Statement::allow("Secrets", ["secretsmanager:GetSecretValue"]).on(arns));
    }
    if !parameters.is_empty() {
        let arns = parameters.iter().map(|secret| c.secret_arn(secret));
        permissions.push(Statement::allow("Parameters", ["ssm:GetParameters"]).on(arns));
    }
    let keys: BTreeSet<String> = settings
        .secrets
        .values()
        .filter_map(|secret| secret.kms_key_arn.as_ref())
        .map(ToString::to_string)
        .collect();
    if !keys.is_empty() {
        permissions.push(Statement::allow("SecretKeys", ["kms:Decrypt"]).on(keys));
    }
    permissions
}

impl Composition<'_> {
    /// What a task asks for: AWS finds a secret without the characters behind its name.
    pub(super) fn secret_arn(&self, secret: &environment::Secret) -> String {
        match &secret.source {
            SecretSource::SecretsManager(name) => self.arn("secretsmanager", &format!("secret:{name}")),
            SecretSource::ParameterStore(name) => {
                self.arn("ssm", &format!("parameter/{}", name.as_str().trim_start_matches('/')))
            }
        }
    }
}
