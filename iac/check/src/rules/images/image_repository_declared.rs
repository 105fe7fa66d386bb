//! A repository of this account that an image names is declared here.

use configuration::Read;

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "image-repository-declared",
    severity: Severity::Warning,
    summary: "a repository of this account that an image names is declared here",
    why: "the task starts only if somebody else has made the repository",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    // Where no repository is declared, they are some other directory's business.
    if context.resources("aws_ecr_repository").next().is_none() {
        return;
    }
    each(context.tasks(), found, |_, container, found| {
        let at = container.get("image");
        // An image that is a reference leads to what is declared, or another rule says so.
        let Read::Known(image) = at.text() else { return };
        let Some((host, path)) = image.split_once('/') else { return };
        if !host.contains(".dkr.ecr.") {
            return;
        }
        let name = path.split(['@', ':']).next().unwrap_or_default();
        match context.configuration.named("aws_ecr_repository", "name", name) {
            Read::Known(_) => {}
            Read::Unknown => found.unjudged(at),
            Read::Absent => {
                let message = format!("no repository `{name}` is declared here");
                found.report(at, message, "declare it, or name one that is");
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
    fn images_have_repositories() {
        let of = |image: &str, name: &str| {
            let mut document = fargate(&json!([{"name": "a", "image": image}]));
            document["aws_ecr_repository"] = json!({"a": {"name": name}});
            document
        };
        let host = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
        breaks(
            &RULE,
            of(&format!("{host}/team/app:1"), "team/other"),
            &[
                "aws_ecs_task_definition.a: container_definitions[0].image: no repository `team/app` is declared here",
            ],
        );
        for right in
            [format!("{host}/team/app:1"), format!("{host}/team/app@sha256:0f"), "nginx:1".to_owned()]
        {
            holds(&RULE, of(&right, "team/app"));
        }
        holds(&RULE, of("${aws_ecr_repository.a.repository_url}:1", "team/app"));
        unjudged(&RULE, of(&format!("{host}/team/app:1"), "${var.x}"));
    }
}
