//! A rule of a lifecycle policy says of which images it keeps how many, in the words of ECR.

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};
use crate::rules::images::lifecycle::policies;

pub(crate) const RULE: Rule = Rule {
    id: "image-lifecycle-selection",
    severity: Severity::Error,
    summary: "a rule of a lifecycle policy says of which images it keeps how many, in the words of ECR",
    why: "AWS refuses the policy",
    source: Some("https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"),
    check,
};

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for (_, policy) in policies(context, found) {
        for rule in policy.get("rules").elements() {
            let priority = rule.get("rulePriority");
            if !priority.is_present() || found.integer(priority).is_some_and(|priority| priority < 1) {
                found.report(priority, "a rule has no priority of at least 1", "set `rulePriority`");
            }
            let selection = rule.get("selection");
            tags(selection, found);
            count(selection, found);
            let action = rule.path_to(["action", "type"]);
            if !action.is_present()
                || found.text(action).is_some_and(|action| !ACTIONS.contains(&action.as_ref()))
            {
                found.report(
                    action,
                    "a rule does nothing that ECR knows",
                    "set `type` of `action` to `expire`",
                );
            }
        }
    }
}

const ACTIONS: [&str; 2] = ["expire", "transition"];
const COUNTS: [&str; 4] =
    ["imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned"];

/// Which images, by their tags.
fn tags<'c>(selection: Node<'c>, found: &mut Found<'_, 'c>) {
    let at = selection.get("tagStatus");
    let (patterns, prefixes) = (selection.get("tagPatternList"), selection.get("tagPrefixList"));
    let Some(status) = found.known(at, at.text().or("".into())) else { return };
    let named = [patterns, prefixes].into_iter().find(|list| list.elements().next().is_some());
    match status.as_ref() {
        "tagged" if named.is_none() => {
            found.report(
                patterns,
                "a rule for tagged images names no tags",
                "set `tagPatternList`, `[\"*\"]` for all",
            );
        }
        "tagged" if patterns.is_present() && prefixes.is_present() => {
            found.report(prefixes, "a rule has patterns and prefixes", "keep to one of the two lists");
        }
        "tagged" => {}
        "untagged" | "any" => {
            if let Some(list) = named {
                let message = format!("a rule for {status} images names tags");
                found.report(list, message, "remove the list, or set `tagStatus` to `tagged`");
            }
        }
        _ => found.report(at, "a rule is for no images", "set `tagStatus` to `tagged`, `untagged` or `any`"),
    }
}

/// How many of them, or for how long.
fn count<'c>(selection: Node<'c>, found: &mut Found<'_, 'c>) {
    let (kind, unit, number) =
        (selection.get("countType"), selection.get("countUnit"), selection.get("countNumber"));
    if !number.is_present() || found.integer(number).is_some_and(|number| number < 1) {
        found.report(number, "a rule counts to nothing", "set `countNumber` to at least 1");
    }
    let Some(counted) = found.known(kind, kind.text().or("".into())) else { return };
    if !COUNTS.contains(&counted.as_ref()) {
        found.report(
            kind,
            "a rule counts nothing that ECR knows",
            format!("choose one of {}", COUNTS.join(", ")),
        );
    } else if counted == "imageCountMoreThan" {
        if unit.is_present() {
            found.report(unit, "images are counted, and have no unit", "remove `countUnit`");
        }
    } else if !unit.is_present() || found.text(unit).is_some_and(|unit| unit != "days") {
        found.report(unit, "time is counted in days", "set `countUnit` to `days`");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::RULE;
    use crate::testing::{breaks, holds, unjudged};

    fn of(change: &serde_json::Value, action: &str) -> serde_json::Value {
        let mut selection =
            json!({"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 5});
        selection.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let rules =
            json!({"rules": [{"rulePriority": 1, "selection": selection, "action": {"type": action}}]});
        json!({"aws_ecr_lifecycle_policy": {"a": {"policy": rules.to_string()}}})
    }

    #[test]
    fn rules_select() {
        let at = "aws_ecr_lifecycle_policy.a: policy.rules[0].selection";
        for (wrong, said) in [
            (json!({"tagStatus": "tagged"}), "tagPatternList: a rule for tagged images names no tags"),
            (
                json!({"tagStatus": "any", "tagPrefixList": ["v"]}),
                "tagPrefixList: a rule for any images names tags",
            ),
            (json!({"tagStatus": "all"}), "tagStatus: a rule is for no images"),
            (json!({"countNumber": 0}), "countNumber: a rule counts to nothing"),
            (json!({"countType": "images"}), "countType: a rule counts nothing that ECR knows"),
            (json!({"countUnit": "days"}), "countUnit: images are counted, and have no unit"),
            (json!({"countType": "sinceImagePushed"}), "countUnit: time is counted in days"),
            (
                json!({"tagStatus": "tagged", "tagPrefixList": ["v"], "tagPatternList": ["v*"]}),
                "tagPrefixList: a rule has patterns and prefixes",
            ),
        ] {
            breaks(&RULE, of(&wrong, "expire"), &[&format!("{at}.{said}")]);
        }
        for right in [
            json!({"tagStatus": "tagged", "tagPatternList": ["*"]}),
            json!({"tagStatus": "tagged", "tagPrefixList": ["v"]}),
            json!({"tagStatus": "any", "tagPrefixList": []}),
            json!({"countType": "sinceImagePushed", "countUnit": "days"}),
        ] {
            holds(&RULE, of(&right, "expire"));
        }
        unjudged(&RULE, of(&json!({"countNumber": "${var.x}"}), "expire"));
    }

    #[test]
    fn rules_do_something() {
        breaks(
            &RULE,
            of(&json!({}), "delete"),
            &["aws_ecr_lifecycle_policy.a: policy.rules[0].action.type: a rule does nothing that ECR knows"],
        );
    }
}
