//! An image is named by a tag of its own or by its digest.

use configuration::{Piece, Read, Symbol};

use crate::containers::each;
use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "container-image-pinned",
    severity: Severity::Warning,
    summary: "an image is named by a tag of its own or by its digest",
    why: "a task that starts later may run something else than the one beside it",
    source: Some(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    each(context.tasks(), found, |_, container, found| {
        let at = container.get("image");
        let Read::Known(Symbol(pieces)) = at.symbol() else { return };
        // Only the end of the name counts.
        let end = match pieces.last() {
            Some(Piece::Literal(text)) => text.as_ref(),
            // The address of a repository, and nothing behind it.
            Some(Piece::Attribute(target)) if target.attribute == "repository_url" => "",
            Some(Piece::Attribute(_) | Piece::Unknown) => return found.unjudged(at),
            None => return,
        };
        let last = end.rsplit('/').next().unwrap_or_default();
        let moves = !last.contains('@') && last.split_once(':').is_none_or(|(_, tag)| tag == "latest");
        if moves {
            let message =
                format!("the image of container `{}` is whatever was pushed last", container.title());
            found.report(at, message, "name it by a tag that is never moved, or by its digest");
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
    fn images_stay_the_same() {
        let of = |image: &str| {
            let mut document = fargate(&json!([{"name": "a", "image": image}]));
            document["aws_ecr_repository"] = json!({"x": {}});
            document
        };
        let at = "aws_ecs_task_definition.a: container_definitions[0].image";
        for wrong in [
            "nginx",
            "nginx:latest",
            "host:5000/nginx",
            "${aws_ecr_repository.x.repository_url}",
            "${aws_ecr_repository.x.repository_url}:latest",
        ] {
            let said = format!("{at}: the image of container `a` is whatever was pushed last");
            breaks(&RULE, of(wrong), &[&said]);
        }
        for right in ["nginx:1.27", "host:5000/nginx@sha256:0f", "${aws_ecr_repository.x.repository_url}:7"] {
            holds(&RULE, of(right));
        }
        unjudged(&RULE, of("${var.image}"));
    }
}
