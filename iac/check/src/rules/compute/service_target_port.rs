//! A target group expects the port that its service registers.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::targets::targets;

pub(crate) const RULE: Rule = Rule {
    id: "service-target-port",
    severity: Severity::Warning,
    summary: "a target group expects the port that its service registers",
    why: "who reads the target group, or registers a target by hand, is led to a port where nothing listens",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for target in targets(context, found) {
        let at = target.group.get("port");
        let by_address = target.group.get("target_type").text().is(&"ip".into());
        let (Some(expected), Some(registered)) =
            (found.integer(at), found.integer(target.block.get("container_port")))
        else {
            continue;
        };
        if by_address && expected != registered {
            let message = format!(
                "the target group expects port {expected}, and `{}` registers {registered}",
                target.service.block().address()
            );
            found.report(at, message, "make the two the same");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    fn of(group: serde_json::Value, mapping: serde_json::Value) -> serde_json::Value {
        let mut container = json!({"name": "app"});
        container["portMappings"] = vec![mapping].into();
        let mut document = fargate(&vec![container].into());
        document["aws_ecs_service"] = json!({"a": {
            "load_balancer": {"container_name": "app", "container_port": 3000, "target_group_arn": "${aws_lb_target_group.a.arn}"},
            "task_definition": "${aws_ecs_task_definition.a.arn}",
        }});
        document["aws_lb_target_group"]["a"] = group;
        document
    }

    #[test]
    fn ports_agree() {
        let port = |port: serde_json::Value| of(json!({"port": port, "target_type": "ip"}), json!({}));
        breaks(
            &RULE,
            port(json!(80)),
            &[
                "aws_lb_target_group.a: port: the target group expects port 80, and `aws_ecs_service.a` registers 3000",
            ],
        );
        holds(&RULE, port(json!("3000")));
        unjudged(&RULE, port(json!("${var.x}")));
    }
}
