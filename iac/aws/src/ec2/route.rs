use serde::Serialize;
use terraform::{Ref, Resource};

use super::{InternetGateway, NatGateway, RouteTable};

/// One entry of a route table.
#[derive(Serialize)]
pub struct Route {
    pub destination_cidr_block: String,
    pub route_table_id: Ref<RouteTable>,
    #[serde(flatten)]
    pub target: RouteTarget,
}

impl Resource for Route {
    const TYPE: &'static str = "aws_route";
}

/// Where a route leads: exactly one of the provider's arguments.
#[derive(Serialize)]
pub enum RouteTarget {
    #[serde(rename = "gateway_id")]
    InternetGateway(Ref<InternetGateway>),
    #[serde(rename = "nat_gateway_id")]
    NatGateway(Ref<NatGateway>),
}
