//! What is waited for is in the stack.

use aws::iam::RolePolicyAttachment;
use terraform::{Handle, Meta};

fn case(attachment: Handle<RolePolicyAttachment>) -> Meta {
    Meta::depends_on([/* right: attachment.dependency() */ "aws_iam_role_policy_attachment.main"]) //~ E0271
}
