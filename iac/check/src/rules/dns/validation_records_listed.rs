//! A validation waits for records that validate its own certificate.

use std::collections::HashSet;

use configuration::Root;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "validation-records-listed",
    severity: Severity::Error,
    summary: "a validation waits for records that validate its own certificate",
    why: "the certificate stays pending, and the apply waits for it until it gives up",
    source: Some("https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for validation in context.resources("aws_acm_certificate_validation") {
        let Some(certificate) = found.target(validation.get("certificate_arn")) else { continue };
        for at in validation.get("validation_record_fqdns").elements() {
            let Some(record) = found.target(at) else { continue };
            let record = context.configuration.node(record.block);
            let mut certificates = HashSet::new();
            record.references(|_, expression| {
                for traversal in expression.traversals() {
                    if let Root::Resource(_, "aws_acm_certificate", name) = traversal.root {
                        certificates.insert(name);
                    }
                }
            });
            if certificates.is_empty() {
                found.unjudged(at);
            } else if !certificates.contains(certificate.block.name) {
                let message = format!(
                    "`{}` validates another certificate than `{}`",
                    record.block().address(),
                    certificate.block.address()
                );
                found.report(at, message, "list the records of this certificate");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(certificate: &str) -> serde_json::Value {
        json!({
            "aws_acm_certificate": {"a": {}, "b": {}},
            "aws_acm_certificate_validation": {"a": {
                "certificate_arn": "${aws_acm_certificate.a.arn}",
                "validation_record_fqdns": ["${aws_route53_record.r.fqdn}"],
            }},
            "aws_route53_record": {"r": {"name": certificate}},
        })
    }

    #[test]
    fn records_are_the_certificates() {
        let name = |name: &str| {
            format!(
                "${{tolist(aws_acm_certificate.{name}.domain_validation_options)[0].resource_record_name}}"
            )
        };
        breaks(
            &RULE,
            document(&name("b")),
            &[
                "aws_acm_certificate_validation.a: validation_record_fqdns[0]: `aws_route53_record.r` validates another certificate than `aws_acm_certificate.a`",
            ],
        );
        holds(&RULE, document(&name("a")));
        unjudged(&RULE, document("${var.name}"));
    }
}
