use serde::Serialize;
use terraform::{HasArn, Resource};

use crate::Tags;

/// A public address that stays.
#[derive(Serialize)]
pub struct Eip {
    pub domain: Domain,
    pub tags: Tags,
}

impl Resource for Eip {
    const TYPE: &'static str = "aws_eip";
}
impl HasArn for Eip {}

/// Where an elastic IP address is used.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Domain {
    Vpc,
}
