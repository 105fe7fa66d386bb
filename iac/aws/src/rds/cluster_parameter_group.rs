use serde::Serialize;
use terraform::{Attribute, HasArn, Resource};

use super::{Parameter, ParameterGroupName};

/// How the databases of a cluster are set up.
#[derive(Serialize)]
pub struct ClusterParameterGroup {
    pub description: String,
    /// The engine and its major version: `aurora-postgresql17`.
    pub family: String,
    pub name: String,
    pub parameter: Vec<Parameter>,
}

impl Resource for ClusterParameterGroup {
    const TYPE: &'static str = "aws_rds_cluster_parameter_group";
}
impl HasArn for ClusterParameterGroup {}

impl ClusterParameterGroup {
    /// The name.
    pub const NAME: Attribute<Self, ParameterGroupName> = Attribute::new("name");
}
