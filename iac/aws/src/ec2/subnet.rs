use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::Vpc;
use crate::Tags;
use crate::limits::{AvailabilityZone, VpcCidr};

/// A range of a VPC's addresses in one availability zone.
#[derive(Serialize)]
pub struct Subnet {
    pub availability_zone: AvailabilityZone,
    pub cidr_block: VpcCidr,
    pub map_public_ip_on_launch: bool,
    pub tags: Tags,
    pub vpc_id: Ref<Vpc>,
}

impl Resource for Subnet {
    const TYPE: &'static str = "aws_subnet";
}
impl HasArn for Subnet {}
