use serde::Serialize;
use terraform::{Ref, Resource};

use super::Bucket;

/// Tells EventBridge of every change.
#[derive(Serialize)]
pub struct BucketNotification {
    pub bucket: Ref<Bucket>,
    pub eventbridge: bool,
}

impl Resource for BucketNotification {
    const TYPE: &'static str = "aws_s3_bucket_notification";
}
