//! A tag of a repository is never moved.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "repository-tags-immutable",
    severity: Severity::Warning,
    summary: "a tag of a repository is never moved",
    why: "what was tested and what runs may be two images of one name",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-2"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for repository in context.resources("aws_ecr_repository") {
        let at = repository.get("image_tag_mutability");
        let Some(mutability) = found.known(at, at.text().or("MUTABLE".into())) else { continue };
        if !mutability.starts_with("IMMUTABLE") {
            found.report(
                at,
                "a tag may be moved to another image",
                "set `image_tag_mutability` to `IMMUTABLE`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn tags_stay() {
        let of = |mutability: serde_json::Value| json!({"aws_ecr_repository": {"a": {"image_tag_mutability": mutability}}});
        let said = ["aws_ecr_repository.a: image_tag_mutability: a tag may be moved to another image"];
        breaks(&RULE, of(json!("MUTABLE")), &said);
        breaks(&RULE, of(json!(null)), &said);
        holds(&RULE, of(json!("IMMUTABLE")));
        holds(&RULE, of(json!("IMMUTABLE_WITH_EXCLUSION")));
        unjudged(&RULE, of(json!("${var.x}")));
    }
}
