use serde::Serialize;
use terraform::Resource;

/// Refuses everything that would make any bucket of the account public.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the provider's arguments")]
pub struct AccountPublicAccessBlock {
    pub block_public_acls: bool,
    pub block_public_policy: bool,
    pub ignore_public_acls: bool,
    pub restrict_public_buckets: bool,
}

impl Resource for AccountPublicAccessBlock {
    const TYPE: &'static str = "aws_s3_account_public_access_block";
}
