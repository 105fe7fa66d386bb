//! The execution role may write the logs of its tasks.

use crate::context::Context;
use crate::found::Found;
use crate::policies::needs::Purpose;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "execution-role-logs",
    severity: Severity::Error,
    summary: "the execution role of a task may make streams in its log group and write to them",
    why: "no task starts: the log driver cannot be initialised",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    super::execution_role_covers::check(context, found, Purpose::Log);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::execution_role_covers::document;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn the_task_logs() {
        let log = |group: &str| -> Value {
            json!({"logConfiguration": {"logDriver": "awslogs", "options": {
                "awslogs-group": group, "awslogs-region": "us-east-1",
            }}})
        };
        let write = |group: &str| {
            [
                json!({"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": group}),
            ]
        };
        let a = "${aws_cloudwatch_log_group.a.name}";
        for group in [
            "${aws_cloudwatch_log_group.a.arn}:log-stream:*",
            "${aws_cloudwatch_log_group.a.arn}:*",
            "arn:aws:logs:us-east-1:123456789012:log-group:/app/*",
            "*",
        ] {
            holds(&RULE, document(&log(a), &write(group)));
            holds(&RULE, document(&log("/app/a"), &write(group)));
        }
        holds(&RULE, document(&json!({"logConfiguration": {"logDriver": "fluentd"}}), &[]));
        // Streams are what is written to: the group alone is not enough.
        for group in ["${aws_cloudwatch_log_group.a.arn}", "${aws_cloudwatch_log_group.b.arn}:*"] {
            breaks(
                &RULE,
                document(&log(a), &write(group)),
                &[
                    "aws_ecs_task_definition.a: container_definitions[0].logConfiguration.options.awslogs-group: the execution role `aws_iam_role.a` may not do `logs:CreateLogStream`, `logs:PutLogEvents` on `arn:aws:logs:us-east-1:123456789012:log-group:/app/a:log-stream:…`",
                ],
            );
        }
        unjudged(&RULE, document(&log("${var.group}"), &write("${aws_cloudwatch_log_group.a.arn}:*")));
    }
}
