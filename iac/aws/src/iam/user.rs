use serde::Serialize;
use terraform::{Attribute, HasArn, Resource};

/// An identity with access keys of its own.
#[derive(Serialize)]
pub struct User {
    pub name: String,
}

impl Resource for User {
    const TYPE: &'static str = "aws_iam_user";
}
impl HasArn for User {}

/// The kind of an attribute that is a user's name.
pub enum UserName {}

impl User {
    /// The name.
    pub const NAME: Attribute<Self, UserName> = Attribute::new("name");
}
