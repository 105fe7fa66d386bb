//! A container gives up the rights of the kernel that it does not use.

use crate::containers::{each, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-capabilities-dropped",
    severity: Severity::Warning,
    summary: "a container gives up the rights of the kernel that it does not use",
    why: "who gets into the program may do more than it needs",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        let system = task.node.path_to(["runtime_platform", "operating_system_family"]).text();
        if system.known().is_some_and(|system| system.starts_with("WINDOWS")) {
            return;
        }
        let at = member(member(container.get("linuxParameters"), "capabilities"), "drop");
        let dropped: Vec<_> = at.elements().map(|name| found.text(name)).collect();
        if dropped.is_empty() {
            let message = format!(
                "container `{}` keeps all capabilities that containers start with",
                container.title()
            );
            found.report(at, message, "drop `ALL`, and add what it needs");
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn rights_are_given_up() {
        let of = |dropped: serde_json::Value| {
            fargate(&json!([{"name": "a", "linuxParameters": {"capabilities": {"drop": dropped}}}]))
        };
        breaks(
            &RULE,
            of(json!([])),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].linuxParameters.capabilities.drop: container `a` keeps all capabilities that containers start with",
            ],
        );
        holds(&RULE, of(json!(["ALL"])));
        unjudged(&RULE, of(json!(["${var.x}"])));
    }
}
