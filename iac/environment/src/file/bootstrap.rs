//! The shape of `shared/bootstrap.toml`.

use std::collections::BTreeMap;

use aws::limits::Days;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Account, Github, State, Table, Waiver, word};
use crate::text::ApplicationName;

/// What the account has once, whatever the number of environments. `application`, `account`, `state` and `github` are those
/// of `defaults.toml`, unless given here.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "Bootstrap")]
pub(crate) struct Bootstrap {
    /// The application's name, with which every name in the account begins.
    pub(crate) application: Option<ApplicationName>,
    /// Where everything is.
    pub(crate) account: Table<Account>,
    /// Where Terraform keeps what it knows.
    pub(crate) state: Table<State>,
    /// The repository on GitHub whose workflows are the pipelines. Without it there are no roles for pipelines.
    pub(crate) github: Option<Table<Github>>,
    /// The bucket with the state of every root.
    pub(crate) state_bucket: Table<StateBucket>,
    /// The bucket with the access logs of buckets.
    pub(crate) access_logs: Table<AccessLogs>,
    /// Amazon ECR, for the whole account.
    pub(crate) registry: Table<Registry>,
    /// What holds for the whole account.
    pub(crate) account_settings: Table<AccountSettings>,
    /// Which checks do not hold for something, and why.
    pub(crate) waivers: Vec<Table<Waiver>>,
    /// Arguments of the provider that are merged over what is rendered, by Terraform address:
    /// `[override."aws_s3_bucket.state"]`. They are checked against the provider's schema.
    #[serde(rename = "override")]
    pub(crate) overrides: BTreeMap<String, serde_json::Map<String, serde_json::Value>>,
}

/// The bucket with the state of every root.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct StateBucket {
    /// Days that a state which was overwritten can be brought back.
    pub(crate) noncurrent_days: Option<Days>,
    /// Whether a plan that would destroy it, or its key, is refused. Without it, the states go when it goes.
    pub(crate) deletion_protection: Option<bool>,
}

/// The bucket with the access logs of buckets.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct AccessLogs {
    /// Days that access logs are kept.
    pub(crate) retention_days: Option<Days>,
}

/// Amazon ECR, for the whole account.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct Registry {
    /// Who looks for known weaknesses in images.
    #[serde(deserialize_with = "word")]
    pub(crate) scanning: Option<Scanning>,
}

/// Who looks for known weaknesses in images.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Scanning {
    /// Amazon ECR itself, once, when an image is pushed; free.
    Basic,
    /// Amazon Inspector, continuously, the applications' libraries too; paid by the image.
    Enhanced,
}

/// What holds for the whole account.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub(crate) struct AccountSettings {
    /// Whether the account refuses public buckets, not only ours.
    pub(crate) block_public_buckets: Option<bool>,
}
