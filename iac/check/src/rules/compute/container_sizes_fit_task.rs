//! What the containers of a task ask for fits into the task.

use configuration::Node;

use crate::containers::Container;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-sizes-fit-task",
    severity: Severity::Error,
    summary: "what the containers of a task ask for fits into the task",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let containers = task.containers(found);
        for (argument, keys) in [("cpu", &["cpu"][..]), ("memory", &["memoryReservation", "memory"])] {
            let Some(whole) = found.text(task.node.get(argument)) else { continue };
            let Ok(whole) = whole.parse::<i64>() else { continue };
            if argument == "memory" {
                too_small(containers, found);
            }
            // What is reserved counts if there is such a value, and the limit if not. More than all is never there.
            let sum = sum(containers, keys, found);
            if sum > whole {
                let message =
                    format!("the task has {whole} of `{argument}`, and its containers ask for {sum}");
                found.report(task.node.get(argument), message, "enlarge the task, or lessen its containers");
            }
        }
    }
}

/// The least that Docker gives a container, in MiB.
const LEAST: i64 = 6;

fn too_small<'c>(containers: &[Container<'c>], found: &mut Found<'_, 'c>) {
    for at in
        containers.iter().flat_map(|container| ["memory", "memoryReservation"].map(|key| container.get(key)))
    {
        if let Some(memory) = found.integer(at)
            && memory < LEAST
        {
            found.report(at, format!("{memory} MiB are less than a container can have"), "give it 6 or more");
        }
    }
}

fn sum<'c>(containers: &[Container<'c>], keys: &[&'static str], found: &mut Found<'_, 'c>) -> i64 {
    let mut sum = 0_i64;
    for container in containers {
        let at = keys.iter().map(|key| container.get(key)).find(Node::is_present);
        sum = sum.saturating_add(at.and_then(|at| found.integer(at)).unwrap_or(0));
    }
    sum
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn containers_fit() {
        let of = |one: serde_json::Value, other: serde_json::Value| fargate(&json!([one, other]));
        breaks(
            &RULE,
            of(json!({"memory": 0}), json!({})),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].memory: 0 MiB are less than a container can have",
            ],
        );
        breaks(
            &RULE,
            of(json!({"cpu": 512}), json!({"cpu": 1})),
            &["aws_ecs_task_definition.a: cpu: the task has 512 of `cpu`, and its containers ask for 513"],
        );
        breaks(
            &RULE,
            of(json!({"memory": 1000}), json!({"memory": 2000, "memoryReservation": 100})),
            &[
                "aws_ecs_task_definition.a: memory: the task has 1024 of `memory`, and its containers ask for 1100",
            ],
        );
        holds(&RULE, of(json!({"cpu": 256, "memory": 512}), json!({"cpu": 256, "memory": 512})));
        holds(&RULE, of(json!({}), json!({})));
        unjudged(&RULE, of(json!({"cpu": "${var.cpu}"}), json!({})));
    }
}
