use serde::Serialize;
use terraform::{HasArn, Json, Resource};

use crate::iam::PolicyDocument;

/// A named set of permissions.
#[derive(Serialize)]
pub struct Policy {
    pub description: String,
    pub name: String,
    pub policy: Json<PolicyDocument>,
}

impl Resource for Policy {
    const TYPE: &'static str = "aws_iam_policy";
}
impl HasArn for Policy {}
