//! A record that validates a certificate has the name, type and value of one certificate, each in its place.

use configuration::{Json, Node, Root};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "validation-record-agrees",
    severity: Severity::Error,
    summary: "a record that validates a certificate has the name, type and value of one certificate, each in its place",
    why: "the certificate stays pending, and the apply waits for it until it gives up",
    source: Some("https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html"),
    check,
};

/// The arguments of a record, and what of the certificate belongs there.
const PLACES: [(&str, &str); 3] = [
    ("name", "resource_record_name"),
    ("records", "resource_record_value"),
    ("type", "resource_record_type"),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for record in context.resources("aws_route53_record") {
        let mut first: Option<&str> = None;
        for (argument, part) in PLACES {
            for at in record.get(argument).elements() {
                let Some(certificate) = validated(at) else { continue };
                let Some(text) = written(at) else { continue };
                let named = PLACES.iter().map(|(_, part)| *part).find(|part| text.contains(part));
                if let Some(named) = named.filter(|named| *named != part) {
                    let message =
                        format!("`{argument}` is given `{named}` of `aws_acm_certificate.{certificate}`");
                    found.report(at, message, format!("give it `{part}`"));
                }
                let expected = *first.get_or_insert(certificate);
                if certificate != expected {
                    let message = format!(
                        "the record is of `aws_acm_certificate.{expected}`, and this of `{certificate}`"
                    );
                    found.report(at, message, "take all parts from one certificate");
                }
            }
        }
        // The type may be written down: it is always the same.
        let ty = record.get("type");
        if first.is_some() && ty.text().known().is_some_and(|ty| ty != "CNAME") {
            found.report(ty, "a record that validates a certificate is a `CNAME`", "set `CNAME`");
        }
    }
}

/// A text as it is written, with its expressions.
fn written(at: Node<'_>) -> Option<&str> {
    if let Some(Json::String(text)) = at.json() { Some(text.as_str()) } else { None }
}

/// The certificate whose validation a value is a part of.
fn validated(at: Node<'_>) -> Option<&str> {
    let mut certificate = None;
    at.references(|_, expression| {
        for traversal in expression.traversals() {
            if let Root::Resource(_, "aws_acm_certificate", name) = traversal.root
                && traversal.attribute == "domain_validation_options"
            {
                certificate.get_or_insert(name);
            }
        }
    });
    certificate
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    fn record(name: &str, certificate: &str, value: &str, ty: &str) -> serde_json::Value {
        let part = |certificate: &str, part: &str| {
            format!("${{tolist(aws_acm_certificate.{certificate}.domain_validation_options)[0].{part}}}")
        };
        json!({"aws_route53_record": {"r": {
            "name": part("a", name), "records": [part(certificate, value)], "type": ty,
        }}})
    }

    #[test]
    fn parts_agree() {
        let (name, value) = ("resource_record_name", "resource_record_value");
        let said = |said: &str| format!("aws_route53_record.r: {said}");
        breaks(
            &RULE,
            record(name, "a", name, "CNAME"),
            &[&said("records[0]: `records` is given `resource_record_name` of `aws_acm_certificate.a`")],
        );
        breaks(
            &RULE,
            record(name, "b", value, "CNAME"),
            &[&said("records[0]: the record is of `aws_acm_certificate.a`, and this of `b`")],
        );
        breaks(
            &RULE,
            record(name, "a", value, "TXT"),
            &[&said("type: a record that validates a certificate is a `CNAME`")],
        );
        holds(&RULE, record(name, "a", value, "CNAME"));
        holds(
            &RULE,
            json!({"aws_route53_record": {"r": {"name": "a", "records": ["${var.value}"], "type": "A"}}}),
        );
    }
}
