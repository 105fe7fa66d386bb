//! A service that rebalances its zones may run more tasks than it wants for a while.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-rebalancing-percent",
    severity: Severity::Error,
    summary: "a service that rebalances its zones may run more tasks than it wants for a while",
    why: "AWS refuses the service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let rebalances = found.text(service.get("availability_zone_rebalancing"));
        if rebalances.is_none_or(|rebalances| rebalances != "ENABLED") {
            continue;
        }
        let at = service.get("deployment_maximum_percent");
        if found.known(at, at.integer().or(200)).is_some_and(|percent| percent <= 100) {
            found.report(
                at,
                "zones are rebalanced by starting a task before one is stopped",
                "choose more than 100",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn rebalancing_needs_room() {
        let of = |rebalancing: &str, percent: serde_json::Value| json!({"aws_ecs_service": {"a": {"availability_zone_rebalancing": rebalancing, "deployment_maximum_percent": percent}}});
        breaks(
            &RULE,
            of("ENABLED", json!(100)),
            &[
                "aws_ecs_service.a: deployment_maximum_percent: zones are rebalanced by starting a task before one is stopped",
            ],
        );
        holds(&RULE, of("ENABLED", json!(101)));
        holds(&RULE, of("ENABLED", json!(null)));
        holds(&RULE, of("DISABLED", json!(100)));
        unjudged(&RULE, of("ENABLED", json!("${var.x}")));
    }
}
