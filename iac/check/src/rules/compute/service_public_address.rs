//! The tasks of a service have no public address.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-public-address",
    severity: Severity::Warning,
    summary: "the tasks of a service have no public address",
    why: "one rule too many in a security group, and the internet reaches the task",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for service in context.resources("aws_ecs_service") {
        let at = service.path_to(["network_configuration", "assign_public_ip"]);
        if found.boolean(at, false) == Some(true) {
            let fix = "set `assign_public_ip` to `false`, and give the subnets a NAT gateway or endpoints";
            found.report(at, "each task has a public address", fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn tasks_are_private() {
        let of = |public: serde_json::Value| json!({"aws_ecs_service": {"a": {"network_configuration": {"assign_public_ip": public}}}});
        breaks(
            &RULE,
            of(json!(true)),
            &["aws_ecs_service.a: network_configuration.assign_public_ip: each task has a public address"],
        );
        holds(&RULE, of(json!(false)));
        holds(&RULE, of(json!(null)));
        unjudged(&RULE, of(json!("${var.x}")));
    }
}
