use serde::Serialize;
use terraform::{Arn, Ref, Resource};

use super::{Policy, Role, RoleName};

/// Gives a role the permissions of a policy.
#[derive(Serialize)]
pub struct RolePolicyAttachment {
    pub policy_arn: Ref<Policy, Arn>,
    pub role: Ref<Role, RoleName>,
}

impl Resource for RolePolicyAttachment {
    const TYPE: &'static str = "aws_iam_role_policy_attachment";
}
