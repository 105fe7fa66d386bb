//! No container is privileged.

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-privileged",
    severity: Severity::Warning,
    summary: "no container is privileged",
    why: "whoever breaks out of the program has the whole machine, and all other tasks on it",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let at = container.get("privileged");
        if found.boolean(at, false) == Some(true) {
            let message = format!("container `{}` is privileged", container.title());
            found.report(at, message, "remove `privileged`; give single capabilities if it needs them");
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::instances;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn none_is_privileged() {
        let of =
            |privileged: &serde_json::Value| instances(&json!([{"name": "a", "privileged": privileged}]));
        breaks(
            &RULE,
            of(&json!(true)),
            &["aws_ecs_task_definition.a: container_definitions[0].privileged: container `a` is privileged"],
        );
        holds(&RULE, of(&json!(false)));
        holds(&RULE, of(&json!(null)));
        unjudged(&RULE, of(&json!("${var.x}")));
    }
}
