//! Container definitions are a JSON list of at least one container.

use configuration::{Json, Read};

use crate::containers::TASK_DEFINITION;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-definitions-json",
    severity: Severity::Error,
    summary: "container definitions are a JSON list of at least one container",
    why: "Terraform or AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.resources(TASK_DEFINITION) {
        let at = task.get("container_definitions");
        let message = match at.document() {
            Read::Known(document) => match document.json() {
                Some(Json::Array(containers)) if containers.is_empty() => "there is no container",
                Some(Json::Array(containers)) if containers.iter().all(|one| one.as_object().is_some()) => {
                    continue;
                }
                _ => "the container definitions are no list of objects",
            },
            // Only text without an expression in it is known to be what it is.
            Read::Unknown if found.text(at).is_some() => "the container definitions are no JSON",
            Read::Unknown | Read::Absent => continue,
        };
        found.secret(at, message, "write a list of container definitions as JSON");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn definitions_are_a_list() {
        let document =
            |text: &str| json!({"aws_ecs_task_definition": {"a": {"container_definitions": text}}});
        for (text, message) in [
            ("[]", "there is no container"),
            ("{}", "the container definitions are no list of objects"),
            ("[{\"name\": \"a\",}]", "the container definitions are no JSON"),
        ] {
            let said = format!("aws_ecs_task_definition.a: container_definitions: {message}");
            breaks(&RULE, document(text), &[&said]);
        }
        holds(&RULE, document("[{\"image\": \"${var.image}\"}]"));
        unjudged(&RULE, document("${file(\"x.json\")}"));
    }
}
