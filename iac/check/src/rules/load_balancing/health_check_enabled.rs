//! The health check of a target group is on, unless the target is a function.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "health-check-enabled",
    severity: Severity::Error,
    summary: "the health check of a target group is on, unless the target is a function",
    why: "AWS refuses the target group",
    source: Some(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for group in context.resources("aws_lb_target_group") {
        let kind = group.get("target_type");
        let Some(kind) = found.known(kind, kind.text().or("instance".into())) else { continue };
        for at in group.blocks("health_check").map(|health_check| health_check.get("enabled")) {
            if kind != "lambda" && found.boolean(at, true) == Some(false) {
                let message = format!("the health of targets of the type `{kind}` is always checked");
                found.report(at, message, "set `enabled` to `true`");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn group(kind: &str, enabled: &str) -> serde_json::Value {
        json!({"aws_lb_target_group": {"a": {"target_type": kind, "health_check": {"enabled": enabled}}}})
    }

    #[test]
    fn health_is_checked() {
        breaks(
            &RULE,
            group("ip", "false"),
            &[
                "aws_lb_target_group.a: health_check.enabled: the health of targets of the type `ip` is always checked",
            ],
        );
        holds(&RULE, group("ip", "true"));
        holds(&RULE, group("lambda", "false"));
        unjudged(&RULE, group("ip", "${var.enabled}"));
    }
}
