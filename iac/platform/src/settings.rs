//! Versions, backend and provider: each in a file of its own, because scanners leave out a file that holds more beside
//! a `terraform` block.

use std::collections::BTreeMap;

use aws::{DefaultTags, Provider};
use environment::Account;
use serde::Serialize;
use terraform::Stack;

use crate::composition::Composition;

/// `terraform { required_version, required_providers }`.
#[derive(Serialize)]
struct Versions {
    required_providers: BTreeMap<&'static str, RequiredProvider>,
    required_version: &'static str,
}

#[derive(Serialize)]
struct RequiredProvider {
    source: &'static str,
    version: &'static str,
}

/// `terraform { backend "s3" }`.
#[derive(Serialize)]
struct Backend {
    backend: BTreeMap<&'static str, S3Backend>,
}

/// <https://developer.hashicorp.com/terraform/language/backend/s3>
#[derive(Serialize)]
struct S3Backend {
    allowed_account_ids: Vec<String>,
    bucket: String,
    encrypt: bool,
    key: String,
    kms_key_id: Option<String>,
    region: String,
    use_lockfile: bool,
}

pub(crate) fn add(c: &mut Composition<'_>) {
    let environment = c.environment;
    let root = Root {
        name: environment.name.as_str(),
        application: environment.application.as_str(),
        account: &environment.account,
        state_bucket: c.names.state_bucket(),
        state_key: c.names.state_key(),
        state_kms_key_arn: Some(environment.state.kms_key_arn.to_string()),
    };
    add_to(&mut c.stack, root);
}

/// What the settings of a root module say of it.
pub(crate) struct Root<'r> {
    pub(crate) name: &'r str,
    pub(crate) application: &'r str,
    pub(crate) account: &'r Account,
    pub(crate) state_bucket: String,
    pub(crate) state_key: String,
    /// The key that encrypts the state; unknown only while the root that makes it is new.
    pub(crate) state_kms_key_arn: Option<String>,
}

/// Adds the settings of a root module.
pub(crate) fn add_to(stack: &mut Stack, root: Root<'_>) {
    let account = root.account;
    let aws = RequiredProvider { source: "hashicorp/aws", version: ">= 5.100, < 7" };
    stack.file("versions").terraform(&Versions {
        required_providers: BTreeMap::from([("aws", aws)]),
        required_version: ">= 1.12.0",
    });
    let s3 = S3Backend {
        allowed_account_ids: vec![account.id.to_string()],
        bucket: root.state_bucket,
        encrypt: true,
        key: root.state_key,
        kms_key_id: root.state_kms_key_arn,
        region: account.region.to_string(),
        use_lockfile: true,
    };
    stack.file("backend").terraform(&Backend { backend: BTreeMap::from([("s3", s3)]) });
    let tags = BTreeMap::from([
        ("application", root.application.to_owned()),
        ("environment", root.name.to_owned()),
        ("managed-by", "terraform".to_owned()),
    ]);
    stack.file("provider").provider(
        "aws",
        &Provider {
            allowed_account_ids: vec![account.id.to_string()],
            default_tags: DefaultTags { tags },
            region: account.region.to_string(),
        },
    );
}
