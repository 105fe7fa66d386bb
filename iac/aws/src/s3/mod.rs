//! Amazon S3: buckets.

mod account_public_access_block;
mod bucket;
mod bucket_lifecycle_configuration;
mod bucket_logging;
mod bucket_notification;
mod bucket_ownership_controls;
mod bucket_policy;
mod bucket_public_access_block;
mod bucket_server_side_encryption_configuration;
mod bucket_versioning;

pub use account_public_access_block::AccountPublicAccessBlock;
pub use bucket::Bucket;
pub use bucket_lifecycle_configuration::{
    AbortIncompleteMultipartUpload, BucketLifecycleConfiguration, Expiration, LifecycleRule,
    NoncurrentVersionExpiration, PrefixFilter,
};
pub use bucket_logging::BucketLogging;
pub use bucket_notification::BucketNotification;
pub use bucket_ownership_controls::{BucketOwnershipControls, ObjectOwnership, OwnershipRule};
pub use bucket_policy::BucketPolicy;
pub use bucket_public_access_block::BucketPublicAccessBlock;
pub use bucket_server_side_encryption_configuration::{
    BucketServerSideEncryptionConfiguration, EncryptionByDefault, EncryptionRule,
};
pub use bucket_versioning::{BucketVersioning, Status, VersioningConfiguration};
