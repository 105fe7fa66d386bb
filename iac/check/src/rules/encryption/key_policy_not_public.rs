//! A key is not everybody's.

use crate::context::Context;
use crate::found::Found;
use crate::policies::{Place, is_confined};
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "key-policy-not-public",
    severity: Severity::Error,
    summary: "a key's policy names who may use the key, or from where",
    why: "every account of AWS may decrypt with it",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    super::resource_policy_not_public::judge(
        context,
        found,
        |place| place == Place::Key,
        "use the key",
        is_confined,
    );
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn keys_are_not_everybodys() {
        let document = |condition: serde_json::Value| {
            let policy = json!({"Statement": [{
                "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "kms:Decrypt", "Resource": "*", "Condition": condition,
            }]});
            json!({"aws_kms_key": {"a": {"policy": policy.to_string()}}})
        };
        breaks(
            &RULE,
            document(json!({})),
            &["aws_kms_key.a: policy.Statement[0].Principal.AWS: everybody may use the key"],
        );
        holds(&RULE, document(json!({"StringEquals": {"kms:CallerAccount": "123456789012"}})));
        unjudged(&RULE, document(json!({"StringEquals": {"${var.key}": "123456789012"}})));
    }
}
