//! No secret of a plan stands in anything that is made from it.

use plan::{Medium, Subject, comment, listing};
use serde_json::json;

use crate::common::{header, on_json, plan, text};

const SECRETS: [&str; 3] = ["first-secret-of-all", "second-secret-of-all", "third-secret-of-all"];

/// `terraform_data` copies its input into its output without the mark, and Terraform itself prints it there.
#[test]
fn nothing_of_a_real_plan_leaks() {
    for name in ["sensitive", "destroy", "drift", "security", "stateful", "moved", "no-change", "error"] {
        let frozen = text(&format!("{name}.json"));
        assert!(frozen.contains(SECRETS[0]), "{name} has no secret to keep");
        let plan = plan(name);
        let said = SECRETS.map(|secret| format!("Error: `{secret}` is too short")).join("\n");
        for error in [None, Some(said.as_str())] {
            for medium in [Medium::Comment, Medium::JobSummary] {
                let comment =
                    comment(&header(), Subject { plan: Some(&plan), error, findings: None }, medium);
                assert!(!comment.contains(SECRETS[0]), "{name}:\n{comment}");
                assert!(
                    name != "sensitive" || !SECRETS.iter().any(|secret| comment.contains(secret)),
                    "{comment}"
                );
            }
        }
        let listing = serde_json::to_string(&listing("dev", &plan)).unwrap();
        assert!(!SECRETS.iter().any(|secret| listing.contains(secret)), "{listing}");
        assert!(!SECRETS.iter().any(|secret| format!("{plan:?}").contains(&format!("Text(\"{secret}\")"))));
    }
}

fn one(change: &serde_json::Value) -> serde_json::Value {
    json!({"format_version": "1.2", "resource_changes": [
        {"address": "a_b.c", "mode": "managed", "type": "a_b", "change": change}
    ]})
}

/// What was no secret until now is one from now on.
#[test]
fn what_becomes_a_secret_is_one_on_both_sides() {
    let comment = on_json(&one(&json!({"actions": ["update"],
        "before": {"value": "hush-hush", "list": ["hush-one", "hush-two"], "whole": {"a": "hush-three"}},
        "before_sensitive": {},
        "after": {"value": "hush-hush", "list": ["hush-two"], "whole": {"a": "hush-three"}},
        "after_sensitive": {"value": true, "list": [true], "whole": true}})));
    assert!(!comment.contains("hush"), "{comment}");
}

#[test]
fn marks_of_an_odd_shape_hide_the_whole() {
    for sensitive in [json!({"value": {"deep": [true]}}), json!({"value": [{}, true]}), json!(true)] {
        let comment = on_json(&one(&json!({"actions": ["create"], "before": null,
            "after": {"value": "hush-hush", "name": null}, "after_sensitive": sensitive})));
        assert!(!comment.contains("hush"), "{sensitive}: {comment}");
    }
}

#[test]
fn a_list_of_blocks_hides_what_is_marked_in_one() {
    let comment = on_json(&one(&json!({"actions": ["update"],
        "before": {"block": [{"name": "x", "password": "hush-one"}]},
        "before_sensitive": {"block": [{"password": true}]},
        "after": {"block": [{"name": "new", "password": "hush-two"}, {"name": "y", "password": "hush-one"}]},
        "after_sensitive": {"block": [{"password": true}, {"password": true}]}})));
    assert!(!comment.contains("hush") && comment.contains("(sensitive"), "{comment}");
}

#[test]
fn outputs_and_drift_are_masked_too() {
    let mut plan = one(&json!({"actions": ["no-op"], "before": {}, "after": {}}));
    plan["output_changes"] = json!({"token": {"actions": ["update"], "before": "hush-one", "after": "hush-two",
        "before_sensitive": true, "after_sensitive": true}});
    plan["resource_drift"] = json!([{"address": "a_b.c", "type": "a_b", "change": {"actions": ["update"],
        "before": {"v": "hush-one"}, "after": {"v": "hush-two"}, "before_sensitive": {"v": true}, "after_sensitive": {"v": true}}}]);
    plan["relevant_attributes"] = json!([{"resource": "a_b.c", "attribute": ["v"]}]);
    let comment = on_json(&plan);
    assert!(!comment.contains("hush"), "{comment}");
    assert!(comment.contains("`token`: sensitive") && comment.contains("`v`: sensitive"), "{comment}");
}
