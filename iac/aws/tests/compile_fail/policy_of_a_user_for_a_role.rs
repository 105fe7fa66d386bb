//! A user's policy goes to a user.

use aws::iam::{Policy, Role, User, UserPolicyAttachment};
use terraform::Handle;

fn case(policy: Handle<Policy>, user: Handle<User>, role: Handle<Role>) -> UserPolicyAttachment {
    let _ = (role.get(&Role::NAME), user.get(&User::NAME));
    UserPolicyAttachment {
        policy_arn: policy.arn(),
        user: /* right: user.get(&User::NAME) */ role.get(&Role::NAME), //~ E0308
    }
}
