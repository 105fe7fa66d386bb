//! What is scaled has a minimum that is not negative, and a maximum that is not below it.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "scaling-bounds",
    severity: Severity::Error,
    summary: "what is scaled has a minimum that is not negative, and a maximum that is not below it",
    why: "AWS refuses it",
    source: Some(
        "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for target in context.resources("aws_appautoscaling_target") {
        judge(target, found);
    }
    for action in context.resources("aws_appautoscaling_scheduled_action") {
        let bounds = action.get("scalable_target_action");
        judge(bounds, found);
        if !["min_capacity", "max_capacity"].iter().any(|bound| bounds.get(bound).is_present()) {
            found.report(
                bounds.get("min_capacity"),
                "a scheduled action sets nothing",
                "set one of the bounds",
            );
        }
    }
}

fn judge<'c>(bounds: Node<'c>, found: &mut Found<'_, 'c>) {
    let (least, most) = (bounds.get("min_capacity"), bounds.get("max_capacity"));
    let (minimum, maximum) = (found.integer(least), found.integer(most));
    for (at, value) in [(least, minimum), (most, maximum)] {
        if value.is_some_and(|value| value < 0) {
            found.report(at, "a number of tasks is negative", "choose at least 0");
        }
    }
    if let (Some(minimum), Some(maximum)) = (minimum, maximum)
        && minimum > maximum
    {
        found.report(
            least,
            format!("the minimum {minimum} is above the maximum {maximum}"),
            "swap them, or raise the maximum",
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn bounds_are_in_order() {
        let of = |least: serde_json::Value, most: i64| json!({"aws_appautoscaling_target": {"a": {"min_capacity": least, "max_capacity": most}}});
        let at = "aws_appautoscaling_target.a: min_capacity";
        breaks(&RULE, of(json!("3"), 2), &[&format!("{at}: the minimum 3 is above the maximum 2")]);
        breaks(&RULE, of(json!(-1), 2), &[&format!("{at}: a number of tasks is negative")]);
        holds(&RULE, of(json!(2), 2));
        unjudged(&RULE, of(json!("${var.x}"), 2));
    }

    #[test]
    fn schedules_set_bounds() {
        let of = |bounds: serde_json::Value| json!({"aws_appautoscaling_scheduled_action": {"a": {"scalable_target_action": bounds}}});
        breaks(
            &RULE,
            of(json!({"min_capacity": 2, "max_capacity": 1})),
            &[
                "aws_appautoscaling_scheduled_action.a: scalable_target_action.min_capacity: the minimum 2 is above the maximum 1",
            ],
        );
        breaks(
            &RULE,
            of(json!({})),
            &[
                "aws_appautoscaling_scheduled_action.a: scalable_target_action.min_capacity: a scheduled action sets nothing",
            ],
        );
        holds(&RULE, of(json!({"min_capacity": 0})));
    }
}
