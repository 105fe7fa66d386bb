//! Tasks with network interfaces of their own are registered by their addresses.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::compute::targets::targets;

pub(crate) const RULE: Rule = Rule {
    id: "service-target-type",
    severity: Severity::Error,
    summary: "tasks with network interfaces of their own are registered by their addresses",
    why: "AWS refuses the service",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for target in targets(context, found) {
        let at = target.group.get("target_type");
        let Some(task) = context.tasks().of_service(target.service, found) else { continue };
        let own = found.text(task.node.get("network_mode")).is_some_and(|mode| mode == "awsvpc");
        let Some(kind) = found.known(at, at.text().or("instance".into())) else { continue };
        if own && kind != "ip" {
            let message = format!(
                "targets are of type `{kind}`, and the tasks of `{}` have addresses",
                target.service.block().address()
            );
            found.report(at, message, "set `target_type` to `ip`");
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
    fn targets_are_addresses() {
        let said = "aws_lb_target_group.a: target_type: targets are of type `instance`, and the tasks of `aws_ecs_service.a` have addresses";
        breaks(&RULE, of(json!({"target_type": "instance"}), json!({})), &[said]);
        breaks(&RULE, of(json!({}), json!({})), &[said]);
        holds(&RULE, of(json!({"target_type": "ip"}), json!({})));
        unjudged(&RULE, of(json!({"target_type": "${var.x}"}), json!({})));
    }
}
