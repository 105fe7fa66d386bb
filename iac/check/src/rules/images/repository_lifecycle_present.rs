//! A repository has a lifecycle policy.

use configuration::Read;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "repository-lifecycle-present",
    severity: Severity::Warning,
    summary: "a repository has a lifecycle policy",
    why: "images are kept, and paid for, for ever",
    source: Some("https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-3"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    const POLICY: &str = "aws_ecr_lifecycle_policy";
    for repository in context.resources("aws_ecr_repository") {
        let at = repository.get("name");
        let by_reference =
            context.configuration.referring(POLICY, "repository", repository.block()).next().is_some();
        if by_reference {
            continue;
        }
        // One whose repository is not known may be that of this one.
        let Some(name) = found.text(at) else { continue };
        match context.configuration.named(POLICY, "repository", &name) {
            Read::Known(_) => {}
            Read::Unknown => found.unjudged(at),
            Read::Absent => found.report(
                at,
                "the repository has no lifecycle policy",
                "add an `aws_ecr_lifecycle_policy`",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    #[test]
    fn images_do_not_stay_for_ever() {
        let of = |repository: &str| {
            json!({
                "aws_ecr_lifecycle_policy": {"a": {"repository": repository}},
                "aws_ecr_repository": {"a": {"name": "app"}},
            })
        };
        breaks(&RULE, of("other"), &["aws_ecr_repository.a: name: the repository has no lifecycle policy"]);
        holds(&RULE, of("app"));
        holds(&RULE, of("${aws_ecr_repository.a.name}"));
        unjudged(&RULE, of("${var.x}"));
    }
}
