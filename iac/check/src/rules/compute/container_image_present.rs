//! A container has an image of at most 255 characters that an image can be called.

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-image-present",
    severity: Severity::Error,
    summary: "a container has an image of at most 255 characters that an image can be called",
    why: "AWS refuses the task definition, or nothing can be pulled",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let at = container.get("image");
        let legal = |image: &str| {
            (1..=255).contains(&image.len())
                && image.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:./#@".contains(&byte))
        };
        if !at.is_present() {
            let message = format!("container `{}` has no image", container.title());
            found.report(at, message, "name its image");
        } else if let Some(image) = found.text(at)
            && !legal(&image)
        {
            let fix = "write `repository/image:tag` or `repository/image@digest`";
            found.report(at, "no image can be called so", fix);
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
    fn every_container_has_an_image() {
        let of = |image: &serde_json::Value| fargate(&json!([{"name": "a", "image": image}]));
        let at = "aws_ecs_task_definition.a: container_definitions[0].image";
        breaks(&RULE, of(&json!(null)), &[&format!("{at}: container `a` has no image")]);
        for wrong in ["", "a b", "nginx:<tag>"] {
            breaks(&RULE, of(&json!(wrong)), &[&format!("{at}: no image can be called so")]);
        }
        holds(&RULE, of(&json!("a.io/b/c@sha256:0f")));
        unjudged(&RULE, of(&json!("${var.image}")));
    }
}
