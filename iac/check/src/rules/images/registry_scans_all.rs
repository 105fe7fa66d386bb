//! Where the registry decides what is scanned, it scans every image when it is pushed.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "registry-scans-all",
    severity: Severity::Warning,
    summary: "where the registry decides what is scanned, it scans every image when it is pushed",
    why: "nobody learns that an image has a known weakness",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for registry in context.resources("aws_ecr_registry_scanning_configuration") {
        let at = registry.get("rule");
        if registry.makes_blocks("rule") {
            found.unjudged(at);
            continue;
        }
        let mut covered = false;
        for rule in registry.blocks("rule") {
            let frequency = found.text(rule.get("scan_frequency"));
            let scans = frequency.is_none_or(|frequency| frequency != "MANUAL");
            let filters = rule.blocks("repository_filter");
            covered |= scans
                && filters
                    .into_iter()
                    .any(|filter| found.text(filter.get("filter")).is_none_or(|filter| filter == "*"));
        }
        if !covered {
            found.report(
                at,
                "not all images are scanned when they are pushed",
                "add a rule for `*` that scans on push",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn all_images_are_scanned() {
        let of = |frequency: &str, filter: &str| {
            json!({"aws_ecr_registry_scanning_configuration": {"a": {"rule": [
                {"scan_frequency": frequency, "repository_filter": {"filter": filter}},
            ]}}})
        };
        let said = [
            "aws_ecr_registry_scanning_configuration.a: rule: not all images are scanned when they are pushed",
        ];
        breaks(&RULE, of("MANUAL", "*"), &said);
        breaks(&RULE, of("SCAN_ON_PUSH", "app-*"), &said);
        holds(&RULE, of("CONTINUOUS_SCAN", "*"));
        unjudged(&RULE, of("${var.x}", "*"));
    }
}
