//! AWS IAM: identities and permissions.

mod policy;
mod policy_document;
mod role;
mod role_policy_attachment;

pub use policy::Policy;
pub use policy_document::{Condition, Effect, PolicyDocument, Principal, Statement};
pub use role::{Role, RoleName};
pub use role_policy_attachment::RolePolicyAttachment;
