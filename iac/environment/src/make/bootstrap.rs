//! What the account has once.

use super::required;
use crate::bootstrap::Bootstrap;
use crate::file;
use crate::read::{Report, at};

/// Makes the bootstrap, or reports what is missing for it.
pub(crate) fn bootstrap(file: file::Bootstrap, report: &mut Report<'_>) -> Option<Bootstrap> {
    let application = required(report, file.application, &at!["application"], "\"healthcare-app\"");
    let account = super::account(file.account, report);
    let github = super::github::github(file.github, report);
    let noncurrent = at!["state_bucket", "noncurrent_days"];
    let state_noncurrent_days = required(report, file.state_bucket.noncurrent_days, &noncurrent, "365");
    let protection = at!["state_bucket", "deletion_protection"];
    let deletion_protection = required(report, file.state_bucket.deletion_protection, &protection, "true");
    let retention = at!["access_logs", "retention_days"];
    let access_log_retention_days = required(report, file.access_logs.retention_days, &retention, "365");
    let scanning = required(report, file.registry.scanning, &at!["registry", "scanning"], "\"basic\"");
    let block = at!["account_settings", "block_public_buckets"];
    let block_public_buckets = required(report, file.account_settings.block_public_buckets, &block, "true");
    let waivers = super::waiver::waivers(file.waivers, report);
    let overrides = super::overrides::overrides(file.overrides, report);
    Some(Bootstrap {
        application: application?,
        account: account?,
        state_kms_key_arn: file.state.0.kms_key_arn,
        github,
        state_noncurrent_days: state_noncurrent_days?,
        deletion_protection: deletion_protection?,
        access_log_retention_days: access_log_retention_days?,
        scanning: scanning?,
        block_public_buckets: block_public_buckets?,
        waivers: waivers?,
        overrides,
        warnings: Vec::new(),
    })
}
