//! A container on Fargate waits at most 120 seconds for its start and its stop.

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-timeouts",
    severity: Severity::Error,
    summary: "a container on Fargate waits at most 120 seconds for its start and its stop",
    why: "AWS refuses the task definition",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"),
    check,
};

const MOST: i64 = 120;

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |task, container, found| {
        for key in ["startTimeout", "stopTimeout"] {
            let at = container.get(key);
            if found.integer(at).is_some_and(|seconds| !(0..=MOST).contains(&seconds))
                && task.is_fargate(found)
            {
                let message =
                    format!("`{key}` of container `{}` is none that Fargate offers", container.title());
                found.report(at, message, format!("choose at most {MOST} seconds"));
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
    fn two_minutes_are_the_most() {
        let of = |seconds: serde_json::Value| json!([{"name": "a", "stopTimeout": seconds}]);
        breaks(
            &RULE,
            fargate(&of(json!(121))),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].stopTimeout: `stopTimeout` of container `a` is none that Fargate offers",
            ],
        );
        holds(&RULE, fargate(&of(json!(120))));
        holds(&RULE, instances(&of(json!(300))));
        unjudged(&RULE, fargate(&of(json!("${var.x}"))));
    }
}
