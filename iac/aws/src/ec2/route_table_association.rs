use serde::Serialize;
use terraform::{Ref, Resource};

use super::{RouteTable, Subnet};

/// Makes a subnet use a route table.
#[derive(Serialize)]
pub struct RouteTableAssociation {
    pub route_table_id: Ref<RouteTable>,
    pub subnet_id: Ref<Subnet>,
}

impl Resource for RouteTableAssociation {
    const TYPE: &'static str = "aws_route_table_association";
}
