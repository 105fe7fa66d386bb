//! A container on Fargate is given no capability but `SYS_PTRACE`.

use crate::containers::{each, member};
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-capabilities",
    severity: Severity::Error,
    summary: "a container on Fargate is given no capability but `SYS_PTRACE`",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        let capabilities = member(container.get("linuxParameters"), "capabilities");
        for added in member(capabilities, "add").elements() {
            if !task.is_fargate(found) {
                return;
            }
            if found.text(added).is_some_and(|name| name != "SYS_PTRACE") {
                let message = format!(
                    "container `{}` is given a capability that Fargate does not give",
                    container.title()
                );
                found.report(added, message, "remove it, or run the task on instances");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::{fargate, instances};
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn fargate_gives_one_capability() {
        let of = |added: &str| json!([{"name": "a", "linuxParameters": {"capabilities": {"add": [added], "drop": ["ALL"]}}}]);
        breaks(
            &RULE,
            fargate(&of("NET_ADMIN")),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].linuxParameters.capabilities.add[0]: container `a` is given a capability that Fargate does not give",
            ],
        );
        holds(&RULE, fargate(&of("SYS_PTRACE")));
        holds(&RULE, instances(&of("NET_ADMIN")));
        unjudged(&RULE, fargate(&of("${var.x}")));
    }
}
