//! The shape of `[github]`.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::{GithubId, GithubOwner, GithubRepository};

/// The repository on GitHub whose workflows are the pipelines. Without it there are no roles for pipelines.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline, extend("required" = ["owner", "owner_id", "repository", "repository_id"]))]
pub(crate) struct Github {
    /// The user or organisation that owns the repository.
    pub(crate) owner: Option<GithubOwner>,
    /// Its number: `gh api repos/OWNER/REPOSITORY --jq .owner.id`.
    pub(crate) owner_id: Option<GithubId>,
    /// The repository, without its owner.
    pub(crate) repository: Option<GithubRepository>,
    /// Its number: `gh api repos/OWNER/REPOSITORY --jq .id`.
    pub(crate) repository_id: Option<GithubId>,
    /// Whether there is also a user that may take on the same roles, for workflows that are given
    /// `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. Such keys work anywhere and do not expire. No, unless said so.
    pub(crate) static_keys: bool,
}
