//! Production's tasks are not interruptible.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "production-spot",
    severity: Severity::Error,
    summary: "production's tasks are not interruptible",
    why: "AWS takes all of them away at once, with two minutes of notice",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    for (ty, name) in [
        ("aws_ecs_service", "capacity_provider_strategy"),
        ("aws_ecs_cluster_capacity_providers", "default_capacity_provider_strategy"),
    ] {
        for node in context.resources(ty) {
            for item in node.blocks(name) {
                let at = item.get("capacity_provider");
                if found.text(at).is_some_and(|provider| provider == "FARGATE_SPOT") {
                    found.report(at, "tasks of production may be interrupted", "run them on `FARGATE`");
                }
            }
        }
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
    fn production_is_not_interrupted() {
        let of = |provider: &str| json!({"aws_ecs_service": {"a": {"capacity_provider_strategy": {"capacity_provider": provider}}}});
        breaks(
            &RULE,
            production(&of("FARGATE_SPOT"), "prod"),
            &[
                "aws_ecs_service.a: capacity_provider_strategy.capacity_provider: tasks of production may be interrupted",
            ],
        );
        holds(&RULE, production(&of("FARGATE"), "Production"));
        holds(&RULE, production(&of("FARGATE_SPOT"), "dev"));
        unjudged(&RULE, production(&of("${var.x}"), "prod"));
    }
}
