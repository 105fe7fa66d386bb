//! Production's images do not go with their repository.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "production-images-kept",
    severity: Severity::Warning,
    summary: "production's images do not go with their repository",
    why: "one wrong destroy, and what runs can be started nowhere again",
    source: Some(
        "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecr_repository",
    ),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    if context.is_production() != Some(true) {
        return;
    }
    for repository in context.resources("aws_ecr_repository") {
        let at = repository.get("force_delete");
        if found.boolean(at, false) == Some(true) {
            found.report(
                at,
                "the repository is deleted with the images in it",
                "set `force_delete` to `false`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn production(document: &serde_json::Value, environment: &str) -> serde_json::Value {
        json!({"provider": {"aws": {"default_tags": {"tags": {"environment": environment}}}}, "resource": document})
    }

    #[test]
    fn images_stay() {
        let of = |force: serde_json::Value| json!({"aws_ecr_repository": {"a": {"force_delete": force}}});
        breaks(
            &RULE,
            production(&of(json!(true)), "prod"),
            &["aws_ecr_repository.a: force_delete: the repository is deleted with the images in it"],
        );
        holds(&RULE, production(&of(json!(null)), "prod"));
        holds(&RULE, production(&of(json!(true)), "dev"));
        unjudged(&RULE, production(&of(json!("${var.x}")), "prod"));
    }
}
