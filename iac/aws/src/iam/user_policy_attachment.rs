use serde::Serialize;
use terraform::{Arn, Ref, Resource};

use super::{Policy, User, UserName};

/// Gives a user the permissions of a policy.
#[derive(Serialize)]
pub struct UserPolicyAttachment {
    pub policy_arn: Ref<Policy, Arn>,
    pub user: Ref<User, UserName>,
}

impl Resource for UserPolicyAttachment {
    const TYPE: &'static str = "aws_iam_user_policy_attachment";
}
