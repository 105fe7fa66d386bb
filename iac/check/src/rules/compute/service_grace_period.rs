//! Only a service with a load balancer has a grace period for its health checks.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-grace-period",
    severity: Severity::Error,
    summary: "only a service with a load balancer has a grace period for its health checks",
    why: "AWS refuses the service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let at = service.get("health_check_grace_period_seconds");
        let balanced = ["load_balancer", "vpc_lattice_configurations"]
            .iter()
            .any(|block| service.get(block).is_present() || service.makes_blocks(block));
        if at.is_present() && !balanced && found.integer(at).is_some_and(|seconds| seconds > 0) {
            found.report(at, "no load balancer checks the health of the service", "remove it");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn grace_is_that_of_load_balancers() {
        let of = |grace: serde_json::Value, balancer: serde_json::Value| json!({"aws_ecs_service": {"a": {"health_check_grace_period_seconds": grace, "load_balancer": balancer}}});
        breaks(
            &RULE,
            of(json!(60), json!(null)),
            &[
                "aws_ecs_service.a: health_check_grace_period_seconds: no load balancer checks the health of the service",
            ],
        );
        holds(&RULE, of(json!(60), json!({"container_name": "a"})));
        holds(&RULE, of(json!(null), json!(null)));
        unjudged(&RULE, of(json!("${var.x}"), json!(null)));
    }
}
