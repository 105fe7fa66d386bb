use serde::Serialize;
use terraform::{Ref, Resource};

use super::Bucket;

/// Keeps what is overwritten or deleted.
#[derive(Serialize)]
pub struct BucketVersioning {
    pub bucket: Ref<Bucket>,
    pub versioning_configuration: VersioningConfiguration,
}

impl Resource for BucketVersioning {
    const TYPE: &'static str = "aws_s3_bucket_versioning";
}

/// Whether it does.
#[derive(Serialize)]
pub struct VersioningConfiguration {
    pub status: Status,
}

/// On or off.
#[derive(Serialize)]
pub enum Status {
    Enabled,
}
