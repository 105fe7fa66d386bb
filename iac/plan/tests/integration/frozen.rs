//! What a reviewer reads of each frozen plan.

use plan::{Findings, Header, Medium, Plan, Subject, comment, listing};

use crate::common::{header, on, plan, text};

macro_rules! comments {
    ($($test:ident: $name:literal,)+) => {$(
        #[test]
        fn $test() {
            insta::assert_snapshot!($name, on(&plan($name)));
        }
    )+};
}

comments! {
    dev_for_the_first_time: "dev-create",
    dev_changed_in_place: "dev-in-place",
    dev_with_a_subnet_replaced: "dev-replace",
    dev_with_another_image: "dev-image",
    nothing_to_do: "no-change",
    everything_destroyed: "destroy",
    what_holds_something_replaced: "stateful",
    moved_imported_forgotten_read: "moved",
    changed_by_somebody_else: "drift",
    secrets_changed: "sensitive",
    opened_to_everybody: "security",
    values_that_want_to_be_more: "hostile",
}

/// An error half-way, with what Terraform said and what it had planned by then.
#[test]
fn a_plan_that_failed() {
    let (plan, said) = (plan("error"), text("error.txt"));
    let subject = Subject { plan: Some(&plan), error: Some(&said), findings: None };
    insta::assert_snapshot!("error", comment(&header(), subject, Medium::Comment));
    insta::assert_snapshot!("error-unsaid", on(&plan));
}

#[test]
fn a_plan_that_could_not_be_made() {
    let said = text("no-plan.txt");
    let subject = Subject { error: Some(&said), ..Subject::default() };
    insta::assert_snapshot!("no-plan", comment(&header(), subject, Medium::Comment));
    insta::assert_snapshot!("no-plan-unsaid", comment(&header(), Subject::default(), Medium::Comment));
}

/// What was said beside a plan that succeeded is shown, and does not make it a failure.
#[test]
fn a_warning_is_no_failure() {
    let plan = plan("no-change");
    let subject = Subject { plan: Some(&plan), error: Some("Warning: deprecated\n"), findings: None };
    let comment = comment(&header(), subject, Medium::Comment);
    assert!(
        comment.contains("🟢 **dev: no changes**") && comment.contains("Warning: deprecated"),
        "{comment}"
    );
}

#[test]
fn without_anything_but_the_plan() {
    let header = Header { environment: "prod".to_owned(), ..Header::default() };
    let plan = plan("dev-in-place");
    let comment = comment(&header, Subject { plan: Some(&plan), ..Subject::default() }, Medium::Comment);
    assert!(comment.starts_with("<!-- iac plan-summary: prod -->\n### 🔵 prod: "), "{comment}");
}

#[test]
fn what_the_check_found() {
    let found = Findings::read(
        r#"{"findings": [
            {"rule": "log-retention", "severity": "warning", "address": "aws_cloudwatch_log_group.a", "file": "a.tf.json",
             "path": "retention_in_days", "message": "`7` days; ask @team in #4", "why": "", "fix": "keep them for `90`"},
            {"rule": "open-port", "severity": "error", "address": "aws_vpc_security_group_ingress_rule.b", "file": "a.tf.json",
             "path": "cidr_ipv4", "message": "open to `0.0.0.0/0`", "why": "", "fix": ""}],
          "waived": [{}], "checked": {"files": 1, "resources": 40, "recognised": 40, "rules": 60, "not_judged": 2}}"#,
    )
    .unwrap();
    let plan = plan("no-change");
    let subject = Subject { plan: Some(&plan), error: None, findings: Some(&found) };
    insta::assert_snapshot!("findings", comment(&header(), subject, Medium::Comment));

    let nothing = r#"{"findings": [], "waived": [], "checked": {"resources": 40, "rules": 60}}"#;
    let nothing = Findings::read(nothing).unwrap();
    let subject = Subject { plan: Some(&plan), error: None, findings: Some(&nothing) };
    let comment = comment(&header(), subject, Medium::Comment);
    assert!(comment.ends_with("\n`iac check` found nothing (40 resources, 60 rules).\n"), "{comment}");
}

#[test]
fn for_programs() {
    let plan = plan("stateful");
    insta::assert_snapshot!("listing", serde_json::to_string_pretty(&listing("dev", &plan)).unwrap());
}

#[test]
fn what_is_stateful_is_known_by_address() {
    let lost = |plan: &Plan| plan.stateful().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        lost(&plan("stateful")),
        [
            "aws_cloudwatch_log_group.api",
            "aws_cloudwatch_log_group.audit",
            "aws_kms_key.records",
            "aws_s3_bucket.records",
            "aws_ssm_parameter.greeting",
        ]
    );
    for nothing in ["dev-create", "dev-in-place", "no-change", "moved", "security"] {
        assert!(lost(&plan(nothing)).is_empty(), "{nothing}");
    }
}
