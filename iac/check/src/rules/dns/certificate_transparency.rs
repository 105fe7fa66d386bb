//! A certificate stands in the public logs of certificates.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "certificate-transparency",
    severity: Severity::Warning,
    summary: "a certificate stands in the public logs of certificates",
    why: "browsers refuse one that does not",
    source: Some("https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for certificate in context.resources("aws_acm_certificate") {
        for at in
            certificate.blocks("options").map(|it| it.get("certificate_transparency_logging_preference"))
        {
            if found.text(at).is_some_and(|preference| preference == "DISABLED") {
                found.report(at, "it is kept out of the public logs", "set `ENABLED`, which is the default");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn certificates_are_logged() {
        let certificate = |preference: &str| {
            json!({"aws_acm_certificate": {"a": {
                "options": [{"certificate_transparency_logging_preference": preference}],
            }}})
        };
        breaks(
            &RULE,
            certificate("DISABLED"),
            &[
                "aws_acm_certificate.a: options[0].certificate_transparency_logging_preference: it is kept out of the public logs",
            ],
        );
        holds(&RULE, certificate("ENABLED"));
        unjudged(&RULE, certificate("${var.preference}"));
    }
}
