use serde::Serialize;
use terraform::{Attribute, HasArn, Ref, Resource};

use super::SubnetGroupName;
use crate::ec2::Subnet;

/// The subnets that a database may be in, of at least two zones.
#[derive(Serialize)]
pub struct DbSubnetGroup {
    pub description: String,
    pub name: String,
    pub subnet_ids: Vec<Ref<Subnet>>,
}

impl Resource for DbSubnetGroup {
    const TYPE: &'static str = "aws_db_subnet_group";
}
impl HasArn for DbSubnetGroup {}

impl DbSubnetGroup {
    /// The name.
    pub const NAME: Attribute<Self, SubnetGroupName> = Attribute::new("name");
}
