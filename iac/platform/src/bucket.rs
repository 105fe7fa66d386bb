//! A bucket as every one of ours is: private, encrypted, versioned, tidied up, observed.

use aws::iam::{PolicyDocument, Principal, Statement};
use aws::limits::Days;
use aws::s3::{
    AbortIncompleteMultipartUpload, Bucket, BucketLifecycleConfiguration, BucketLogging, BucketNotification,
    BucketOwnershipControls, BucketPolicy, BucketPublicAccessBlock, BucketServerSideEncryptionConfiguration,
    BucketVersioning, EncryptionByDefault, EncryptionRule, Expiration, LifecycleRule,
    NoncurrentVersionExpiration, ObjectOwnership, OwnershipRule, PrefixFilter, Status,
    VersioningConfiguration,
};
use terraform::{File, Handle, Json, Meta, Text, text};

/// How one bucket differs from another.
pub(crate) struct Settings {
    pub(crate) bucket: String,
    pub(crate) encryption: EncryptionByDefault,
    /// Days after which objects are deleted; `None` keeps them.
    pub(crate) expiration_days: Option<Days>,
    /// Days after which what was overwritten or deleted is gone.
    pub(crate) noncurrent_days: Days,
    /// Where in it objects are gone after days, whatever holds for the others.
    pub(crate) passing: Option<Passing>,
    /// Whether a plan that destroys it is refused.
    pub(crate) prevent_destroy: bool,
    /// Whether objects in it go when it goes.
    pub(crate) force_destroy: bool,
}

/// Objects that nobody needs for long.
pub(crate) struct Passing {
    /// What their rule is called.
    pub(crate) name: &'static str,
    /// What their keys begin with.
    pub(crate) prefix: &'static str,
    pub(crate) days: Days,
}

/// A bucket and what says who may use it.
#[derive(Clone, Copy)]
pub(crate) struct Made {
    pub(crate) bucket: Handle<Bucket>,
    pub(crate) policy: Handle<BucketPolicy>,
}

/// Where a bucket's own requests are recorded.
pub(crate) enum AccessLogs<'l> {
    /// In a bucket of the same stack.
    In(&'l Made),
    /// In a bucket that exists.
    Named(String),
    /// In the bucket itself.
    Own,
}

/// Adds a bucket; `permissions` are given it.
pub(crate) fn add(
    file: &mut File<'_>,
    name: &str,
    settings: Settings,
    access_logs: &AccessLogs<'_>,
    permissions: impl FnOnce(Handle<Bucket>) -> Vec<Statement>,
) -> Made {
    let meta = if settings.prevent_destroy { Meta::prevent_destroy() } else { Meta::default() };
    let bucket_name = settings.bucket.clone();
    let bucket = Bucket { bucket: settings.bucket, force_destroy: settings.force_destroy };
    let bucket = file.add_with(name, bucket, &meta);
    let id = bucket.id();

    file.add(
        name,
        BucketPublicAccessBlock {
            block_public_acls: true,
            block_public_policy: true,
            bucket: id,
            ignore_public_acls: true,
            restrict_public_buckets: true,
        },
    );
    let rule = OwnershipRule { object_ownership: ObjectOwnership::BucketOwnerEnforced };
    file.add(name, BucketOwnershipControls { bucket: id, rule });
    let rule = EncryptionRule {
        apply_server_side_encryption_by_default: settings.encryption,
        bucket_key_enabled: true,
    };
    file.add(name, BucketServerSideEncryptionConfiguration { bucket: id, rule });
    let versioning_configuration = VersioningConfiguration { status: Status::Enabled };
    let versioning = file.add(name, BucketVersioning { bucket: id, versioning_configuration });
    let everything = LifecycleRule {
        abort_incomplete_multipart_upload: AbortIncompleteMultipartUpload { days_after_initiation: 7 },
        expiration: settings.expiration_days.map(|days| Expiration { days }),
        filter: PrefixFilter { prefix: "" },
        id: "expire".to_owned(),
        noncurrent_version_expiration: NoncurrentVersionExpiration {
            noncurrent_days: settings.noncurrent_days,
        },
        status: Status::Enabled,
    };
    // Of two rules about one object, the sooner holds.
    let passing = settings.passing.map(|passing| LifecycleRule {
        abort_incomplete_multipart_upload: AbortIncompleteMultipartUpload { days_after_initiation: 1 },
        expiration: Some(Expiration { days: passing.days }),
        filter: PrefixFilter { prefix: passing.prefix },
        id: passing.name.to_owned(),
        noncurrent_version_expiration: NoncurrentVersionExpiration { noncurrent_days: Days::ONE },
        status: Status::Enabled,
    });
    let rule = std::iter::once(everything).chain(passing).collect();
    file.add_with(
        name,
        BucketLifecycleConfiguration { bucket: id, rule },
        &Meta::depends_on([versioning.dependency()]),
    );
    file.add(name, BucketNotification { bucket: id, eventbridge: true });

    let tls_only = Statement::deny("TlsOnly", ["s3:*"])
        .to(Principal::Everybody)
        .on([text![bucket.arn()], text![bucket.arn(), "/*"]])
        .when("Bool", "aws:SecureTransport", "false");
    let statements = permissions(bucket).into_iter().chain([tls_only]);
    let policy = file.add(name, BucketPolicy { bucket: id, policy: Json(PolicyDocument::new(statements)) });
    let (target_bucket, target_policy): (Text, _) = match access_logs {
        AccessLogs::In(made) => (made.bucket.id().into(), Some(made.policy)),
        AccessLogs::Named(name) => (name.clone().into(), None),
        AccessLogs::Own => (id.into(), Some(policy)),
    };
    // S3 asks whether it may write there before it turns logging on.
    let meta = Meta::depends_on(target_policy.map(Handle::dependency));
    let logging = BucketLogging { bucket: id, target_bucket, target_prefix: format!("{bucket_name}/") };
    file.add_with(name, logging, &meta);
    Made { bucket, policy }
}
