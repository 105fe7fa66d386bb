//! An id is no name, even where the provider says the same in both.

use aws::iam::{Policy, Role, RolePolicyAttachment};
use terraform::Handle;

fn case(policy: Handle<Policy>, role: Handle<Role>) -> RolePolicyAttachment {
    RolePolicyAttachment {
        policy_arn: policy.arn(),
        role: /* right: role.get(&Role::NAME) */ role.id(), //~ E0308
    }
}
