//! AWS IAM: identities and permissions.

mod openid_connect_provider;
mod policy;
mod policy_document;
mod role;
mod role_policy_attachment;
mod user;
mod user_policy_attachment;

pub use openid_connect_provider::OpenidConnectProvider;
pub use policy::Policy;
pub use policy_document::{Condition, Effect, PolicyDocument, Principal, Statement};
pub use role::{Role, RoleName};
pub use role_policy_attachment::RolePolicyAttachment;
pub use user::{User, UserName};
pub use user_policy_attachment::UserPolicyAttachment;
