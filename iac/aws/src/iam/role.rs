use serde::Serialize;
use terraform::{Attribute, HasArn, Json, Resource};

use crate::iam::PolicyDocument;

/// An identity that a service of AWS takes on.
#[derive(Serialize)]
pub struct Role {
    pub assume_role_policy: Json<PolicyDocument>,
    pub description: String,
    pub name: String,
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
