//! A policy or scheduled action waits until its target is registered.

use configuration::{Mode, Root};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "scaling-waits-for-target",
    severity: Severity::Error,
    summary: "a policy or scheduled action waits until its target is registered",
    why: "the first apply fails, or not, as Terraform happens to go",
    source: Some(
        "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    const TARGET: &str = "aws_appautoscaling_target";
    for ty in ["aws_appautoscaling_policy", "aws_appautoscaling_scheduled_action"] {
        for node in context.resources(ty) {
            let mut waits = node.get("depends_on").elements().any(|element| {
                element
                    .text()
                    .known()
                    .is_some_and(|name| name.starts_with(TARGET) || name.starts_with("module."))
            });
            node.references(|_, expression| {
                waits |= expression.traversals().iter().any(|one| match one.root {
                    Root::Resource(Mode::Resource, ty, _) => ty == TARGET,
                    // Whatever is in a module, or handed in.
                    Root::Module(_) | Root::Variable(_) | Root::Local(_) | Root::Builtin(_) => true,
                    Root::Resource(..) => false,
                });
            });
            // A target that is not declared here is registered already.
            if !waits && context.resources(TARGET).next().is_some() {
                let at = node.get("resource_id");
                found.report(
                    at,
                    "nothing here refers to the target",
                    "refer to the `resource_id` of the target",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn policies_wait() {
        let of = |id: &str, depends_on: serde_json::Value| {
            json!({
                "aws_appautoscaling_policy": {"a": {"resource_id": id, "depends_on": depends_on}},
                "aws_appautoscaling_target": {"a": {"resource_id": "service/main/a"}},
            })
        };
        breaks(
            &RULE,
            of("service/main/a", json!(null)),
            &["aws_appautoscaling_policy.a: resource_id: nothing here refers to the target"],
        );
        holds(&RULE, of("${aws_appautoscaling_target.a.resource_id}", json!(null)));
        holds(&RULE, of("service/main/a", json!(["aws_appautoscaling_target.a"])));
        holds(&RULE, of("${var.x}", json!(null)));
    }
}
