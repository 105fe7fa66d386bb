use serde::Serialize;
use terraform::{Arn, HasArn, Ref, Resource};

use crate::kms::Key;

/// Where alarms go.
#[derive(Serialize)]
pub struct Topic {
    pub kms_master_key_id: Ref<Key, Arn>,
    pub name: String,
}

impl Resource for Topic {
    const TYPE: &'static str = "aws_sns_topic";
}
impl HasArn for Topic {}
