//! The path of a health check is one.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "health-check-path",
    severity: Severity::Error,
    summary: "the path of a health check begins with `/` and has at most 1,024 characters",
    why: "AWS refuses the target group",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
    ),
    check,
};

const LONGEST: usize = 1_024;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_lb_target_group") {
        for check in group.blocks("health_check") {
            let at = check.get("path");
            let Some(path) = found.text(at) else { continue };
            let length = path.chars().count();
            if !path.starts_with('/') {
                found.report(at, format!("`{path}` does not begin with `/`"), "write the path from the root");
            } else if length > LONGEST {
                found.report(at, format!("a path of {length} characters"), format!("keep to {LONGEST}"));
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
    fn paths_are_paths() {
        let group = |path: &str| json!({"aws_lb_target_group": {"a": {"health_check": {"path": path}}}});
        let said = |said: &str| format!("aws_lb_target_group.a: health_check.path: {said}");
        breaks(&RULE, group("health"), &[&said("`health` does not begin with `/`")]);
        breaks(&RULE, group(&"/".repeat(1_025)), &[&said("a path of 1025 characters")]);
        holds(&RULE, group("/health?deep=1"));
        unjudged(&RULE, group("${var.path}"));
    }
}
