//! What does not fit is left out in whole pieces, and said to be.

use plan::{Medium, Subject, comment};
use serde_json::json;

use crate::common::{header, on, on_json, plan};

/// As GitHub counts at its strictest.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[test]
fn a_thousand_resources_fit() {
    let thousand = plan("thousand");
    let text = on(&thousand);
    assert!((60_000..65_536).contains(&length(&text)), "{}", length(&text));
    let rows = text.lines().filter(|line| line.starts_with("| `aws_cloudwatch_log_group.tenant[")).count();
    let blocks = text.lines().filter(|line| line.starts_with("# aws_cloudwatch_log_group.tenant[")).count();
    assert!(rows > 300, "{rows}");
    assert!(text.contains(&format!(
        "> ✂️ Shortened to what GitHub takes: {} lines or resources",
        2_000 - rows - blocks
    )));
    insta::assert_snapshot!("thousand", [&text[..1_500], "\n[…]\n", &text[text.len() - 700..]].concat());

    let whole =
        comment(&header(), Subject { plan: Some(&thousand), ..Subject::default() }, Medium::JobSummary);
    assert!(!whole.contains("left out") && whole.len() < 1_048_576);
    assert_eq!(whole.lines().filter(|line| line.starts_with("# aws_")).count(), 1_000);
}

/// Whatever is cut, what is opened is closed, and no line is half.
#[test]
fn every_size_is_well_formed() {
    for count in [0, 1, 11, 13, 200, 5_000] {
        let changes: Vec<_> = (0..count).map(|at| {
            let action = [json!(["create"]), json!(["update"]), json!(["delete"]), json!(["delete", "create"])][at % 4].clone();
            json!({"address": format!("aws_s3_bucket.b[{at}]"), "mode": "managed", "type": "aws_s3_bucket", "change": {
                "actions": action, "before": {"bucket": format!("😀{at}"), "force_destroy": false},
                "after": {"bucket": format!("😀{at}x"), "force_destroy": true}, "replace_paths": [["bucket"]]}})
        }).collect();
        let text = on_json(&json!({"format_version": "1.2", "resource_changes": changes}));
        assert!(length(&text) <= 65_536, "{count}: {}", length(&text));
        assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
        assert_eq!(text.lines().filter(|line| line.starts_with("```")).count() % 2, 0);
        for line in text.lines().filter(|line| line.starts_with('|')) {
            assert!(line.ends_with('|'), "{line}");
        }
    }
}

#[test]
fn one_that_is_too_large_is_left_out_alone() {
    let change = |address: &str, value: String| {
        json!({"address": address, "mode": "managed", "type": "x", "change": {
        "actions": ["update"], "before": {"text": ""}, "after": {"text": value}}})
    };
    let text = on_json(&json!({"format_version": "1.2", "resource_changes":
        [change("x.large", "x".repeat(100_000)), change("x.small", "y".to_owned())]}));
    assert!(text.contains("# x.small: changed in place") && !text.contains("# x.large"), "{text}");
    assert!(text.contains("_1 of 2 left out here, for want of room._"));
    assert!(text.contains("| `x.large` |"), "its row is there");
}
