//! A task on Fargate that pulls from ECR, logs to CloudWatch or is given secrets has an execution role.

use configuration::Piece;

use crate::containers::Container;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "task-execution-role-present",
    severity: Severity::Error,
    summary: "a task on Fargate that pulls from ECR, logs to CloudWatch or is given secrets has an execution role",
    why: "the task cannot start: nobody may fetch its image, its secrets, or write its log",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for task in context.tasks().all() {
        let role = task.node.get("execution_role_arn");
        if role.is_present() || !task.is_fargate(found) {
            continue;
        }
        let reason = task.containers(found).iter().find_map(|container| reason(*container));
        if let Some(reason) = reason {
            let message = format!("the task has no execution role, and {reason}");
            found.report(role, message, "give it a role that may fetch what the task starts with");
        }
    }
}

/// What the container needs the role for.
fn reason(container: Container<'_>) -> Option<&'static str> {
    let image = container.get("image");
    let from_repository =
        |target: configuration::Target<'_>| target.block.resource_type() == Some("aws_ecr_repository");
    let pieces = image.symbol().known().map_or(Vec::new(), |symbol| symbol.0);
    let is_private = pieces.iter().any(|piece| match piece {
        Piece::Literal(text) => text.contains(".dkr.ecr."),
        Piece::Attribute(target) => from_repository(*target),
        Piece::Unknown => false,
    });
    if is_private {
        return Some("pulls an image from ECR");
    }
    if container.log_driver().text().is(&"awslogs".into()) {
        return Some("logs to CloudWatch");
    }
    container.secrets().next().map(|_| "is given secrets")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::containers::fargate;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn what_is_fetched_needs_a_role() {
        let document = |container: &serde_json::Value, role: &serde_json::Value| {
            let mut document = fargate(&json!([container]));
            document["aws_ecs_task_definition"]["a"]["execution_role_arn"] = role.clone();
            document
        };
        for (container, reason) in [
            (json!({"image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1"}), "pulls an image from ECR"),
            (json!({"logConfiguration": {"logDriver": "awslogs"}}), "logs to CloudWatch"),
            (json!({"secrets": [{"name": "A", "valueFrom": "a"}]}), "is given secrets"),
        ] {
            let said = format!(
                "aws_ecs_task_definition.a: execution_role_arn: the task has no execution role, and {reason}"
            );
            breaks(&RULE, document(&container, &json!(null)), &[&said]);
            holds(&RULE, document(&container, &json!("${aws_iam_role.x.arn}")));
        }
        holds(&RULE, document(&json!({"image": "nginx:1"}), &json!(null)));
        let mut unknown = document(&json!({}), &json!(null));
        unknown["aws_ecs_task_definition"]["a"]["container_definitions"] = json!("${jsonencode(local.x)}");
        unjudged(&RULE, unknown);
    }
}
