//! A certificate has a name to be issued for, or is brought along with its key.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "certificate-complete",
    severity: Severity::Error,
    summary: "a certificate has a name to be issued for, or is brought along with its key",
    why: "AWS refuses the certificate",
    source: Some("https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for certificate in context.resources("aws_acm_certificate") {
        let is_issued = certificate.get("domain_name").is_present();
        let is_brought =
            ["private_key", "certificate_body"].iter().any(|name| certificate.get(name).is_present());
        if !is_issued && !is_brought {
            let at = certificate.get("domain_name");
            found.report(at, "a certificate for no name", "set `domain_name`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn it_is_for_a_name() {
        let certificate = |name: Option<&str>, key: Option<&str>| json!({"aws_acm_certificate": {"a": {"domain_name": name, "private_key": key}}});
        breaks(
            &RULE,
            certificate(None, None),
            &["aws_acm_certificate.a: domain_name: a certificate for no name"],
        );
        holds(&RULE, certificate(Some("${var.name}"), None));
        holds(&RULE, certificate(None, Some("${var.key}")));
    }
}
