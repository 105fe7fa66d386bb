//! A record leads to a load balancer whose certificate is validated here.

use std::collections::HashSet;

use configuration::Root;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "load-balancer-has-name",
    severity: Severity::Warning,
    summary: "a record leads to a load balancer whose certificate is validated here",
    why: "clients have the certificate's name, and no way to the load balancer",
    source: None,
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    // Where records are made that validate, those that lead somewhere are made, too.
    if context.resources("aws_acm_certificate_validation").next().is_none() || !context.is_root() {
        return;
    }
    let mut named = HashSet::new();
    let mut open = false;
    for record in context.resources("aws_route53_record") {
        let aliases = record.blocks("alias").map(|alias| alias.get("name"));
        open |= record.makes_blocks("alias");
        for at in aliases.chain(record.get("records").elements()) {
            at.references(|_, expression| {
                for traversal in expression.traversals() {
                    match traversal.root {
                        Root::Resource(_, ty, name) => _ = named.insert((ty, name)),
                        _ => open = true,
                    }
                }
            });
        }
    }
    for balancer in context.resources("aws_lb") {
        let is_public = found.boolean(balancer.get("internal"), false) == Some(false);
        let mut listeners =
            context.configuration.referring("aws_lb_listener", "load_balancer_arn", balancer.block());
        let certified = listeners.any(|listener| {
            let certificate = listener.get("certificate_arn").target().known();
            certificate.is_some_and(|target| target.block.resource_type() == Some("aws_acm_certificate"))
        });
        if !is_public || !certified || named.contains(&("aws_lb", balancer.block().name)) {
            continue;
        }
        // A distribution, or an accelerator, may stand before it.
        let behind = ["aws_cloudfront_distribution", "aws_globalaccelerator_endpoint_group"];
        if open || behind.iter().any(|ty| context.resources(ty).next().is_some()) {
            found.unjudged(balancer);
        } else {
            found.report(
                balancer,
                "no record leads to it",
                "add an `aws_route53_record` with an `alias` to it",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn document(alias: &str) -> serde_json::Value {
        json!({
            "provider": {"aws": {}},
            "resource": {
                "aws_acm_certificate": {"a": {}},
                "aws_acm_certificate_validation": {"a": {"certificate_arn": "${aws_acm_certificate.a.arn}"}},
                "aws_lb": {"a": {}, "other": {}},
                "aws_lb_listener": {"a": {
                    "load_balancer_arn": "${aws_lb.a.arn}",
                    "certificate_arn": "${aws_acm_certificate_validation.a.certificate_arn}",
                }},
                "aws_route53_record": {"a": {"alias": {"name": alias}}},
            },
        })
    }

    #[test]
    fn a_record_leads_there() {
        breaks(&RULE, document("${aws_lb.other.dns_name}"), &["aws_lb.a: : no record leads to it"]);
        holds(&RULE, document("${aws_lb.a.dns_name}"));
        unjudged(&RULE, document("${var.name}"));
    }
}
