//! A container has a name of at most 255 letters, digits, hyphens and underscores.

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-name-legal",
    severity: Severity::Error,
    summary: "a container has a name of at most 255 letters, digits, hyphens and underscores",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let at = container.get("name");
        let legal = |name: &str| {
            (1..=255).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        if !at.is_present() {
            found.report(at, "a container has no name", "give it one");
        } else if let Some(name) = found.text(at)
            && !legal(&name)
        {
            let fix = "use at most 255 letters, digits, hyphens and underscores";
            found.report(at, "AWS does not take this for a container's name", fix);
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
    fn names_are_plain() {
        let named = |name: &serde_json::Value| fargate(&json!([{"name": name}]));
        let at = "aws_ecs_task_definition.a: container_definitions[0].name";
        breaks(&RULE, named(&json!(null)), &[&format!("{at}: a container has no name")]);
        for wrong in ["a b", "a.b", "", &"a".repeat(256)] {
            let said = format!("{at}: AWS does not take this for a container's name");
            breaks(&RULE, named(&json!(wrong)), &[&said]);
        }
        holds(&RULE, named(&json!("a-b_C1")));
        unjudged(&RULE, named(&json!("${var.name}")));
    }
}
