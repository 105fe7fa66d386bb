use serde::Serialize;
use terraform::{Ref, Resource};

use super::{Eip, Subnet};
use crate::Tags;

/// The way out of private subnets, which nobody can come in by.
#[derive(Serialize)]
pub struct NatGateway {
    pub allocation_id: Ref<Eip>,
    pub subnet_id: Ref<Subnet>,
    pub tags: Tags,
}

impl Resource for NatGateway {
    const TYPE: &'static str = "aws_nat_gateway";
}
