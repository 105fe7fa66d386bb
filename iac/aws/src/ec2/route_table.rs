use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::Vpc;
use crate::Tags;

/// Where a subnet's packets go.
#[derive(Serialize)]
pub struct RouteTable {
    pub tags: Tags,
    pub vpc_id: Ref<Vpc>,
}

impl Resource for RouteTable {
    const TYPE: &'static str = "aws_route_table";
}
impl HasArn for RouteTable {}
