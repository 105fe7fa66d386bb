use serde::Serialize;
use terraform::{HasArn, Resource};

use crate::Tags;
use crate::limits::VpcCidr;

/// A virtual private cloud: the network everything else is in.
#[derive(Serialize)]
pub struct Vpc {
    pub cidr_block: VpcCidr,
    pub enable_dns_hostnames: bool,
    pub enable_dns_support: bool,
    pub tags: Tags,
}

impl Resource for Vpc {
    const TYPE: &'static str = "aws_vpc";
}
impl HasArn for Vpc {}
