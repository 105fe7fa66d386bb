//! What an account has once: where states are kept, where access is logged, and the account's own settings.

use aws::ecr::{
    FilterType, RegistryScanningConfiguration, RepositoryFilter, ScanFrequency, ScanType, ScanningRule,
};
use aws::iam::{Principal, Statement};
use aws::kms::Key;
use aws::limits::Days;
use aws::s3::{AccountPublicAccessBlock, EncryptionByDefault};
use environment::{Bootstrap, Environment, Scanning};
use terraform::{Handle, Output, Root, Stack, Text, text};

use crate::bucket::{self, AccessLogs, Made, Passing, Settings};
use crate::encryption::KeySettings;
use crate::{encryption, pipelines, readme, settings};

/// The root's name, which its state is kept under.
const ROOT: &str = "bootstrap";

pub(crate) fn compose(bootstrap: &Bootstrap, environments: &[Environment]) -> Root {
    let mut stack = Stack::new();
    let root = settings::Root {
        name: ROOT,
        application: bootstrap.application.as_str(),
        account: &bootstrap.account,
        state_bucket: bootstrap.state_bucket(),
        state_key: bootstrap.state_key(),
        state_kms_key_arn: bootstrap.state_kms_key_arn.as_ref().map(ToString::to_string),
    };
    settings::add_to(&mut stack, root);

    let key = state_key(&mut stack, bootstrap);
    let access_logs = add_access_logs(&mut stack, bootstrap);
    let state = add_state_bucket(&mut stack, bootstrap, key, &access_logs);
    let state = pipelines::State { bucket: state.bucket, key };
    let pipelines = pipelines::add(&mut stack, bootstrap, environments, state);
    add_account_settings(&mut stack, bootstrap);

    let readme = readme::bootstrap(bootstrap, pipelines.as_ref());
    Root { stack, readme }
}

fn state_key(stack: &mut Stack, bootstrap: &Bootstrap) -> Handle<Key> {
    let use_for_state = encryption::through(&bootstrap.account, "s3", &[]);
    let mut file = stack.file("state");
    let settings = KeySettings {
        name: "state",
        alias: bootstrap.kms_alias("state"),
        description: "States",
        statements: vec![use_for_state],
        prevent_destroy: bootstrap.deletion_protection,
    };
    let key = encryption::add_key(&mut file, &bootstrap.account, settings);
    let arn = Text::from(key.arn());
    let description = "For `state.kms_key_arn` in environments/shared/defaults.toml";
    stack.file("outputs").output("state_key_arn", &Output { description, value: arn });
    key
}

fn add_state_bucket(stack: &mut Stack, bootstrap: &Bootstrap, key: Handle<Key>, access_logs: &Made) -> Made {
    let settings = Settings {
        bucket: bootstrap.state_bucket(),
        encryption: EncryptionByDefault::Kms { kms_master_key_id: key.arn() },
        expiration_days: None,
        noncurrent_days: bootstrap.state_noncurrent_days,
        // A saved plan holds what the state does, and is of no use once it is applied.
        passing: Some(Passing { name: "plans", prefix: "plans/", days: Days::FIVE }),
        prevent_destroy: bootstrap.deletion_protection,
        force_destroy: !bootstrap.deletion_protection,
    };
    let made =
        bucket::add(&mut stack.file("state"), "state", settings, &AccessLogs::In(access_logs), |bucket| {
            let other_encryption = Statement::deny("KmsOnly", ["s3:PutObject"])
                .to(Principal::Everybody)
                .on([text![bucket.arn(), "/*"]])
                // Without the header, the bucket's own encryption holds.
                .when("Null", "s3:x-amz-server-side-encryption", "false")
                .when("StringNotEquals", "s3:x-amz-server-side-encryption", "aws:kms");
            vec![other_encryption]
        });
    let bucket = Text::from(made.bucket.id());
    stack
        .file("outputs")
        .output("state_bucket", &Output { description: "Where states are kept", value: bucket });
    made
}

fn add_access_logs(stack: &mut Stack, bootstrap: &Bootstrap) -> Made {
    let account = bootstrap.account.id.to_string();
    let settings = Settings {
        bucket: bootstrap.access_logs_bucket(),
        // Log delivery can write with no other encryption.
        // <https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html>
        encryption: EncryptionByDefault::S3,
        expiration_days: Some(bootstrap.access_log_retention_days),
        noncurrent_days: Days::MONTH,
        passing: None,
        prevent_destroy: false,
        force_destroy: !bootstrap.deletion_protection,
    };
    bucket::add(&mut stack.file("access_logs"), "access_logs", settings, &AccessLogs::Own, |bucket| {
        let delivery = Statement::allow("Delivery", ["s3:PutObject"])
            .to(Principal::Service("logging.s3.amazonaws.com".to_owned()))
            .on([text![bucket.arn(), "/*"]])
            .when("StringEquals", "aws:SourceAccount", account);
        vec![delivery]
    })
}

fn add_account_settings(stack: &mut Stack, bootstrap: &Bootstrap) {
    let mut file = stack.file("account");
    if bootstrap.block_public_buckets {
        file.add(
            "main",
            AccountPublicAccessBlock {
                block_public_acls: true,
                block_public_policy: true,
                ignore_public_acls: true,
                restrict_public_buckets: true,
            },
        );
    }
    let scan_type = match bootstrap.scanning {
        Scanning::Basic => ScanType::Basic,
        Scanning::Enhanced => ScanType::Enhanced,
    };
    let everything = RepositoryFilter { filter: "*".to_owned(), filter_type: FilterType::Wildcard };
    let rule = ScanningRule { repository_filter: everything, scan_frequency: ScanFrequency::ScanOnPush };
    file.add("main", RegistryScanningConfiguration { rule: vec![rule], scan_type });
}
