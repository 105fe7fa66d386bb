//! The names of a certificate are names of hosts: at most 253 characters, labels of at most 63, a star only in
//! front.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::names::mistake;

pub(crate) const RULE: Rule = Rule {
    id: "certificate-name",
    severity: Severity::Error,
    summary: "the names of a certificate are names of hosts: at most 253 characters, labels of at most 63, a star only in front",
    why: "AWS refuses the certificate",
    source: Some("https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for certificate in context.resources("aws_acm_certificate") {
        let more = certificate.get("subject_alternative_names").elements();
        for at in std::iter::once(certificate.get("domain_name")).chain(more) {
            let Some(name) = found.text(at) else { continue };
            let host = name.strip_prefix("*.").unwrap_or(&name);
            let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
            if let Some(mistake) = mistake(&name) {
                found.report(at, mistake, "shorten the name");
            } else if !host.chars().all(legal) || !host.contains('.') {
                let message = format!("`{name}` is no name of a host");
                found.report(at, message, "write labels of letters, digits and `-`, joined by dots");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn certificate(name: &str) -> serde_json::Value {
        json!({"aws_acm_certificate": {"a": {"domain_name": "example.com", "subject_alternative_names": [name]}}})
    }

    #[test]
    fn names_are_hosts() {
        let said = |said: &str| format!("aws_acm_certificate.a: subject_alternative_names[0]: {said}");
        for wrong in ["a.*.example.com", "localhost", "https://example.com", "a b.example.com"] {
            breaks(&RULE, certificate(wrong), &[&said(&format!("`{wrong}` is no name of a host"))]);
        }
        let label = "a".repeat(64);
        let long = format!("the label `{label}` has 64 characters; 63 is the most");
        breaks(&RULE, certificate(&format!("{label}.example.com")), &[&said(&long)]);
        holds(&RULE, certificate("*.api.example.com"));
        unjudged(&RULE, certificate("*.${var.domain}"));
    }
}
