//! A listener gets a certificate when that is validated.

use configuration::Root;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "listener-waits-for-validation",
    severity: Severity::Error,
    summary: "a listener gets a certificate when that is validated",
    why: "in a first apply AWS refuses the listener: the certificate is still pending",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/acm_certificate_validation",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for ty in ["aws_lb_listener", "aws_lb_listener_certificate"] {
        for listener in context.resources(ty) {
            let at = listener.get("certificate_arn");
            let Some(certificate) = found.target(at) else { continue };
            if certificate.block.resource_type() != Some("aws_acm_certificate") {
                continue;
            }
            let named = context.configuration.node(certificate.block);
            // One that is imported, or comes from a private authority, is issued at once.
            let is_pending = !named.get("private_key").is_present()
                && !named.get("certificate_authority_arn").is_present();
            let mut waits = listener.get("depends_on").is_present();
            at.references(|_, expression| {
                let direct = |root| matches!(root, Root::Resource(_, "aws_acm_certificate", _));
                waits |= !expression.traversals().iter().any(|traversal| direct(traversal.root));
            });
            if is_pending && !waits {
                found.report(
                    at,
                    format!("nothing makes it wait until `{}` is validated", certificate.block.address()),
                    "take `certificate_arn` of its `aws_acm_certificate_validation`",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn listener(certificate: &str) -> serde_json::Value {
        json!({
            "aws_acm_certificate": {"a": {}, "imported": {"private_key": "${var.key}"}},
            "aws_acm_certificate_validation": {"a": {"certificate_arn": "${aws_acm_certificate.a.arn}"}},
            "aws_lb_listener": {"a": {"certificate_arn": certificate}},
        })
    }

    #[test]
    fn validation_comes_first() {
        breaks(
            &RULE,
            listener("${aws_acm_certificate.a.arn}"),
            &[
                "aws_lb_listener.a: certificate_arn: nothing makes it wait until `aws_acm_certificate.a` is validated",
            ],
        );
        holds(&RULE, listener("${aws_acm_certificate_validation.a.certificate_arn}"));
        holds(&RULE, listener("${aws_acm_certificate.imported.arn}"));
        unjudged(&RULE, listener("${var.arn}"));
    }
}
