//! What the account has once, whatever the number of environments.

use std::collections::BTreeMap;

use aws::limits::{Days, KmsKeyArn};

pub use crate::file::Scanning;
use crate::names;
use crate::problem::Problem;
use crate::text::ApplicationName;
use crate::truth::{Account, Github, Override, Waiver};

/// What the account has once: the state bucket and the account's singletons.
#[derive(Clone, Debug, PartialEq)]
pub struct Bootstrap {
    /// The application, with which every name begins.
    pub application: ApplicationName,
    /// Where everything is.
    pub account: Account,
    /// The key that encrypts the state, once it is known: this root makes it.
    pub state_kms_key_arn: Option<KmsKeyArn>,
    /// The repository whose workflows are the pipelines, if there are any.
    pub github: Option<Github>,
    /// Days that a state which was overwritten can be brought back.
    pub state_noncurrent_days: Days,
    /// Whether a plan that would destroy the states, or their key, is refused.
    pub deletion_protection: bool,
    /// Days that access logs are kept.
    pub access_log_retention_days: Days,
    /// Who looks for known weaknesses in images.
    pub scanning: Scanning,
    /// Whether the account refuses public buckets, not only ours.
    pub block_public_buckets: bool,
    /// Which checks do not hold, and why.
    pub waivers: Vec<Waiver>,
    /// Arguments that are merged over what is rendered, by Terraform address.
    pub overrides: BTreeMap<String, Override>,
    /// What is allowed, but worth a look.
    pub warnings: Vec<Problem>,
}

impl Bootstrap {
    /// A thing there is one of: `healthcare-app-bootstrap-state`.
    #[must_use]
    pub fn name(&self, what: &str) -> String {
        format!("{}-bootstrap-{what}", self.application)
    }

    /// The alias of a key.
    #[must_use]
    pub fn kms_alias(&self, purpose: &str) -> String {
        format!("alias/{}-{purpose}", self.application)
    }

    /// The bucket with the state of every root.
    #[must_use]
    pub fn state_bucket(&self) -> String {
        names::state_bucket(self.application.as_str(), self.account.id.as_str())
    }

    /// The key of this root's own state in that bucket.
    #[must_use]
    pub fn state_key(&self) -> String {
        "bootstrap/terraform.tfstate".to_owned()
    }

    /// The user with access keys that may take on pipelines' roles.
    #[must_use]
    pub fn pipelines_user(&self) -> String {
        names::pipelines_user(self.application.as_str())
    }

    /// The bucket with the access logs of buckets.
    #[must_use]
    pub fn access_logs_bucket(&self) -> String {
        names::access_logs_bucket(self.application.as_str(), self.account.id.as_str())
    }
}
