//! An attribute belongs to one type of resource.

use aws::iam::{Policy, Role, RolePolicyAttachment};
use terraform::Handle;

fn case(policy: Handle<Policy>, role: Handle<Role>) -> RolePolicyAttachment {
    RolePolicyAttachment {
        policy_arn: policy.arn(),
        role: role.get(/* right: &Role::NAME */ &aws::ecs::Cluster::NAME), //~ E0308
    }
}
