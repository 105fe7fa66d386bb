use serde::Serialize;
use terraform::{Json, Ref, Resource};

use super::Bucket;
use crate::iam::PolicyDocument;

/// Who may do what with a bucket.
#[derive(Serialize)]
pub struct BucketPolicy {
    pub bucket: Ref<Bucket>,
    pub policy: Json<PolicyDocument>,
}

impl Resource for BucketPolicy {
    const TYPE: &'static str = "aws_s3_bucket_policy";
}
