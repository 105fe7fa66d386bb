//! The rules of a bucket's lifecycle differ in their ids, and each does something.

use std::collections::HashSet;

use configuration::Node;

use crate::context::Context;
use crate::found::Found;
use crate::rule::{Rule, Severity};

pub(crate) const RULE: Rule = Rule {
    id: "bucket-lifecycle-legal",
    severity: Severity::Error,
    summary: "the rules of a bucket's lifecycle differ in their ids, and each does something, after a day or later",
    why: "AWS refuses the lifecycle",
    source: Some("https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html"),
    check,
};

/// What a rule may do.
const ACTIONS: [&str; 5] = [
    "abort_incomplete_multipart_upload",
    "expiration",
    "noncurrent_version_expiration",
    "noncurrent_version_transition",
    "transition",
];

/// Reports no days, where nothing else says when.
fn none<'c>(days: Node<'c>, alone: bool, found: &mut Found<'_, 'c>) {
    if alone && found.integer(days) == Some(0) {
        found.report(days, "0 days are no time", "wait at least a day");
    }
}

fn check<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) {
    for lifecycle in context.resources("aws_s3_bucket_lifecycle_configuration") {
        let mut ids = HashSet::new();
        let is_block = |rule: &Node<'c>| rule.json().is_some_and(|json| json.as_object().is_some());
        for rule in lifecycle.blocks("rule").filter(is_block) {
            let id = rule.get("id");
            if let Some(text) = found.text(id)
                && !ids.insert(text)
            {
                found.report(id, "another rule has this id, too", "give each rule an id of its own");
            }
            if ACTIONS.iter().all(|action| rule.blocks(action).next().is_none() && !rule.makes_blocks(action))
            {
                found.report(rule, "a rule that does nothing", "say when objects expire or move, or drop it");
            }
            for expiration in rule.blocks("expiration") {
                let alone = ["date", "expired_object_delete_marker"]
                    .iter()
                    .all(|name| !expiration.get(name).is_present());
                none(expiration.get("days"), alone, found);
            }
            for expiration in rule.blocks("noncurrent_version_expiration") {
                none(expiration.get("noncurrent_days"), true, found);
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
    fn rules_differ_and_do_something() {
        let of = |id: &str, rule: serde_json::Value| {
            let mut rule = rule;
            rule["id"] = json!(id);
            json!({"aws_s3_bucket_lifecycle_configuration": {"a": {"rule": [{"id": "a", "expiration": {"days": 1}}, rule]}}})
        };
        let at = "aws_s3_bucket_lifecycle_configuration.a: rule[1]";
        let expires = |days: i64| json!({"expiration": [{"days": days}]});
        breaks(&RULE, of("a", expires(1)), &[&format!("{at}.id: another rule has this id, too")]);
        breaks(&RULE, of("b", json!({})), &[&format!("{at}: a rule that does nothing")]);
        breaks(&RULE, of("b", expires(0)), &[&format!("{at}.expiration[0].days: 0 days are no time")]);
        holds(&RULE, of("b", expires(1)));
        holds(&RULE, of("b", json!({"dynamic": {"expiration": {"for_each": "${var.x}", "content": {}}}})));
        unjudged(&RULE, of("${var.x}", expires(1)));
    }
}
