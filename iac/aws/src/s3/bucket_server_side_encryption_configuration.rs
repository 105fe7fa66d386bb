use serde::Serialize;
use terraform::{Arn, Ref, Resource};

use super::Bucket;
use crate::kms::Key;

/// How objects are encrypted unless the writer says.
#[derive(Serialize)]
pub struct BucketServerSideEncryptionConfiguration {
    pub bucket: Ref<Bucket>,
    pub rule: EncryptionRule,
}

impl Resource for BucketServerSideEncryptionConfiguration {
    const TYPE: &'static str = "aws_s3_bucket_server_side_encryption_configuration";
}

/// The rule of a bucket's encryption.
#[derive(Serialize)]
pub struct EncryptionRule {
    pub apply_server_side_encryption_by_default: EncryptionByDefault,
    pub bucket_key_enabled: bool,
}

/// With what.
#[derive(Serialize)]
#[serde(tag = "sse_algorithm")]
pub enum EncryptionByDefault {
    /// S3's own keys: the only ones that log delivery can write with.
    #[serde(rename = "AES256")]
    S3,
    #[serde(rename = "aws:kms")]
    Kms { kms_master_key_id: Ref<Key, Arn> },
}
