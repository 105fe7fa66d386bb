//! A deployment may start a task before it stops one, or stop one before it starts one.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::lifecycle::ignores;

pub(crate) const RULE: Rule = Rule {
    id: "service-deployment-possible",
    severity: Severity::Error,
    summary: "a deployment may start a task before it stops one, or stop one before it starts one",
    why: "no deployment ever ends: nothing may be started, and nothing stopped",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let daemon = service.get("scheduling_strategy").text().is(&"DAEMON".into());
        let controller = service.path_to(["deployment_controller", "type"]).text();
        if daemon || matches!(&controller, Read::Known(kind) if kind != "ECS") {
            continue;
        }
        let (least, most) =
            (service.get("deployment_minimum_healthy_percent"), service.get("deployment_maximum_percent"));
        let Some(minimum) = found.known(least, least.integer().or(100)) else { continue };
        let Some(maximum) = found.known(most, most.integer().or(200)) else { continue };
        if minimum >= 100 && maximum <= 100 {
            let message = format!(
                "at least {minimum} and at most {maximum} percent of the tasks run during a deployment"
            );
            found.report(most, message, "raise the maximum, or lower the minimum");
            continue;
        }
        if ignores(service, "desired_count") {
            continue;
        }
        // The most is rounded down, the least up.
        let Read::Known(desired @ 1..=10_000) = service.get("desired_count").integer() else { continue };
        if desired * maximum / 100 <= desired && (desired * minimum + 99) / 100 >= desired {
            let message =
                format!("of {desired} tasks, {minimum} to {maximum} percent leave room for no other number");
            found.report(most, message, "raise the maximum, or lower the minimum");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn deployments_can_end() {
        let of = |minimum: serde_json::Value, maximum: serde_json::Value, desired: i64| {
            json!({"aws_ecs_service": {"a": {
                "deployment_minimum_healthy_percent": minimum,
                "deployment_maximum_percent": maximum,
                "desired_count": desired,
            }}})
        };
        let at = "aws_ecs_service.a: deployment_maximum_percent";
        breaks(
            &RULE,
            of(json!(null), json!(100), 0),
            &[&format!("{at}: at least 100 and at most 100 percent of the tasks run during a deployment")],
        );
        breaks(
            &RULE,
            of(json!(60), json!(150), 1),
            &[&format!("{at}: of 1 tasks, 60 to 150 percent leave room for no other number")],
        );
        holds(&RULE, of(json!(50), json!(150), 2));
        holds(&RULE, of(json!(0), json!(100), 1));
        holds(&RULE, of(json!(null), json!(null), 1));
        unjudged(&RULE, of(json!(100), json!("${var.x}"), 1));
        let mut daemon = of(json!(100), json!(100), 1);
        daemon["aws_ecs_service"]["a"]["scheduling_strategy"] = json!("DAEMON");
        holds(&RULE, daemon);
    }
}
