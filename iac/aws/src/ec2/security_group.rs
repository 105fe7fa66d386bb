use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::Vpc;
use crate::Tags;

/// A set of network interfaces and the rules of who may talk to them. The rules are resources of their own.
#[derive(Serialize)]
pub struct SecurityGroup {
    pub description: String,
    pub name: String,
    pub tags: Tags,
    pub vpc_id: Ref<Vpc>,
}

impl Resource for SecurityGroup {
    const TYPE: &'static str = "aws_security_group";
}
impl HasArn for SecurityGroup {}
