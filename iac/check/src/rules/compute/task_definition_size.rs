//! A task definition is at most 64 KiB.

use configuration::Json;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-definition-size",
    severity: Severity::Error,
    summary: "a task definition is at most 64 KiB",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html"),
    check,
};

const MOST: usize = 64 * 1024;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        if task.containers(found).is_empty() {
            continue;
        }
        let at = task.node.get("container_definitions");
        // Spaces do not count, and what expressions become is not known: the text without them is the least it can be.
        let least = at.document().known().and_then(|document| document.json()).map_or(0, least);
        if least > MOST {
            let message = format!("the container definitions alone are {least} bytes");
            found.secret(
                at,
                message,
                "move environment and commands out of it: into the image, or an environment file",
            );
        }
    }
}

/// The bytes of a value as compact JSON, without the expressions in it.
fn least(json: &Json<'_>) -> usize {
    match json {
        Json::Array(elements) => 1 + elements.iter().map(|element| least(element) + 1).sum::<usize>().max(1),
        Json::Object(members) => {
            1 + members.iter().map(|(key, member)| key.len() + 4 + least(member)).sum::<usize>().max(1)
        }
        Json::String(text) if text.as_str().contains("${") => 2,
        Json::String(text) => 2 + text.as_str().len(),
        other => other.to_string().len(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds};

    #[test]
    fn definitions_have_an_end() {
        let of = |bytes: usize| fargate(&json!([{"command": ["x".repeat(bytes)]}]));
        breaks(
            &RULE,
            of(64 * 1024),
            &[
                "aws_ecs_task_definition.a: container_definitions: the container definitions alone are 65554 bytes",
            ],
        );
        holds(&RULE, of(60 * 1024));
        let spaced = format!("[{{\"command\": []}}{}]", " ".repeat(70_000));
        holds(&RULE, json!({"aws_ecs_task_definition": {"a": {"container_definitions": spaced}}}));
    }
}
