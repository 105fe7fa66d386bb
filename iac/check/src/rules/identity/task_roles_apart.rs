//! What starts a task and what the task itself does are two roles.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-roles-apart",
    severity: Severity::Warning,
    summary: "a task's own role is not its execution role",
    why: "the program can read every secret that starting it takes, and pull what it likes",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.resources("aws_ecs_task_definition") {
        let (own, execution) = (task.get("task_role_arn"), task.get("execution_role_arn"));
        if !own.is_present() || !execution.is_present() {
            continue;
        }
        let same = match (own.target().known(), execution.target().known()) {
            (Some(own), Some(execution)) => own == execution,
            _ => match (found.text(own), found.text(execution)) {
                (Some(own), Some(execution)) => own == execution,
                _ => false,
            },
        };
        if same {
            let message = "the task acts with its execution role";
            found.report(own, message, "give the task a role of its own, with what the program does");
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn roles_are_two() {
        let document = |own: &str, execution: &str| {
            json!({
                "aws_ecs_task_definition": {"a": {"task_role_arn": own, "execution_role_arn": execution}},
                "aws_iam_role": {"a": {}, "b": {}},
            })
        };
        let (a, b) = ("${aws_iam_role.a.arn}", "${aws_iam_role.b.arn}");
        let message = "aws_ecs_task_definition.a: task_role_arn: the task acts with its execution role";
        breaks(&RULE, document(a, a), &[message]);
        breaks(&RULE, document("arn:aws:iam::1:role/a", "arn:aws:iam::1:role/a"), &[message]);
        holds(&RULE, document(a, b));
        unjudged(&RULE, document("${var.role}", b));
    }
}
