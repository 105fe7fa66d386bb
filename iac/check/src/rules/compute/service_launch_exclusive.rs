//! A service has either a launch type or a strategy of capacity providers.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-launch-exclusive",
    severity: Severity::Error,
    summary: "a service has either a launch type or a strategy of capacity providers",
    why: "AWS refuses the service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let at = service.get("launch_type");
        if at.is_present() && service.blocks("capacity_provider_strategy").next().is_some() {
            found.report(at, "there is a strategy of capacity providers, too", "remove `launch_type`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn one_of_two_says_where_tasks_run() {
        let of = |launch: serde_json::Value| json!({"aws_ecs_service": {"a": {"launch_type": launch, "capacity_provider_strategy": [{"capacity_provider": "FARGATE"}]}}});
        breaks(
            &RULE,
            of(json!("FARGATE")),
            &["aws_ecs_service.a: launch_type: there is a strategy of capacity providers, too"],
        );
        holds(&RULE, of(json!(null)));
        holds(&RULE, json!({"aws_ecs_service": {"a": {"launch_type": "FARGATE"}}}));
    }
}
