//! A role's ARN is no policy's ARN.

use aws::iam::{Policy, Role, RolePolicyAttachment};
use terraform::Handle;

fn case(policy: Handle<Policy>, role: Handle<Role>) -> RolePolicyAttachment {
    RolePolicyAttachment {
        policy_arn: /* right: policy.arn() */ role.arn(), //~ E0308
        role: role.get(&Role::NAME),
    }
}
