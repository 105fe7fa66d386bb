//! Where public access is blocked, all of it is.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-public-access-blocked",
    severity: Severity::Error,
    summary: "a bucket blocks every kind of public access",
    why: "a policy or an access control list can open it to everybody",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8"),
    check,
};

pub(super) const KINDS: &[&str] =
    &["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for block in context.resources("aws_s3_bucket_public_access_block") {
        judge(block, found);
    }
}

/// Reports each kind of public access that is not blocked.
pub(super) fn judge<'c>(block: Node<'c>, found: &mut Found<'_, 'c>) {
    for kind in KINDS {
        let at = block.get(kind);
        if found.boolean(at, false) == Some(false) {
            found.report(at, format!("`{kind}` is not set"), format!("set `{kind}` to true"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{KINDS, RULE};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn all_public_access_is_blocked() {
        let whole = || -> serde_json::Map<String, Value> {
            KINDS.iter().map(|kind| ((*kind).to_owned(), json!(true))).collect()
        };
        let document = |block: serde_json::Map<String, Value>| json!({"aws_s3_bucket_public_access_block": {"a": block}});
        holds(&RULE, document(whole()));
        for kind in KINDS {
            let message = format!("aws_s3_bucket_public_access_block.a: {kind}: `{kind}` is not set");
            for off in [json!(false), json!(null)] {
                let mut block = whole();
                block[*kind] = off;
                breaks(&RULE, document(block), &[&message]);
            }
            let mut block = whole();
            block[*kind] = json!("${var.block}");
            unjudged(&RULE, document(block));
        }
    }
}
