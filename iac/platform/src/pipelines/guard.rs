//! What the apply role may not do, whatever else allows it: touch itself, the boundary, or anything of bootstrap's, and
//! have a role outside the boundary.

use aws::iam::Statement;
use environment::Environment;
use terraform::text;

use super::{State, trust};

pub(super) fn statements(state: State, environment: &Environment) -> Vec<Statement> {
    let account = &environment.account.id;
    let of_bootstrap =
        |kind: &str| format!("arn:aws:iam::{account}:{kind}/{}-bootstrap-*", environment.application);
    let boundary = format!("arn:aws:iam::{account}:policy/{}", environment.names().boundary());
    let bucket = state.bucket.arn();
    vec![
        Statement::deny("Bootstrap", ["iam:*"])
            .on(["policy", "role", "user"].map(of_bootstrap))
            .on_also([trust::provider_arn(&environment.account)]),
        Statement::deny("OutsideTheBoundary", ["iam:CreateRole", "iam:PutRolePermissionsBoundary"])
            .on_everything()
            .when("StringNotEquals", "iam:PermissionsBoundary", boundary),
        Statement::deny("NoBoundary", ["iam:DeleteRolePermissionsBoundary"]).on_everything(),
        Statement::deny("StateOfBootstrap", ["s3:*"]).on([text![bucket, "/bootstrap/*"]]),
        Statement::deny(
            "BucketOfStates",
            [
                "s3:DeleteBucket*",
                "s3:PutBucket*",
                "s3:PutEncryptionConfiguration",
                "s3:PutLifecycleConfiguration",
            ],
        )
        .on([text![bucket]]),
        Statement::deny("Public", ["s3:PutAccountPublicAccessBlock", "s3:PutBucketAcl", "s3:PutObjectAcl"])
            .on_everything(),
    ]
}
