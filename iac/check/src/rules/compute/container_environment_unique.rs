//! No environment variable of a container is set twice.

use std::collections::HashSet;

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-environment-unique",
    severity: Severity::Error,
    summary: "no environment variable of a container is set twice",
    why: "AWS refuses the task definition if one of the two is a secret, and chooses one of the two if not",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let mut taken = HashSet::new();
        for (at, _) in container.environment().chain(container.secrets()) {
            if let Some(name) = found.text(at)
                && !taken.insert(name.clone())
            {
                let message = format!("container `{}` is given `{name}` twice", container.title());
                found.report(at, message, "remove one of the two");
            }
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
    fn variables_are_set_once() {
        let of = |name: &str| {
            fargate(
                &json!([{"name": "a", "environment": [{"name": "A", "value": "x"}], "secrets": [{"name": name, "valueFrom": "y"}]}]),
            )
        };
        breaks(
            &RULE,
            of("A"),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].secrets[0].name: container `a` is given `A` twice",
            ],
        );
        holds(&RULE, of("B"));
        unjudged(&RULE, of("${var.name}"));
    }
}
