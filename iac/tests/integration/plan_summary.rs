//! `iac plan-summary`, on the frozen plans of `iac/plan`.

use std::fs;

use crate::common::{Copy, repository};

/// A copy of the repository with a frozen plan in it, under the name of an environment.
fn with(plan: &str) -> Copy {
    let copy = Copy::new();
    copy.write("dev.json", &frozen(&format!("{plan}.json")));
    copy
}

fn frozen(name: &str) -> String {
    fs::read_to_string(repository().join("iac/plan/tests/plans").join(name)).unwrap()
}

#[test]
fn a_comment_with_all_that_a_pipeline_knows() {
    let copy = with("dev-in-place");
    copy.write(
        "lock.hcl",
        "provider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"5.100.0\"\n}\n",
    );
    copy.write(
        "check.json",
        r#"{"findings": [], "waived": [{}], "checked": {"resources": 131, "rules": 60}}"#,
    );
    copy.write("said.log", "");
    insta::assert_snapshot!(
        "plan_summary",
        copy.iac(&[
            "plan-summary",
            "dev.json",
            "--commit=32c0e5d8b1f24d0b9a6c7a1b2c3d4e5f60718293",
            "--run=https://github.com/example/healthcare-app/actions/runs/1",
            "--lock-file=lock.hcl",
            "--findings=check.json",
            "--error=said.log",
        ])
    );
}

#[test]
fn the_exit_code_says_that_something_stateful_would_end() {
    for (plan, code) in
        [("no-change", 0), ("dev-replace", 0), ("moved", 0), ("error", 0), ("stateful", 3), ("destroy", 3)]
    {
        for format in ["--format=markdown", "--format=json"] {
            let seen = with(plan).iac(&["plan-summary", "dev.json", format]);
            assert!(seen.starts_with(&format!("exit code: {code}\n")), "{plan}: {seen}");
        }
    }
}

/// `terraform show` leaves an empty file when there is no plan.
#[test]
fn a_plan_that_could_not_be_made_is_said() {
    let copy = Copy::new();
    copy.write("said.log", &frozen("no-plan.txt"));
    copy.write("dev.json", "");
    let shown = copy.iac(&["plan-summary", "dev.json", "--error", "said.log"]);
    insta::assert_snapshot!("plan_summary_failed", shown);
    assert_eq!(copy.iac(&["plan-summary", "--environment=dev", "--error=said.log"]), shown);
}

#[test]
fn the_summary_of_a_job_holds_what_a_comment_does_not() {
    let copy = with("thousand");
    let comment = copy.iac(&["plan-summary", "dev.json"]);
    let summary = copy.iac(&["plan-summary", "dev.json", "--for=job-summary"]);
    assert!(comment.contains("✂️ Shortened") && comment.len() < 70_000);
    assert!(!summary.contains("✂️ Shortened") && summary.len() > 100_000);
}

#[test]
fn for_programs() {
    insta::assert_snapshot!(
        "plan_summary_json",
        with("moved").iac(&["plan-summary", "dev.json", "--format=json"])
    );
}

#[test]
fn what_cannot_be_read_is_exit_code_2() {
    let copy = with("no-change");
    copy.write("empty.json", "");
    copy.write("state.json", r#"{"format_version": "1.0", "values": {}}"#);
    copy.write("future.json", r#"{"format_version": "2.0", "resource_changes": []}"#);
    let wrong: [&[&str]; 10] = [
        &[],
        &["nowhere.json"],
        &["empty.json"],
        &["state.json"],
        &["future.json"],
        &["dev.json", "--findings=state.json"],
        &["dev.json", "--environment=-->"],
        &["dev.json", "--run=javascript:alert(1)"],
        &["--error=empty.json"],
        &["-", "--error=-"],
    ];
    let said = wrong.map(|arguments| {
        let all = [&["plan-summary"], arguments].concat();
        let seen = copy.iac(&all);
        assert!(seen.starts_with("exit code: 2\n"), "{seen}");
        let said = seen.split_once("----- stderr -----\n").unwrap().1.trim().to_owned();
        format!("$ iac {}\n{said}\n", all.join(" "))
    });
    insta::assert_snapshot!("plan_summary_unreadable", said.join("\n"));
}
