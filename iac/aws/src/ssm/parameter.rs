use serde::Serialize;
use terraform::{Arn, Attribute, HasArn, Ref, Resource, Text};

use crate::kms::Key;

/// A named value in Parameter Store.
#[derive(Serialize)]
pub struct Parameter {
    pub description: String,
    pub key_id: Ref<Key, Arn>,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: ParameterType,
    pub value: Text,
}

impl Resource for Parameter {
    const TYPE: &'static str = "aws_ssm_parameter";
}
impl HasArn for Parameter {}

/// How a parameter is stored.
#[derive(Serialize)]
pub enum ParameterType {
    /// Encrypted.
    SecureString,
}

/// The kind of an attribute that is a parameter's value.
pub enum ParameterValue {}

/// The kind of an attribute that is a parameter's name.
pub enum ParameterName {}

impl Parameter {
    /// The value, which the provider calls a secret.
    pub const VALUE: Attribute<Self, ParameterValue> = Attribute::new("value");
    /// The name.
    pub const NAME: Attribute<Self, ParameterName> = Attribute::new("name");
}
