//! No two policies, and no two scheduled actions, of one service have the same name.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::scaling::resource_id::key;

pub(crate) const RULE: Rule = Rule {
    id: "scaling-name-unique",
    severity: Severity::Error,
    summary: "no two policies, and no two scheduled actions, of one service have the same name",
    why: "the second replaces the first, and each apply swaps them again",
    source: Some(
        "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for ty in ["aws_appautoscaling_policy", "aws_appautoscaling_scheduled_action"] {
        let mut taken: HashMap<(Cow<'c, str>, String), String> = HashMap::new();
        for node in context.resources(ty) {
            let at = node.get("name");
            let Some(name) = found.text(at) else { continue };
            let resource_id = node.get("resource_id");
            let Some(scaled) = key(resource_id) else {
                found.unjudged(resource_id);
                continue;
            };
            if let Some(other) = taken.insert((name, scaled), node.block().address()) {
                let message = format!("`{other}` has this name for the same service");
                found.report(at, message, "give each a name of its own");
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
    fn names_are_taken_once() {
        let of = |one: &str, other: &str, id: &str| {
            json!({"aws_appautoscaling_policy": {
                "a": {"name": one, "resource_id": "service/main/a"},
                "b": {"name": other, "resource_id": id},
            }})
        };
        breaks(
            &RULE,
            of("cpu", "cpu", "service/main/a"),
            &[
                "aws_appautoscaling_policy.b: name: `aws_appautoscaling_policy.a` has this name for the same service",
            ],
        );
        holds(&RULE, of("cpu", "memory", "service/main/a"));
        holds(&RULE, of("cpu", "cpu", "service/main/b"));
        unjudged(&RULE, of("cpu", "${var.x}", "service/main/a"));
    }
}
