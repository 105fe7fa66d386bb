use serde::Serialize;
use terraform::{HasArn, Ref, Resource};

use super::Vpc;
use crate::Tags;

/// The VPC's door to and from the internet.
#[derive(Serialize)]
pub struct InternetGateway {
    pub tags: Tags,
    pub vpc_id: Ref<Vpc>,
}

impl Resource for InternetGateway {
    const TYPE: &'static str = "aws_internet_gateway";
}
impl HasArn for InternetGateway {}
