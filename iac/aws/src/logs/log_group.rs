use serde::Serialize;
use terraform::{Arn, Attribute, HasArn, Ref, Resource};

use crate::kms::Key;
use crate::limits::Retention;

/// A place for log lines.
#[derive(Serialize)]
pub struct LogGroup {
    pub kms_key_id: Ref<Key, Arn>,
    pub name: String,
    pub retention_in_days: Retention,
    /// Whether the lines stay when the group leaves the stack.
    pub skip_destroy: bool,
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
