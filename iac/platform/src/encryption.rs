//! The keys: one for each kind of data, each usable only by the service of AWS that stores it.

use aws::Tags;
use aws::iam::{PolicyDocument, Principal, Statement};
use aws::kms::{Alias, Key};
use environment::Account;
use terraform::{File, Handle, Json, Meta};

use crate::composition::Composition;
use crate::{cluster, database, firewall};

/// One key for each kind of data.
pub(crate) struct Keys {
    pub(crate) logs: Handle<Key>,
    pub(crate) images: Handle<Key>,
    pub(crate) notifications: Handle<Key>,
    pub(crate) parameters: Handle<Key>,
    pub(crate) storage: Handle<Key>,
}

/// What an administrator may do with a key, short of using it.
const ADMINISTRATION: [&str; 21] = [
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
];

/// What a service needs that encrypts and decrypts by itself.
const USE: [&str; 7] = [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
];

pub(crate) fn add(c: &mut Composition<'_>) -> Keys {
    let environment = c.environment;
    let account = &environment.account;
    let names = c.names;
    let of_database = environment.database.managed().map(|managed| database::log_group_name(names, managed));
    let log_groups = [names.log_group("*"), firewall::log_group_name(c), cluster::insights_log_group_name(c)];
    let log_groups = log_groups.into_iter().chain(of_database);
    let mut key = |purpose: &'static str, description: &str, statements: Vec<Statement>| {
        let alias = names.kms_alias(purpose);
        let settings = KeySettings { name: purpose, alias, description, statements, prevent_destroy: false };
        add_key(&mut c.stack.file("encryption"), account, settings)
    };
    Keys {
        logs: key("logs", "Log groups", vec![logs(account, log_groups)]),
        images: key(
            "images",
            "Container images",
            vec![through(account, "ecr", &["kms:CreateGrant", "kms:RetireGrant"])],
        ),
        notifications: key("notifications", "Alarms on their way", vec![alarms(account)]),
        parameters: key("parameters", "Parameters", vec![through(account, "ssm", &[])]),
        storage: key("storage", "Disks of tasks", storage(account, &names.prefix())),
    }
}

/// A key that the account administers and that `statements` let somebody use.
pub(crate) struct KeySettings<'k> {
    /// Its name in the stack.
    pub(crate) name: &'static str,
    pub(crate) alias: String,
    pub(crate) description: &'k str,
    pub(crate) statements: Vec<Statement>,
    /// Whether a plan that destroys it is refused.
    pub(crate) prevent_destroy: bool,
}

/// Adds a key and its alias.
pub(crate) fn add_key(file: &mut File<'_>, account: &Account, settings: KeySettings<'_>) -> Handle<Key> {
    let KeySettings { name, alias, description, statements, prevent_destroy } = settings;
    let administration =
        Statement::allow("Administration", ADMINISTRATION).to(account_root(account)).on_everything();
    let meta = if prevent_destroy { Meta::prevent_destroy() } else { Meta::default() };
    let key = file.add_with(
        name,
        Key {
            deletion_window_in_days: 30,
            description: description.to_owned(),
            enable_key_rotation: true,
            policy: Json(PolicyDocument::new(std::iter::once(administration).chain(statements))),
            rotation_period_in_days: 365,
            tags: Tags::name(alias.trim_start_matches("alias/")),
        },
        &meta,
    );
    file.add(name, Alias { name: alias, target_key_id: key.id() });
    key
}

/// Every identity of the account that IAM allows the same.
pub(crate) fn account_root(account: &Account) -> Principal {
    Principal::Aws(format!("arn:aws:iam::{}:root", account.id).into())
}

/// Use by the account's identities, but only inside `service`, which does it for them.
pub(crate) fn through(account: &Account, service: &str, more: &[&'static str]) -> Statement {
    Statement::allow("UseThroughService", USE.iter().chain(more).copied())
        .to(account_root(account))
        .on_everything()
        .when("StringEquals", "kms:CallerAccount", account.id.to_string())
        .when("StringEquals", "kms:ViaService", format!("{service}.{}.amazonaws.com", account.region))
}

/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html>
fn logs(account: &Account, names: impl Iterator<Item = String>) -> Statement {
    let group = |name: String| format!("arn:aws:logs:{}:{}:log-group:{name}", account.region, account.id);
    names.fold(
        Statement::allow("LogGroups", USE)
            .to(Principal::Service(format!("logs.{}.amazonaws.com", account.region)))
            .on_everything(),
        |statement, name| statement.when("ArnLike", "kms:EncryptionContext:aws:logs:arn", group(name)),
    )
}

/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html>
fn alarms(account: &Account) -> Statement {
    Statement::allow("Alarms", ["kms:Decrypt", "kms:GenerateDataKey"])
        .to(Principal::Service("cloudwatch.amazonaws.com".to_owned()))
        .on_everything()
        .when("StringEquals", "aws:SourceAccount", account.id.to_string())
}

/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-create-storage-key.html>
fn storage(account: &Account, cluster: &str) -> Vec<Statement> {
    let for_cluster = |statement: Statement| {
        statement
            .to(Principal::Service("fargate.amazonaws.com".to_owned()))
            .on_everything()
            .when("StringEquals", "kms:EncryptionContext:aws:ecs:clusterAccount", account.id.to_string())
            .when("StringEquals", "kms:EncryptionContext:aws:ecs:clusterName", cluster.to_owned())
    };
    vec![
        for_cluster(Statement::allow("DataKeys", ["kms:GenerateDataKeyWithoutPlaintext"])),
        for_cluster(Statement::allow("Grants", ["kms:CreateGrant"])).when(
            "ForAllValues:StringEquals",
            "kms:GrantOperations",
            "Decrypt",
        ),
    ]
}
