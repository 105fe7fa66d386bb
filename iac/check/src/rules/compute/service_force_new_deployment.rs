//! A service with a strategy of capacity providers may be deployed anew.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-force-new-deployment",
    severity: Severity::Warning,
    summary: "a service with a strategy of capacity providers may be deployed anew",
    why: "a change of the strategy destroys the service and makes another",
    source: Some("https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_service"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let at = service.get("force_new_deployment");
        if service.blocks("capacity_provider_strategy").next().is_some()
            && found.boolean(at, false) == Some(false)
        {
            let message = "a change of the strategy would replace the service";
            found.report(at, message, "set `force_new_deployment` to `true`");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn strategies_can_change() {
        let of = |force: serde_json::Value| json!({"aws_ecs_service": {"a": {"force_new_deployment": force, "capacity_provider_strategy": {"capacity_provider": "FARGATE"}}}});
        let said =
            ["aws_ecs_service.a: force_new_deployment: a change of the strategy would replace the service"];
        breaks(&RULE, of(json!(null)), &said);
        breaks(&RULE, of(json!("false")), &said);
        holds(&RULE, of(json!(true)));
        unjudged(&RULE, of(json!("${var.x}")));
        holds(&RULE, json!({"aws_ecs_service": {"a": {"launch_type": "FARGATE"}}}));
    }
}
