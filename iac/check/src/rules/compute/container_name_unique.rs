//! No two containers of a task have the same name.

use std::collections::HashSet;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-name-unique",
    severity: Severity::Error,
    summary: "no two containers of a task have the same name",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let mut taken = HashSet::new();
        for container in task.containers(found) {
            let at = container.get("name");
            if let Some(name) = found.text(at)
                && !taken.insert(name.clone())
            {
                let message = format!("another container of the task is called `{name}`, too");
                found.report(at, message, "give each container a name of its own");
            }
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
    fn names_are_taken_once() {
        let named = |one: &str, other: &str| fargate(&json!([{"name": one}, {"name": other}]));
        breaks(
            &RULE,
            named("a", "a"),
            &[
                "aws_ecs_task_definition.a: container_definitions[1].name: another container of the task is called `a`, too",
            ],
        );
        holds(&RULE, named("a", "b"));
        unjudged(&RULE, named("a", "${var.b}"));
    }
}
