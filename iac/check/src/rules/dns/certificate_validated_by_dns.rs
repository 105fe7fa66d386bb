//! A certificate is validated by DNS.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "certificate-validated-by-dns",
    severity: Severity::Warning,
    summary: "a certificate is validated by DNS",
    why: "one that is validated by mail is renewed only if somebody reads the mail and clicks",
    source: Some("https://docs.aws.amazon.com/acm/latest/userguide/email-validation.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for certificate in context.resources("aws_acm_certificate") {
        let at = certificate.get("validation_method");
        // One that is brought along, or comes from a private authority, is not validated.
        let is_asked_for = certificate.get("domain_name").is_present()
            && !certificate.get("certificate_authority_arn").is_present();
        if !at.is_present() && is_asked_for {
            found.report(
                at,
                "this certificate is validated by mail, as it is by default",
                "set `DNS`, and make the records",
            );
        }
        if found.text(at).is_some_and(|method| method == "EMAIL") {
            found.report(at, "this certificate is validated by mail", "set `DNS`, and make the records");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn dns_validates() {
        let certificate = |method: &str| json!({"aws_acm_certificate": {"a": {"validation_method": method}}});
        breaks(
            &RULE,
            certificate("EMAIL"),
            &["aws_acm_certificate.a: validation_method: this certificate is validated by mail"],
        );
        breaks(
            &RULE,
            json!({"aws_acm_certificate": {"a": {"domain_name": "example.com"}}}),
            &[
                "aws_acm_certificate.a: validation_method: this certificate is validated by mail, as it is by default",
            ],
        );
        holds(&RULE, certificate("DNS"));
        unjudged(&RULE, certificate("${var.method}"));
    }
}
