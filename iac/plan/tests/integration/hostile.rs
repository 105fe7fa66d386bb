//! Plans that are odd, and plans that want to be more than text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

use crate::common::{on, on_json, plan, text};

/// What another program makes of the comment: every element and link is ours, and no text mentions or refers to anything.
fn is_only_ours(comment: &str) {
    let mut in_code = 0;
    for event in Parser::new_ext(comment, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.trim();
                let ours = [
                    "<code>",
                    "</code>",
                    "<br>",
                    "<!-- -->",
                    "<details>",
                    "</details>",
                    "<!-- iac plan-summary: dev -->",
                ];
                let is_summary = html.starts_with("<summary>") && html.ends_with("</summary>");
                assert!(
                    ours.contains(&html) || (is_summary && html.matches('<').count() == 2),
                    "an element: {html}"
                );
                in_code += i32::from(html == "<code>") - i32::from(html == "</code>");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(dest_url.ends_with("/actions/runs/1"), "a link: {dest_url}");
            }
            Event::Start(Tag::Image { dest_url, .. }) => panic!("an image: {dest_url}"),
            Event::Start(Tag::Heading { level, .. }) => {
                assert!(matches!(level, HeadingLevel::H3 | HeadingLevel::H4), "a heading of level {level}");
            }
            Event::Start(Tag::CodeBlock(_)) => in_code += 1,
            Event::End(TagEnd::CodeBlock) => in_code -= 1,
            Event::Text(text) if in_code == 0 => {
                for word in ["@everyone", "@octocat", "@team", "#1", "GH-1", "https://", "\u{202e}"] {
                    assert!(!text.contains(word), "`{word}` in: {text}");
                }
            }
            _ => {}
        }
    }
    assert_eq!(in_code, 0, "code is open at the end");
}

#[test]
fn values_of_a_real_plan_stay_values() {
    let hostile = text("hostile.json");
    assert!(hostile.contains("# Approved") && hostile.contains("@octocat"));
    is_only_ours(&on(&plan("hostile")));
}

const EVIL: &str = "`x` ``y`` ```\n~~~\n</details>\n\n# Approved\n| a | b |\n<img src=x> @everyone @team #1 GH-1 [a](https://example.com) \\| \u{202e}";

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
    let rows = comment.lines().filter(|line| line.starts_with('|'));
    for row in rows {
        let cells = row.replace("\\\\", "").replace("\\|", "").matches('|').count();
        assert!(matches!(cells, 3 | 4), "{row}");
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
