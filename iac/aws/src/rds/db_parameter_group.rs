use serde::Serialize;
use terraform::{Attribute, HasArn, Resource};

use super::{Parameter, ParameterGroupName};

/// How the database of an instance is set up.
#[derive(Serialize)]
pub struct DbParameterGroup {
    pub description: String,
    /// The engine and its major version: `postgres17`.
    pub family: String,
    pub name: String,
    pub parameter: Vec<Parameter>,
}

impl Resource for DbParameterGroup {
    const TYPE: &'static str = "aws_db_parameter_group";
}
impl HasArn for DbParameterGroup {}

impl DbParameterGroup {
    /// The name.
    pub const NAME: Attribute<Self, ParameterGroupName> = Attribute::new("name");
}
