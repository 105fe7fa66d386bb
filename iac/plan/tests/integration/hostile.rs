//! Plans that are odd, and plans that want to be more than text.

use serde_json::{Value, json};

use crate::common::{on, on_json, plan, text};

/// What stands outside of code: no line of it came from the plan.
fn outside_of_code(markdown: &str) -> String {
    let mut out = String::new();
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let ticks = line.chars().take_while(|char| *char == '`').collect::<String>();
        match &fence {
            Some(open) if line == open => fence = None,
            Some(_) => {}
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => {
                out.push_str(&without_spans(line));
                out.push('\n');
            }
        }
    }
    assert_eq!(fence, None, "a fence is open");
    out
}

fn without_spans(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        let run = rest[at..].chars().take_while(|char| *char == '`').count();
        let ticks = &rest[at..at + run];
        let inner = &rest[at + run..];
        let mut end = None;
        let mut from = 0;
        while let Some(found) = inner[from..].find('`').map(|found| found + from) {
            let length = inner[found..].chars().take_while(|char| *char == '`').count();
            if length == ticks.len() {
                end = Some(found + length);
                break;
            }
            from = found + length;
        }
        out.push_str(&rest[..at]);
        rest = &inner[end.unwrap_or_else(|| panic!("a span is open: {line}"))..];
    }
    out + rest
}

fn is_only_ours(comment: &str) {
    let outside = outside_of_code(comment);
    let outside = outside.replace("@<!-- -->", "").replace("#<!-- -->", "");
    for word in ["Approved", "<img", "@everyone", "@octocat", "@team", "example.com)", "\u{202e}"] {
        assert!(!outside.contains(word), "`{word}` stands outside of code:\n{outside}");
    }
    assert_eq!(outside.matches("</details>").count(), outside.matches("<details>").count());
}

#[test]
fn values_of_a_real_plan_stay_values() {
    let hostile = text("hostile.json");
    assert!(hostile.contains("# Approved") && hostile.contains("@octocat"));
    is_only_ours(&on(&plan("hostile")));
}

const EVIL: &str = "`x` ``y`` ```\n</details>\n\n# Approved\n| a | b |\n<img src=x> @everyone @team [a](https://example.com) \\| \u{202e}";

/// Every place that a text can stand in.
#[test]
fn text_stays_text_wherever_it_stands() {
    let change = |actions: Value| {
        json!({"actions": actions,
        "before": {"name": EVIL, "policy": json!({"Statement": [{"Effect": "Allow", "Action": EVIL, "Resource": EVIL,
            "Principal": EVIL, "Condition": {EVIL: {EVIL: EVIL}}}]}).to_string(), "tags": {EVIL: EVIL}, "deletion_protection": true,
            "cidr_ipv4": EVIL, "ip_protocol": EVIL, "security_group_id": EVIL},
        "after": {"name": format!("{EVIL}2"), "tags": {EVIL: "x"}, "deletion_protection": EVIL, "cidr_ipv4": "x"},
        "replace_paths": [[EVIL], ["name"]], "importing": {"id": EVIL}})
    };
    let one = |kind: &str, actions: Value| {
        json!({"address": format!("{kind}.{EVIL}"), "previous_address": EVIL,
        "mode": "managed", "type": kind, "action_reason": EVIL, "change": change(actions)})
    };
    let actions = [
        json!(["create"]),
        json!(["update"]),
        json!(["delete"]),
        json!(["delete", "create"]),
        json!(["forget"]),
        json!([EVIL]),
    ];
    let mut changes = Vec::new();
    for kind in ["aws_kms_key", "aws_vpc_security_group_ingress_rule", "aws_iam_role_policy_attachment"] {
        changes.extend(actions.iter().map(|actions| one(kind, actions.clone())));
    }
    let comment = on_json(
        &json!({"format_version": "1.2", "terraform_version": EVIL, "resource_changes": changes,
        "resource_drift": [one("aws_kms_key", json!(["update"]))],
        "output_changes": {EVIL: {"actions": ["create"], "after": EVIL}},
        "checks": [{"address": {"to_display": EVIL}, "status": "fail", "instances": [{"problems": [{"message": EVIL}]}]}]}),
    );
    is_only_ours(&comment);
    for line in outside_of_code(&comment).lines().filter(|line| line.starts_with('|')) {
        assert!(matches!(line.matches('|').count(), 3 | 5), "{line}");
    }
}

#[test]
fn nulls_and_unknown_fields_are_passed_over() {
    let comment = on_json(
        &json!({"format_version": "1.99", "terraform_version": null, "errored": null, "complete": null,
        "resource_drift": null, "relevant_attributes": null, "output_changes": null, "checks": null, "configuration": null,
        "brand_new": {"x": [1, 2]},
        "resource_changes": [
            {"address": "a.b", "mode": null, "type": null, "previous_address": null, "new": 1, "change": {"actions": null,
             "before": null, "after": null, "after_unknown": null, "before_sensitive": null, "after_sensitive": null,
             "replace_paths": null, "importing": null, "new": 1}},
            {"address": "a.c", "change": {"actions": ["teleport"], "before": {"a": [null, {}, [[]]]}, "after": {"a": [1]}}}]}),
    );
    assert!(comment.contains("1 of another kind") && comment.contains("`a.c`: teleport"), "{comment}");
}

#[test]
fn what_is_nested_to_the_limit_is_shown() {
    let mut deep = json!("end");
    for _ in 0..50 {
        deep = json!({"a": [deep]});
    }
    let comment = on_json(&json!({"format_version": "1.2", "resource_changes": [
        {"address": "a.b", "change": {"actions": ["update"], "before": {"x": 1}, "after": {"x": deep}}}]}));
    assert!(comment.contains("`a.b`"), "{comment}");
}
