//! A certificate is replaced before the old one is destroyed.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "certificate-replaceable",
    severity: Severity::Warning,
    summary: "a certificate is replaced before the old one is destroyed",
    why: "a change of its names destroys it while a listener uses it, which AWS refuses",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/acm_certificate",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for certificate in context.resources("aws_acm_certificate") {
        let at = certificate.path_to(["lifecycle", "create_before_destroy"]);
        if found.boolean(at, false) == Some(false) {
            found.report(
                at,
                "it would be destroyed before its successor is there",
                "set `create_before_destroy`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn the_successor_comes_first() {
        let certificate = |first: bool| json!({"aws_acm_certificate": {"a": {"lifecycle": [{"create_before_destroy": first}]}}});
        breaks(
            &RULE,
            certificate(false),
            &[
                "aws_acm_certificate.a: lifecycle[0].create_before_destroy: it would be destroyed before its successor is there",
            ],
        );
        holds(&RULE, certificate(true));
    }
}
