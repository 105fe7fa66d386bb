use serde::Serialize;
use terraform::{Ref, Resource};

use super::{Bucket, Status};
use crate::limits::Days;

/// What is deleted when.
#[derive(Serialize)]
pub struct BucketLifecycleConfiguration {
    pub bucket: Ref<Bucket>,
    pub rule: Vec<LifecycleRule>,
}

impl Resource for BucketLifecycleConfiguration {
    const TYPE: &'static str = "aws_s3_bucket_lifecycle_configuration";
}

/// One rule, for all objects of the bucket.
#[derive(Serialize)]
pub struct LifecycleRule {
    pub abort_incomplete_multipart_upload: AbortIncompleteMultipartUpload,
    pub expiration: Option<Expiration>,
    pub filter: PrefixFilter,
    pub id: String,
    pub noncurrent_version_expiration: NoncurrentVersionExpiration,
    pub status: Status,
}

/// Uploads that were never finished.
#[derive(Serialize)]
pub struct AbortIncompleteMultipartUpload {
    pub days_after_initiation: u16,
}

/// Current objects.
#[derive(Serialize)]
pub struct Expiration {
    pub days: Days,
}

/// Objects that were overwritten or deleted.
#[derive(Serialize)]
pub struct NoncurrentVersionExpiration {
    pub noncurrent_days: Days,
}

/// Objects whose keys begin so; with nothing, every one.
#[derive(Serialize)]
pub struct PrefixFilter {
    pub prefix: &'static str,
}
