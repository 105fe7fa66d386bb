//! A task has as much of a disk as Fargate offers.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-ephemeral-storage",
    severity: Severity::Error,
    summary: "a task that says how large its disk is asks for 21 to 200 GiB",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        for storage in task.node.blocks("ephemeral_storage") {
            let at = storage.get("size_in_gib");
            if let Some(size) = found.integer(at)
                && !(21..=200).contains(&size)
            {
                found.report(
                    at,
                    format!("{size} GiB are not offered"),
                    "choose 21 to 200; 20 there are without it",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn disks_have_bounds() {
        let task = |size: serde_json::Value| json!({"aws_ecs_task_definition": {"a": {"ephemeral_storage": {"size_in_gib": size}}}});
        for size in [20, 201] {
            let said = format!(
                "aws_ecs_task_definition.a: ephemeral_storage.size_in_gib: {size} GiB are not offered"
            );
            breaks(&RULE, task(json!(size)), &[&said]);
        }
        holds(&RULE, task(json!(21)));
        unjudged(&RULE, task(json!("${var.size}")));
    }
}
