//! Where the account blocks public access to buckets, it blocks all of it.

use super::bucket_public_access_blocked::judge;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "account-public-access-blocked",
    severity: Severity::Error,
    summary: "an account blocks every kind of public access to its buckets",
    why: "a policy or an access control list can open a bucket to everybody",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-1"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for block in context.resources("aws_s3_account_public_access_block") {
        judge(block, found);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_account_blocks_all_public_access() {
        let document = |policy: serde_json::Value| {
            json!({"aws_s3_account_public_access_block": {"a": {
                "block_public_acls": true, "block_public_policy": policy, "ignore_public_acls": true,
                "restrict_public_buckets": true,
            }}})
        };
        breaks(
            &RULE,
            document(json!(null)),
            &["aws_s3_account_public_access_block.a: block_public_policy: `block_public_policy` is not set"],
        );
        holds(&RULE, document(json!(true)));
        unjudged(&RULE, document(json!("${var.block}")));
    }
}
