use serde::Serialize;
use terraform::{Attribute, HasArn, Json, Resource, Text};

use crate::iam::PolicyDocument;

/// An identity that somebody takes on: a service of AWS, or whom else it trusts.
#[derive(Serialize)]
pub struct Role {
    pub assume_role_policy: Json<PolicyDocument>,
    pub description: String,
    pub name: String,
    /// The ARN of the policy that says what its policies can give at most; it may be in another root.
    pub permissions_boundary: Option<Text>,
}

impl Resource for Role {
    const TYPE: &'static str = "aws_iam_role";
}
impl HasArn for Role {}

/// The kind of an attribute that is a role's name.
pub enum RoleName {}

impl Role {
    /// The name.
    pub const NAME: Attribute<Self, RoleName> = Attribute::new("name");
}
