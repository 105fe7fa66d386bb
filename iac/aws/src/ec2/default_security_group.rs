use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::Vpc;
use crate::Tags;

/// The group that AWS puts into every VPC, taken over without any rule: what is in it by mistake reaches nothing.
#[derive(Serialize)]
pub struct DefaultSecurityGroup {
    pub tags: Tags,
    pub vpc_id: Ref<Vpc>,
}

impl Resource for DefaultSecurityGroup {
    const TYPE: &'static str = "aws_default_security_group";
}
impl HasArn for DefaultSecurityGroup {}
