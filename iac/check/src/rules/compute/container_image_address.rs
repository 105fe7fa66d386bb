//! What an image begins with is the address of a repository.

use configuration::{Kind, Piece, Read};

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-image-address",
    severity: Severity::Error,
    summary: "an image that begins with something of a repository or a parameter begins with the repository's URL, or the parameter's value",
    why: "no task starts: there is no such image",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html#ECS-Type-ContainerDefinition-image",
    ),
    check,
};

/// What an image may begin with, by what has it. A registry's id is the account, which its address begins with.
const BEGINNINGS: [(&str, &[&str]); 2] = [
    ("aws_ecr_repository", &["repository_url", "registry_id"]),
    ("aws_ssm_parameter", &["value", "insecure_value"]),
];

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let image = container.get("image");
        let Read::Known(symbol) = image.symbol() else { return };
        let target = match symbol.0.first() {
            Some(Piece::Attribute(target)) => target,
            Some(Piece::Unknown) => return found.unjudged(image),
            _ => return,
        };
        let Kind::Resource(_, ty) = target.block.kind else { return };
        let Some((_, attributes)) = BEGINNINGS.iter().find(|(of, _)| *of == ty) else {
            return found.unjudged(image);
        };
        if !attributes.contains(&target.attribute) {
            let (title, address) = (container.title(), target.block.address());
            let message =
                format!("the image of container `{title}` begins with `{}` of `{address}`", target.attribute);
            found.report(image, message, format!("let it begin with `{}`", attributes[0]));
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
    fn images_begin_with_an_address() {
        let of = |image: &str, pointer: &str| {
            let mut document = fargate(&json!([{"name": "a", "image": image}]));
            document["aws_ecr_repository"] = json!({"a": {"name": "a"}});
            document["aws_imagebuilder_image"] = json!({"a": {}});
            document["aws_ssm_parameter"] = json!({"a": {"value": pointer}});
            document
        };
        let (url, value) =
            ("${aws_ecr_repository.a.repository_url}:1", "${nonsensitive(aws_ssm_parameter.a.value)}");
        for right in [
            url,
            value,
            "nginx:1",
            "${aws_ecr_repository.a.registry_id}.dkr.ecr.us-east-1.amazonaws.com/${aws_ecr_repository.a.name}:1",
        ] {
            holds(&RULE, of(right, url));
        }
        let at = "aws_ecs_task_definition.a: container_definitions[0].image";
        let arn = "${aws_ecr_repository.a.arn}:1";
        let said = format!("{at}: the image of container `a` begins with `arn` of `aws_ecr_repository.a`");
        breaks(&RULE, of(arn, url), &[&said]);
        breaks(&RULE, of(value, arn), &[&said]);
        let said = format!("{at}: the image of container `a` begins with `arn` of `aws_ssm_parameter.a`");
        breaks(&RULE, of("${aws_ssm_parameter.a.arn}", url), &[&said]);
        unjudged(&RULE, of("${var.image}", url));
        unjudged(&RULE, of("${aws_imagebuilder_image.a.arn}", url));
    }
}
