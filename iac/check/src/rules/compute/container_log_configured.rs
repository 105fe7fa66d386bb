//! Every container sends its output to a log.

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-log-configured",
    severity: Severity::Warning,
    summary: "every container sends its output to a log",
    why: "what it said before it died is nowhere",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-9"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let at = container.log_driver();
        // The router of logs is one itself.
        if !at.is_present() && !container.get("firelensConfiguration").is_present() {
            let message = format!("the output of container `{}` goes nowhere", container.title());
            found.report(at, message, "set `logConfiguration`");
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds};

    #[test]
    fn output_goes_somewhere() {
        let of = |log: serde_json::Value| fargate(&json!([{"name": "a", "logConfiguration": log}]));
        breaks(
            &RULE,
            of(json!(null)),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].logConfiguration: the output of container `a` goes nowhere",
            ],
        );
        holds(&RULE, of(json!({"logDriver": "awslogs"})));
        holds(&RULE, fargate(&json!([{"name": "a", "firelensConfiguration": {"type": "fluentbit"}}])));
    }
}
