use std::collections::BTreeMap;

use serde::Serialize;

/// How the AWS provider works.
#[derive(Serialize)]
pub struct Provider {
    pub allowed_account_ids: Vec<String>,
    pub default_tags: DefaultTags,
    pub region: String,
}

/// Tags on everything that can have them.
#[derive(Serialize)]
pub struct DefaultTags {
    pub tags: BTreeMap<&'static str, String>,
}
