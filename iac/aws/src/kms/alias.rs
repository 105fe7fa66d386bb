use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::Key;

/// A name for a key.
#[derive(Serialize)]
pub struct Alias {
    pub name: String,
    pub target_key_id: Ref<Key>,
}

impl Resource for Alias {
    const TYPE: &'static str = "aws_kms_alias";
}
impl HasArn for Alias {}
