//! The health check of a container says all that AWS would add to it.

use crate::containers::{each, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-health-check-complete",
    severity: Severity::Warning,
    summary: "the health check of a container says all that AWS would add to it",
    why: "every plan shows the values that AWS adds, and the task definition is made anew each time",
    source: Some("https://github.com/hashicorp/terraform-provider-aws/issues/11526"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let health_check = container.get("healthCheck");
        if !health_check.is_present() {
            return;
        }
        for key in ["interval", "retries", "timeout"] {
            let at = member(health_check, key);
            if !at.is_present() {
                let message = format!("the health check of container `{}` has no `{key}`", container.title());
                found.report(at, message, format!("write `{key}`"));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds};

    #[test]
    fn health_checks_are_complete() {
        let of = |retries: serde_json::Value| {
            fargate(
                &json!([{"name": "a", "healthCheck": {"command": [], "interval": 30, "timeout": 5, "retries": retries}}]),
            )
        };
        breaks(
            &RULE,
            of(json!(null)),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].healthCheck.retries: the health check of container `a` has no `retries`",
            ],
        );
        holds(&RULE, of(json!(3)));
        holds(&RULE, fargate(&json!([{"name": "a"}])));
    }
}
