//! A record that leads to a load balancer has a name that a certificate of its listeners covers.

use configuration::{Block, Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

use super::names::{covers, full_name};

pub(crate) const RULE: Rule = Rule {
    id: "certificate-covers-record",
    severity: Severity::Error,
    summary: "a record that leads to a load balancer has a name that a certificate of its listeners covers",
    why: "clients refuse the connection: the certificate is somebody else's",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for record in context.resources("aws_route53_record") {
        let aliases = record.blocks("alias").map(|alias| alias.get("name"));
        for at in aliases.chain(record.get("records").elements()) {
            let Read::Known(target) = at.target() else { continue };
            if target.block.resource_type() != Some("aws_lb") {
                continue;
            }
            let Some(name) = full_name(context, found, record) else { continue };
            match certified(context, found, target.block) {
                Some(names) if names.is_empty() || names.iter().any(|certified| covers(certified, &name)) => {
                }
                Some(names) => found.report(
                    record.get("name"),
                    format!(
                        "no certificate of `{}` covers {name}, only {}",
                        target.block.address(),
                        names.join(", ")
                    ),
                    "add the name to the certificate, or a certificate to the listener",
                ),
                None => found.unjudged(record.get("name")),
            }
        }
    }
}

/// The names of all certificates of a load balancer's listeners; none if some are not known.
fn certified<'c>(
    context: &Context<'c>,
    found: &mut Found<'_, 'c>,
    balancer: &'c Block<'c>,
) -> Option<Vec<String>> {
    let all = context.configuration;
    let mut names = Vec::new();
    for listener in all.referring("aws_lb_listener", "load_balancer_arn", balancer) {
        let more = all.referring("aws_lb_listener_certificate", "listener_arn", listener.block());
        let certificates = more.chain([listener]).map(|holder| holder.get("certificate_arn"));
        for certificate in certificates.filter(Node::is_present) {
            let certificate = found.target(certificate)?.block;
            if certificate.resource_type() != Some("aws_acm_certificate") {
                return None;
            }
            let certificate = all.node(certificate);
            let more = certificate.get("subject_alternative_names").elements();
            for name in std::iter::once(certificate.get("domain_name")).chain(more) {
                names.push(found.text(name)?.into_owned());
            }
        }
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(record: &str, certificate: &str) -> serde_json::Value {
        json!({
            "data": {"aws_route53_zone": {"main": {"name": "example.com."}}},
            "resource": {
                "aws_acm_certificate": {"a": {"domain_name": "example.com", "subject_alternative_names": [certificate]}},
                "aws_lb": {"a": {}},
                "aws_lb_listener": {"a": {
                    "load_balancer_arn": "${aws_lb.a.arn}", "certificate_arn": "${aws_acm_certificate.a.arn}",
                }},
                "aws_route53_record": {"a": {
                    "name": record, "zone_id": "${data.aws_route53_zone.main.zone_id}",
                    "alias": [{"name": "${aws_lb.a.dns_name}"}],
                }},
            },
        })
    }

    #[test]
    fn names_are_certified() {
        breaks(
            &RULE,
            document("api.v1", "*.example.com"),
            &[
                "aws_route53_record.a: name: no certificate of `aws_lb.a` covers api.v1.example.com, only example.com, *.example.com",
            ],
        );
        holds(&RULE, document("api", "*.example.com"));
        holds(&RULE, document("example.com", "*.example.com"));
        holds(&RULE, document("", "*.example.com"));
        unjudged(&RULE, document("api.v1", "*.${var.domain}"));
        unjudged(&RULE, document("${var.name}", "*.example.com"));
    }
}
