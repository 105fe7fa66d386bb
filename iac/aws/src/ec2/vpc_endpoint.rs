use serde::Serialize;
use terraform::{Attribute, HasArn, Json, Ref, Resource};

use super::{RouteTable, SecurityGroup, Subnet, Vpc};
use crate::Tags;
use crate::iam::PolicyDocument;

/// A door to an AWS service that does not lead through the internet.
#[derive(Serialize)]
pub struct VpcEndpoint {
    #[serde(flatten)]
    pub kind: EndpointKind,
    pub policy: Json<PolicyDocument>,
    pub service_name: String,
    pub tags: Tags,
    pub vpc_id: Ref<Vpc>,
}

impl Resource for VpcEndpoint {
    const TYPE: &'static str = "aws_vpc_endpoint";
}
impl HasArn for VpcEndpoint {}

/// How the service is reached.
#[derive(Serialize)]
#[serde(tag = "vpc_endpoint_type")]
pub enum EndpointKind {
    /// By routes, without charge: S3 and `DynamoDB` only.
    Gateway { route_table_ids: Vec<Ref<RouteTable>> },
    /// By a network interface in each subnet, under the service's own name.
    Interface {
        private_dns_enabled: bool,
        security_group_ids: Vec<Ref<SecurityGroup>>,
        subnet_ids: Vec<Ref<Subnet>>,
    },
}

/// The kind of an attribute that is the id of a prefix list: the addresses of a service.
pub enum PrefixListId {}

impl VpcEndpoint {
    /// The addresses of the service behind a gateway endpoint.
    pub const PREFIX_LIST_ID: Attribute<Self, PrefixListId> = Attribute::new("prefix_list_id");
}
