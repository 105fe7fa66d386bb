//! Images are scanned when they are pushed.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "repository-scanned",
    severity: Severity::Warning,
    summary: "images are scanned when they are pushed",
    why: "nobody learns that an image has a known weakness",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    // The registry may scan all of them.
    let mut registries = context.resources("aws_ecr_registry_scanning_configuration");
    if registries.any(|registry| registry.get("rule").is_present() || registry.makes_blocks("rule")) {
        return;
    }
    for repository in context.resources("aws_ecr_repository") {
        let at = repository.path_to(["image_scanning_configuration", "scan_on_push"]);
        if repository.makes_blocks("image_scanning_configuration") {
            found.unjudged(at);
        } else if found.boolean(at, false) == Some(false) {
            found.report(at, "images are pushed without being scanned", "set `scan_on_push` to `true`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn images_are_scanned() {
        let of = |scanning: serde_json::Value| json!({"aws_ecr_repository": {"a": {"image_scanning_configuration": scanning}}});
        let said = "images are pushed without being scanned";
        breaks(
            &RULE,
            of(json!(null)),
            &[&format!("aws_ecr_repository.a: image_scanning_configuration: {said}")],
        );
        breaks(
            &RULE,
            of(json!([{"scan_on_push": false}])),
            &[&format!("aws_ecr_repository.a: image_scanning_configuration[0].scan_on_push: {said}")],
        );
        holds(&RULE, of(json!({"scan_on_push": true})));
        unjudged(&RULE, of(json!({"scan_on_push": "${var.x}"})));
        let mut registry = of(json!(null));
        registry["aws_ecr_registry_scanning_configuration"] =
            json!({"a": {"rule": {"scan_frequency": "SCAN_ON_PUSH"}}});
        holds(&RULE, registry);
    }
}
