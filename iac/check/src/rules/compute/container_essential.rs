//! At least one container of a task is essential.

use crate::containers::Container;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-essential",
    severity: Severity::Error,
    summary: "at least one container of a task is essential",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let containers = task.containers(found);
        // A container is essential unless it says that it is not.
        let optional = |container: &Container<'c>, found: &mut Found<'_, 'c>| {
            found.boolean(container.get("essential"), true) == Some(false)
        };
        if !containers.is_empty() && containers.iter().all(|container| optional(container, found)) {
            let at = containers[0].get("essential");
            found.report(at, "no container of the task is essential", "make one of them essential");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn one_is_essential() {
        let of =
            |essential: &serde_json::Value| fargate(&json!([{"essential": false}, {"essential": essential}]));
        breaks(
            &RULE,
            of(&json!(false)),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].essential: no container of the task is essential",
            ],
        );
        holds(&RULE, of(&json!(true)));
        holds(&RULE, of(&json!(null)));
        unjudged(&RULE, of(&json!("${var.x}")));
    }
}
