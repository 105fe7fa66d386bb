//! The image before the newest one is kept.

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::images::lifecycle::policies;

pub(crate) const RULE: Rule = Rule {
    id: "image-lifecycle-keeps-previous",
    severity: Severity::Warning,
    summary: "a lifecycle policy keeps more than the newest image that has a tag",
    why: "a push deletes the image that still runs, and there is nothing to go back to",
    source: None,
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, policy) in policies(context, found) {
        for rule in policy.get("rules").elements() {
            let selection = rule.get("selection");
            let is = |key: &'static str, found: &mut Found<'_, 'c>, values: &[&str]| {
                found.text(selection.get(key)).is_some_and(|text| values.contains(&text.as_ref()))
            };
            if !is("tagStatus", found, &["tagged", "any"]) || !is("countType", found, &["imageCountMoreThan"])
            {
                continue;
            }
            // One that moves, as `latest`, is had once.
            let patterns: Vec<_> = selection.get("tagPatternList").elements().collect();
            let is_wild = |text: &str| text.contains('*');
            if !patterns.is_empty()
                && !patterns.iter().all(|pattern| found.text(*pattern).is_some_and(|text| is_wild(&text)))
            {
                continue;
            }
            let number = selection.get("countNumber");
            if found.integer(number) == Some(1) {
                let fix = "keep as many as deployments may be taken back, as in 5";
                found.report(number, "only the newest image is kept", fix);
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
    fn there_is_something_to_go_back_to() {
        let policy = |status: &str, pattern: &str, count: serde_json::Value| {
            let selection = json!({
                "tagStatus": status, "tagPatternList": [pattern], "countType": "imageCountMoreThan", "countNumber": count,
            });
            let rules = json!({"rules": [{"rulePriority": 1, "selection": selection}]});
            json!({"aws_ecr_lifecycle_policy": {"a": {"policy": rules.to_string()}}})
        };
        breaks(
            &RULE,
            policy("tagged", "*", json!(1)),
            &[
                "aws_ecr_lifecycle_policy.a: policy.rules[0].selection.countNumber: only the newest image is kept",
            ],
        );
        holds(&RULE, policy("tagged", "*", json!(2)));
        holds(&RULE, policy("tagged", "latest", json!(1)));
        holds(&RULE, policy("untagged", "*", json!(1)));
        unjudged(&RULE, policy("tagged", "*", json!("${var.count}")));
    }
}
