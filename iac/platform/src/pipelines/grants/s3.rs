//! Amazon S3. To make a bucket public one would have to change what the whole account refuses, which nobody here may.

use super::{Grant, read, write};

const BUCKET: &[&str] = &["aws_s3_bucket"];
const BUCKETS: &[&str] = &["arn:aws:s3:::{prefix}-*"];
const OBJECTS: &[&str] = &["arn:aws:s3:::{prefix}-*/*"];

pub(super) const GRANTS: &[Grant] = &[
    // The provider reads all there is to know of a bucket, whichever part of it a resource is about.
    read(
        "Buckets",
        BUCKET,
        &[
            "s3:GetAccelerateConfiguration",
            "s3:GetBucketAcl",
            "s3:GetBucketCORS",
            "s3:GetBucketLogging",
            "s3:GetBucketObjectLockConfiguration",
            "s3:GetBucketPolicy",
            "s3:GetBucketRequestPayment",
            "s3:GetBucketTagging",
            "s3:GetBucketVersioning",
            "s3:GetBucketWebsite",
            "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration",
            "s3:GetReplicationConfiguration",
            "s3:ListBucket",
        ],
        BUCKETS,
    ),
    read("Buckets", &["aws_s3_bucket_lifecycle_configuration"], &["s3:GetLifecycleConfiguration"], BUCKETS),
    read("Buckets", &["aws_s3_bucket_logging"], &["s3:GetBucketLogging"], BUCKETS),
    read("Buckets", &["aws_s3_bucket_notification"], &["s3:GetBucketNotification"], BUCKETS),
    read("Buckets", &["aws_s3_bucket_ownership_controls"], &["s3:GetBucketOwnershipControls"], BUCKETS),
    read("Buckets", &["aws_s3_bucket_policy"], &["s3:GetBucketPolicy"], BUCKETS),
    read("Buckets", &["aws_s3_bucket_public_access_block"], &["s3:GetBucketPublicAccessBlock"], BUCKETS),
    read(
        "Buckets",
        &["aws_s3_bucket_server_side_encryption_configuration"],
        &["s3:GetEncryptionConfiguration"],
        BUCKETS,
    ),
    read("Buckets", &["aws_s3_bucket_versioning"], &["s3:GetBucketVersioning"], BUCKETS),
    write(
        "BucketsChanged",
        BUCKET,
        &["s3:CreateBucket", "s3:DeleteBucket", "s3:ListBucketVersions", "s3:PutBucketTagging"],
        BUCKETS,
    ),
    write(
        "BucketsChanged",
        &["aws_s3_bucket_lifecycle_configuration"],
        &["s3:PutLifecycleConfiguration"],
        BUCKETS,
    ),
    write("BucketsChanged", &["aws_s3_bucket_logging"], &["s3:PutBucketLogging"], BUCKETS),
    write("BucketsChanged", &["aws_s3_bucket_notification"], &["s3:PutBucketNotification"], BUCKETS),
    write(
        "BucketsChanged",
        &["aws_s3_bucket_ownership_controls"],
        &["s3:PutBucketOwnershipControls"],
        BUCKETS,
    ),
    write(
        "BucketsChanged",
        &["aws_s3_bucket_policy"],
        &["s3:DeleteBucketPolicy", "s3:PutBucketPolicy"],
        BUCKETS,
    ),
    write(
        "BucketsChanged",
        &["aws_s3_bucket_public_access_block"],
        &["s3:PutBucketPublicAccessBlock"],
        BUCKETS,
    ),
    write(
        "BucketsChanged",
        &["aws_s3_bucket_server_side_encryption_configuration"],
        &["s3:PutEncryptionConfiguration"],
        BUCKETS,
    ),
    write("BucketsChanged", &["aws_s3_bucket_versioning"], &["s3:PutBucketVersioning"], BUCKETS),
    // A bucket, which keeps versions, is emptied before it goes, where the environment is made to be destroyed.
    write("BucketsEmptied", BUCKET, &["s3:DeleteObjectVersion"], OBJECTS),
];
