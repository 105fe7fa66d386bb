//! A service has at most 5 target groups, 16 subnets and 5 security groups.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-limits",
    severity: Severity::Error,
    summary: "a service has at most 5 target groups, 16 subnets and 5 security groups",
    why: "AWS refuses the service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let network = service.get("network_configuration");
        for (at, what, most) in [
            (service.get("load_balancer"), "target groups", 5),
            (network.get("subnets"), "subnets", 16),
            (network.get("security_groups"), "security groups", 5),
        ] {
            let count = at.elements().count();
            if count > most {
                found.report(at, format!("the service has {count} {what}"), format!("keep to {most}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds};

    #[test]
    fn services_have_limits() {
        let of = |groups: usize, subnets: usize, security: usize| {
            json!({"aws_ecs_service": {"a": {
                "load_balancer": vec![json!({}); groups],
                "network_configuration": {"subnets": vec!["a"; subnets], "security_groups": vec!["a"; security]},
            }}})
        };
        breaks(&RULE, of(6, 1, 1), &["aws_ecs_service.a: load_balancer: the service has 6 target groups"]);
        breaks(
            &RULE,
            of(1, 17, 1),
            &["aws_ecs_service.a: network_configuration.subnets: the service has 17 subnets"],
        );
        breaks(
            &RULE,
            of(1, 1, 6),
            &["aws_ecs_service.a: network_configuration.security_groups: the service has 6 security groups"],
        );
        holds(&RULE, of(5, 16, 5));
    }
}
