use serde::Serialize;
use terraform::{Arn, Ref, Resource, Text};

use super::Plan;
use crate::iam::Role;

/// What a plan backs up, and in whose name.
#[derive(Serialize)]
pub struct Selection {
    pub iam_role_arn: Ref<Role, Arn>,
    pub name: String,
    pub plan_id: Ref<Plan>,
    /// ARNs.
    pub resources: Vec<Text>,
}

impl Resource for Selection {
    const TYPE: &'static str = "aws_backup_selection";
}
