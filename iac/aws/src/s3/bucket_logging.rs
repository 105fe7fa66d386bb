use serde::Serialize;
use terraform::{Ref, Resource, Text};

use super::Bucket;

/// Records every request to a bucket in another.
#[derive(Serialize)]
pub struct BucketLogging {
    pub bucket: Ref<Bucket>,
    pub target_bucket: Text,
    pub target_prefix: String,
}

impl Resource for BucketLogging {
    const TYPE: &'static str = "aws_s3_bucket_logging";
}
