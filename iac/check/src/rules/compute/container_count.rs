//! A task has at most ten containers.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-count",
    severity: Severity::Error,
    summary: "a task has at most ten containers",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html"),
    check,
};

const MOST: usize = 10;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let containers = task.containers(found).len();
        if containers > MOST {
            let at = task.node.get("container_definitions");
            found.secret(at, format!("the task has {containers} containers"), "split it into two tasks");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds};

    #[test]
    fn ten_are_enough() {
        let of = |count: usize| fargate(&vec![json!({}); count].into());
        breaks(
            &RULE,
            of(11),
            &["aws_ecs_task_definition.a: container_definitions: the task has 11 containers"],
        );
        holds(&RULE, of(10));
    }
}
