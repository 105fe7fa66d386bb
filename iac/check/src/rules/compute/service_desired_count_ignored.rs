//! Terraform leaves the number of tasks alone where it is scaled.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::lifecycle::ignores;

pub(crate) const RULE: Rule = Rule {
    id: "service-desired-count-ignored",
    severity: Severity::Error,
    summary: "Terraform leaves the number of tasks alone where it is scaled",
    why: "every apply sets the number back, under load to fewer tasks than are needed",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_service#ignoring-changes-to-desired-count",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let at = service.get("desired_count");
        if !at.is_present() || ignores(service, "desired_count") {
            continue;
        }
        let targets = context.scaled().targets(service.block());
        if let Some([target, ..]) = found.known(at, targets) {
            let message = format!("the number of tasks is scaled by `{}`", target.block().address());
            found.report(at, message, "add `desired_count` to `ignore_changes` of the service's `lifecycle`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn what_is_scaled_is_left_alone() {
        let of = |ignored: serde_json::Value, scaled: &str| {
            json!({
                "aws_ecs_service": {"a": {"name": "a", "desired_count": 2, "lifecycle": {"ignore_changes": ignored}}},
                "aws_appautoscaling_target": {"a": {"resource_id": scaled}},
            })
        };
        let said = [
            "aws_ecs_service.a: desired_count: the number of tasks is scaled by `aws_appautoscaling_target.a`",
        ];
        breaks(&RULE, of(json!([]), "service/main/${aws_ecs_service.a.name}"), &said);
        breaks(&RULE, of(json!(["tags"]), "service/main/a"), &said);
        holds(&RULE, of(json!(["desired_count"]), "service/main/a"));
        holds(&RULE, of(json!("all"), "service/main/a"));
        holds(&RULE, of(json!([]), "service/main/b"));
        holds(&RULE, of(json!([]), "table/a"));
        unjudged(&RULE, of(json!([]), "service/main/${var.name}"));
    }
}
