//! A certificate has a key of at least 2048 bits, or one on a curve.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "certificate-key",
    severity: Severity::Warning,
    summary: "a certificate has a key of at least 2048 bits, or one on a curve",
    why: "a shorter key can be broken",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-2"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for at in context.resources("aws_acm_certificate").map(|certificate| certificate.get("key_algorithm")) {
        if found.text(at).is_some_and(|algorithm| algorithm == "RSA_1024") {
            found.report(at, "a key of 1024 bits", "set `EC_prime256v1` or `RSA_2048`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn keys_are_long() {
        let certificate = |key: &str| json!({"aws_acm_certificate": {"a": {"key_algorithm": key}}});
        breaks(&RULE, certificate("RSA_1024"), &["aws_acm_certificate.a: key_algorithm: a key of 1024 bits"]);
        holds(&RULE, certificate("EC_prime256v1"));
        unjudged(&RULE, certificate("${var.key}"));
    }
}
