use serde::Serialize;
use terraform::{Ref, Resource};

use super::Bucket;

/// Refuses everything that would make a bucket public.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the provider's arguments")]
pub struct BucketPublicAccessBlock {
    pub block_public_acls: bool,
    pub block_public_policy: bool,
    pub bucket: Ref<Bucket>,
    pub ignore_public_acls: bool,
    pub restrict_public_buckets: bool,
}

impl Resource for BucketPublicAccessBlock {
    const TYPE: &'static str = "aws_s3_bucket_public_access_block";
}
