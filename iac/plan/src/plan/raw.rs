//! The shape of the file. <https://developer.hashicorp.com/terraform/internals/json-format#plan-representation>
//!
//! Fields that are not named here are passed over without a copy: a later minor version may have more of them, and most of
//! a plan is nothing that a reviewer asks about. `null` is as good as absent, everywhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

#[derive(Deserialize)]
pub(super) struct Plan {
    #[serde(default, deserialize_with = "or_default")]
    pub(super) terraform_version: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) errored: bool,
    #[serde(default)]
    pub(super) complete: Option<bool>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) resource_changes: Vec<ResourceChange>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) resource_drift: Vec<ResourceChange>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) relevant_attributes: Vec<RelevantAttribute>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) output_changes: BTreeMap<String, Change>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) checks: Vec<Check>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) configuration: Configuration,
}

#[derive(Deserialize)]
pub(super) struct ResourceChange {
    pub(super) address: String,
    #[serde(default)]
    pub(super) previous_address: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) mode: String,
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) deposed: Option<String>,
    #[serde(default)]
    pub(super) action_reason: Option<String>,
    pub(super) change: Change,
}

#[derive(Deserialize)]
pub(super) struct Change {
    #[serde(default, deserialize_with = "or_default")]
    pub(super) actions: Vec<String>,
    #[serde(default)]
    pub(super) before: Json,
    #[serde(default)]
    pub(super) after: Json,
    #[serde(default)]
    pub(super) after_unknown: Json,
    #[serde(default)]
    pub(super) before_sensitive: Json,
    #[serde(default)]
    pub(super) after_sensitive: Json,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) replace_paths: Vec<Vec<Json>>,
    #[serde(default)]
    pub(super) importing: Option<Json>,
}

#[derive(Deserialize)]
pub(super) struct RelevantAttribute {
    pub(super) resource: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) attribute: Vec<Json>,
}

#[derive(Deserialize)]
pub(super) struct Check {
    #[serde(default)]
    pub(super) address: Json,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) status: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) instances: Vec<CheckInstance>,
}

#[derive(Deserialize)]
pub(super) struct CheckInstance {
    #[serde(default, deserialize_with = "or_default")]
    pub(super) problems: Vec<Problem>,
}

#[derive(Deserialize)]
pub(super) struct Problem {
    #[serde(default, deserialize_with = "or_default")]
    pub(super) message: String,
}

#[derive(Default, Deserialize)]
pub(super) struct Configuration {
    #[serde(default, deserialize_with = "or_default")]
    pub(super) root_module: Module,
}

#[derive(Default, Deserialize)]
pub(super) struct Module {
    #[serde(default, deserialize_with = "or_default")]
    pub(super) resources: Vec<Configured>,
}

#[derive(Deserialize)]
pub(super) struct Configured {
    #[serde(default, deserialize_with = "or_default")]
    pub(super) address: String,
    #[serde(default, deserialize_with = "or_default")]
    pub(super) expressions: BTreeMap<String, Json>,
}

fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(from: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}
