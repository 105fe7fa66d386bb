use serde::Serialize;
use terraform::{HasArn, Json, Resource};

use crate::Tags;
use crate::iam::PolicyDocument;

/// A key that never leaves AWS.
#[derive(Serialize)]
pub struct Key {
    /// Days between the order to delete it and its end: 7 to 30.
    pub deletion_window_in_days: u8,
    pub description: String,
    pub enable_key_rotation: bool,
    pub policy: Json<PolicyDocument>,
    /// Days between two rotations: 90 to 2560.
    pub rotation_period_in_days: u16,
    pub tags: Tags,
}

impl Resource for Key {
    const TYPE: &'static str = "aws_kms_key";
}
impl HasArn for Key {}
