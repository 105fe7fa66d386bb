//! What is no plan is refused with what it is and what to do.

use plan::Plan;

fn refused(text: &str) -> String {
    let error = Plan::read(text).unwrap_err();
    let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("{error}{cause}")
}

#[test]
fn what_is_no_plan_is_named() {
    let (open, close) = ("[".repeat(200), "]".repeat(200));
    let deep = format!(
        r#"{{"format_version": "1.2", "errored": false, "resource_changes": [{{"address": "a", "change": {{"after": {open}{close}}}}}]}}"#
    );
    let texts = [
        ("nothing", ""),
        ("no JSON", "Error: no"),
        ("half of it", r#"{"format_version": "1.2", "#),
        ("another kind", "[]"),
        ("a saved plan", "PK\u{3}\u{4}\u{14}"),
        ("a log", "{\"@level\":\"info\",\"@message\":\"Terraform 1.13.3\"}\n{\"@level\":\"info\"}\n"),
        ("a state", r#"{"format_version": "1.0", "terraform_version": "1.13.3", "values": {}}"#),
        ("no version", r#"{"resource_changes": []}"#),
        ("another major version", r#"{"format_version": "2.0", "resource_changes": []}"#),
        ("an older version", r#"{"format_version": "0.2", "resource_changes": []}"#),
        (
            "a wrong shape",
            r#"{"format_version": "1.2", "errored": false, "resource_changes": [{"address": 1}]}"#,
        ),
        ("nested without end", &deep),
    ];
    let said: Vec<String> = texts.iter().map(|(what, text)| format!("{what}: {}", refused(text))).collect();
    insta::assert_snapshot!("unreadable", said.join("\n"));
}
