//! A service and a cluster are called by at most 255 letters, digits, hyphens and underscores.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "service-name-legal",
    severity: Severity::Error,
    summary: "a service and a cluster are called by at most 255 letters, digits, hyphens and underscores",
    why: "AWS refuses it",
    source: Some("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for ty in ["aws_ecs_service", "aws_ecs_cluster"] {
        for node in context.resources(ty) {
            let at = node.get("name");
            let legal = |name: &str| {
                (1..=255).contains(&name.len())
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            };
            if found.text(at).is_some_and(|name| !legal(&name)) {
                let fix = "use at most 255 letters, digits, hyphens and underscores";
                found.report(at, "AWS does not take this for a name", fix);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn names_are_plain() {
        let of = |name: &str| json!({"aws_ecs_service": {"a": {"name": name}}});
        for wrong in ["a.b", "a b", "", &"a".repeat(256)] {
            breaks(&RULE, of(wrong), &["aws_ecs_service.a: name: AWS does not take this for a name"]);
        }
        holds(&RULE, of(&"a".repeat(255)));
        unjudged(&RULE, of("${var.x}"));
    }
}
