//! A policy or scheduled action scales what a target registers.

use std::collections::HashSet;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::scaling::resource_id::key;

pub(crate) const RULE: Rule = Rule {
    id: "scaling-target-registered",
    severity: Severity::Error,
    summary: "a policy or scheduled action scales what a target registers",
    why: "AWS refuses it: nothing is registered",
    source: Some(
        "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    let targets: Vec<_> =
        context.resources("aws_appautoscaling_target").map(|target| key(target.get("resource_id"))).collect();
    let open = targets.contains(&None) || is_open(context);
    let registered: HashSet<String> = targets.into_iter().flatten().collect();
    for ty in ["aws_appautoscaling_policy", "aws_appautoscaling_scheduled_action"] {
        for node in context.resources(ty) {
            let at = node.get("resource_id");
            // A reference to a target is one, whatever that registers.
            let refers = at
                .target()
                .known()
                .is_some_and(|target| target.block.resource_type() == Some("aws_appautoscaling_target"));
            if refers || !at.is_present() {
                continue;
            }
            match key(at) {
                Some(key) if registered.contains(&key) => {}
                Some(_) if !open => {
                    let fix = "refer to the `resource_id` of an `aws_appautoscaling_target`";
                    found.report(at, "no target registers this", fix);
                }
                _ => found.unjudged(at),
            }
        }
    }
}

fn is_open(context: &Context<'_>) -> bool {
    let configuration = context.configuration;
    !configuration.documents().complete || configuration.others("module").next().is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn what_is_scaled_is_registered() {
        let of = |id: &str, registered: &str| {
            json!({
                "aws_appautoscaling_policy": {"a": {"resource_id": id}},
                "aws_appautoscaling_target": {"a": {"resource_id": registered}},
            })
        };
        breaks(
            &RULE,
            of("service/main/b", "service/main/a"),
            &["aws_appautoscaling_policy.a: resource_id: no target registers this"],
        );
        holds(&RULE, of("service/main/a", "service/main/a"));
        holds(&RULE, of("${aws_appautoscaling_target.a.resource_id}", "${var.x}"));
        unjudged(&RULE, of("service/main/a", "${var.x}"));
        unjudged(&RULE, of("${var.x}", "service/main/a"));
    }
}
