//! A deployment that fails is stopped and taken back.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-circuit-breaker",
    severity: Severity::Warning,
    summary: "a deployment that fails is stopped and taken back",
    why: "ECS starts tasks that die, again and again, and says nothing",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let controller = service.path_to(["deployment_controller", "type"]);
        if found.known(controller, controller.text().or("ECS".into())).is_none_or(|kind| kind != "ECS")
            || service.makes_blocks("deployment_circuit_breaker")
        {
            continue;
        }
        for key in ["enable", "rollback"] {
            let at = service.path_to(["deployment_circuit_breaker", key]);
            if found.boolean(at, false) == Some(false) {
                let fix = "set `enable` and `rollback` of `deployment_circuit_breaker`";
                found.report(at, "nothing stops a deployment that fails and takes it back", fix);
                break;
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
    fn failures_are_taken_back() {
        let of = |breaker: serde_json::Value| json!({"aws_ecs_service": {"a": {"deployment_circuit_breaker": breaker}}});
        let said = "nothing stops a deployment that fails and takes it back";
        breaks(&RULE, of(json!(null)), &[&format!("aws_ecs_service.a: deployment_circuit_breaker: {said}")]);
        breaks(
            &RULE,
            of(json!({"enable": true, "rollback": false})),
            &[&format!("aws_ecs_service.a: deployment_circuit_breaker.rollback: {said}")],
        );
        holds(&RULE, of(json!([{"enable": true, "rollback": true}])));
        unjudged(&RULE, of(json!({"enable": "${var.x}", "rollback": true})));
        holds(&RULE, json!({"aws_ecs_service": {"a": {"deployment_controller": {"type": "CODE_DEPLOY"}}}}));
    }
}
