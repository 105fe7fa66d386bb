//! Each service of production has at least two tasks.

use configuration::{Node, Read};

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::lifecycle::ignores;

pub(crate) const RULE: Rule = Rule {
    id: "production-minimum",
    severity: Severity::Error,
    summary: "each service of production has at least two tasks",
    why: "when one stops, or its zone fails, nobody answers",
    source: Some(
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/use-fault-isolation-to-protect-your-workload.html",
    ),
    check,
};

const LEAST: i64 = 2;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    for service in context.resources("aws_ecs_service") {
        let strategy = service.get("scheduling_strategy");
        if found
            .known(strategy, strategy.text().or("REPLICA".into()))
            .is_none_or(|strategy| strategy != "REPLICA")
        {
            continue;
        }
        let desired = service.get("desired_count");
        match context.scaled().targets(service.block()) {
            Read::Known(targets) => {
                for target in targets {
                    judge(target.get("min_capacity"), found);
                }
            }
            // Somebody else sets the number.
            Read::Absent if ignores(service, "desired_count") => found.unjudged(desired),
            Read::Absent => judge(desired, found),
            Read::Unknown => found.unjudged(desired),
        }
    }
}

fn judge<'c>(at: Node<'c>, found: &mut Found<'_, 'c>) {
    if let Some(count) = found.known(at, at.integer().or(0)).filter(|count| *count < LEAST) {
        found.report(at, format!("a service of production may have {count} tasks"), "run at least two");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn production(document: &serde_json::Value, environment: &str) -> serde_json::Value {
        json!({"provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}}, "resource": document})
    }

    #[test]
    fn production_has_two_tasks() {
        let of = |desired: serde_json::Value| json!({"aws_ecs_service": {"a": {"desired_count": desired}}});
        let said = "aws_ecs_service.a: desired_count: a service of production may have 1 tasks";
        breaks(&RULE, production(&of(json!(1)), "prod"), &[said]);
        holds(&RULE, production(&of(json!(2)), "prod"));
        holds(&RULE, production(&of(json!(1)), "dev"));
        unjudged(&RULE, production(&of(json!("${var.x}")), "prod"));
    }

    #[test]
    fn what_is_scaled_has_a_minimum() {
        let of = |least: u8| {
            json!({
                "aws_appautoscaling_target": {"a": {"resource_id": "service/main/${aws_ecs_service.a.name}", "min_capacity": least}},
                "aws_ecs_service": {"a": {"name": "a", "desired_count": 0, "lifecycle": {"ignore_changes": ["desired_count"]}}},
            })
        };
        breaks(
            &RULE,
            production(&of(1), "prod"),
            &["aws_appautoscaling_target.a: min_capacity: a service of production may have 1 tasks"],
        );
        holds(&RULE, production(&of(2), "prod"));
    }
}
