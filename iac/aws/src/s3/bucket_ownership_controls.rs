use serde::Serialize;
use terraform::{Ref, Resource};

use super::Bucket;

/// Whose the objects are.
#[derive(Serialize)]
pub struct BucketOwnershipControls {
    pub bucket: Ref<Bucket>,
    pub rule: OwnershipRule,
}

impl Resource for BucketOwnershipControls {
    const TYPE: &'static str = "aws_s3_bucket_ownership_controls";
}

/// The rule of ownership.
#[derive(Serialize)]
pub struct OwnershipRule {
    pub object_ownership: ObjectOwnership,
}

/// Whose the objects are.
#[derive(Serialize)]
pub enum ObjectOwnership {
    /// The bucket's owner's: access control lists do not count.
    BucketOwnerEnforced,
}
