//! The execution role may pull the images of its tasks.

use crate::context::Context;
use crate::found::Found;
use crate::policies::needs::Purpose;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "execution-role-pulls",
    severity: Severity::Error,
    summary: "the execution role of a task may pull its images from ECR",
    why: "no task starts: CannotPullContainerError",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    super::execution_role_covers::check(context, found, Purpose::Pull);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::execution_role_covers::document;
    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn image(image: &str) -> Value {
        json!({"image": image})
    }

    fn pull(repository: &str) -> [Value; 2] {
        [
            json!({"Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"}),
            json!({
                "Effect": "Allow", "Resource": repository,
                "Action": ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            }),
        ]
    }

    #[test]
    fn the_task_pulls() {
        let a = "${aws_ecr_repository.a.repository_url}:1";
        for repository in [
            "${aws_ecr_repository.a.arn}",
            "arn:aws:ecr:us-east-1:123456789012:repository/a",
            "arn:aws:ecr:*:*:repository/*",
            "*",
        ] {
            holds(&RULE, document(&image(a), &pull(repository)));
        }
        holds(
            &RULE,
            document(
                &image("123456789012.dkr.ecr.us-east-1.amazonaws.com/a@sha256:1"),
                &pull("${aws_ecr_repository.a.arn}"),
            ),
        );
        holds(&RULE, document(&image("public.ecr.aws/nginx/nginx:1"), &[]));
        breaks(
            &RULE,
            document(&image(a), &pull("${aws_ecr_repository.b.arn}")),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].image: the execution role `aws_iam_role.a` may not do `ecr:BatchCheckLayerAvailability`, `ecr:GetDownloadUrlForLayer`, `ecr:BatchGetImage` on `arn:aws:ecr:us-east-1:123456789012:repository/a`",
            ],
        );
        breaks(
            &RULE,
            document(&image(a), &pull("*")[1..]),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].image: the execution role `aws_iam_role.a` may not do `ecr:GetAuthorizationToken` on `*`",
            ],
        );
        unjudged(&RULE, document(&image("${var.image}"), &pull("${aws_ecr_repository.a.arn}")));
        unjudged(&RULE, document(&image(a), &pull("${var.repository}")));
    }

    #[test]
    fn policies_are_found_wherever_they_are() {
        let mut managed = document(&image("${aws_ecr_repository.a.repository_url}:1"), &[]);
        managed["resource"]["aws_iam_role_policy_attachment"]["b"] = json!({
            "policy_arn": "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy", "role": "a",
        });
        holds(&RULE, managed.clone());
        managed["resource"]["aws_iam_role_policy_attachment"]["b"]["policy_arn"] = json!("${var.policy}");
        unjudged(&RULE, managed);
        // A module: who calls it may attach the policy.
        let mut module = document(&image("${aws_ecr_repository.a.repository_url}:1"), &[]);
        module.as_object_mut().unwrap().remove("provider");
        unjudged(&RULE, module);
        let mut inline = document(&image("${aws_ecr_repository.a.repository_url}:1"), &[]);
        inline["resource"]["aws_iam_role_policy"] = json!({"a": {"role": "${aws_iam_role.a.id}", "policy": super::super::documents::policy(&pull("*"))}});
        holds(&RULE, inline);
    }
}
