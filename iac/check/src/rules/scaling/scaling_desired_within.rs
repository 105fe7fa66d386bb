//! A service does not want more tasks than scaling lets it have.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "scaling-desired-within",
    severity: Severity::Warning,
    summary: "a service does not want more tasks than scaling lets it have",
    why: "scaling takes the rest away as soon as it looks",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let at = service.get("desired_count");
        let Read::Known(targets) = context.scaled().targets(service.block()) else { continue };
        let Some(desired) = found.integer(at) else { continue };
        for target in targets {
            let most = target.get("max_capacity");
            if let Some(maximum) = found.integer(most).filter(|maximum| desired > *maximum) {
                let message =
                    format!("the service wants {desired} tasks, and scaling lets it have {maximum}");
                found.report(at, message, "raise `max_capacity`, or want fewer");
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
    fn what_is_wanted_may_be_had() {
        let of = |desired: serde_json::Value| {
            json!({
                "aws_appautoscaling_target": {"a": {"resource_id": "service/main/a", "max_capacity": 3}},
                "aws_ecs_service": {"a": {"name": "a", "desired_count": desired}},
            })
        };
        breaks(
            &RULE,
            of(json!(4)),
            &["aws_ecs_service.a: desired_count: the service wants 4 tasks, and scaling lets it have 3"],
        );
        holds(&RULE, of(json!(3)));
        holds(&RULE, of(json!(0)));
        unjudged(&RULE, of(json!("${var.x}")));
    }
}
