use serde::Serialize;
use terraform::{HasArn, Resource};

/// A bucket. Its settings are resources of their own.
#[derive(Serialize)]
pub struct Bucket {
    pub bucket: String,
    pub force_destroy: bool,
}

impl Resource for Bucket {
    const TYPE: &'static str = "aws_s3_bucket";
}
impl HasArn for Bucket {}
