use serde::Serialize;
use terraform::{Arn, Attribute, HasArn, Ref, Resource};

use crate::kms::Key;

/// A place for log lines.
#[derive(Serialize)]
pub struct LogGroup {
    pub kms_key_id: Ref<Key, Arn>,
    pub name: String,
    /// Days after which lines are deleted: one of the values that CloudWatch has.
    pub retention_in_days: u16,
}

impl Resource for LogGroup {
    const TYPE: &'static str = "aws_cloudwatch_log_group";
}
impl HasArn for LogGroup {}

/// The kind of an attribute that is a log group's name.
pub enum LogGroupName {}

impl LogGroup {
    /// The name.
    pub const NAME: Attribute<Self, LogGroupName> = Attribute::new("name");
}
