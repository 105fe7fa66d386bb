//! `[[waivers]]`.

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::{GOOD, bad, good};

fn waiver(rule: &str, address: &str, reason: &str) -> String {
    format!("[[waivers]]\nrule = \"{rule}\"\naddress = \"{address}\"\nreason = \"{reason}\"\n")
}

#[test]
fn known() {
    assert_snapshot!(bad(&waiver("production-nats", "network.nat", "A reason to be judged")), @r#"
    error: waivers[0].rule: there is no rule `production-nats`
      --> environments/test.toml:2:8
      |
    2 | rule = "production-nats"
      |        ^^^^^^^^^^^^^^^^^
      allowed: plain-http-calls, plain-secret, production-container-insights, production-database, production-deletion-protection, production-firewall, production-minimum, production-nat, production-retention, production-spot, a rule that `iac check --list` names, or the id of a check of checkov, as in `CKV_AWS_260`
      hint: did you mean `production-nat`?
    "#);
    assert_snapshot!(bad(&waiver("CKV_AWS_X", "aws_lb.main", "A reason to be judged")), @r#"
    error: waivers[0].rule: there is no rule `CKV_AWS_X`
      --> environments/test.toml:2:8
      |
    2 | rule = "CKV_AWS_X"
      |        ^^^^^^^^^^^
      allowed: plain-http-calls, plain-secret, production-container-insights, production-database, production-deletion-protection, production-firewall, production-minimum, production-nat, production-retention, production-spot, a rule that `iac check --list` names, or the id of a check of checkov, as in `CKV_AWS_260`
    "#);
    good(&waiver("CKV2_AWS_76", "aws_lb.main", "A reason to be judged"));
}

#[test]
fn reason() {
    assert_snapshot!(bad(&waiver("CKV_AWS_260", "aws_lb.main", "         because          ")), @r#"
    error: waivers[0].reason: gives no reason that a reviewer could judge
      --> environments/test.toml:4:10
      |
    4 | reason = "         because          "
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: 10 characters or more
    "#);
    good(&waiver("CKV_AWS_260", "aws_lb.main", "because of it"));
}

#[test]
fn twice() {
    let one = waiver("CKV_AWS_260", "aws_lb.main", "A reason to be judged");
    assert_snapshot!(bad(&format!("{one}{one}")), @"
    error: waivers[1]: `CKV_AWS_260` is waived twice for `aws_lb.main`
      --> environments/test.toml:5:1
      |
    5 | [[waivers]]
      | ^^^^^^^^^^^
      hint: remove one of the two
    ");
    good(&format!("{one}{}", waiver("CKV_AWS_260", "aws_lb.second", "A reason to be judged")));
}

#[test]
fn needed() {
    assert_snapshot!(bad(&waiver("production-nat", "network.nat", "A reason to be judged")), @"
    error: waivers[0]: there is nothing to waive: `production-nat` holds for `network.nat`
      --> environments/test.toml:1:1
      |
    1 | [[waivers]]
      | ^^^^^^^^^^^
      hint: remove the waiver, or correct its `address`
    ");
    let misplaced = waiver("production-nat", "nat", "A reason to be judged");
    assert_snapshot!(bad(&format!("tier = \"production\"\nnetwork.nat = \"single\"\n{misplaced}")), @r#"
    error[production-nat]: network.nat: one zone that fails takes production's way out with it
      --> environments/test.toml:2:15
      |
    2 | network.nat = "single"
      |               ^^^^^^^^
      allowed: `one-per-az`
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-nat"`, `address = "network.nat"` and `reason`

    error: waivers[0]: there is nothing to waive: `production-nat` holds for `nat`
      --> environments/test.toml:3:1
      |
    3 | [[waivers]]
      | ^^^^^^^^^^^
      allowed: `network.nat`
      hint: remove the waiver, or correct its `address`
    "#);
}

#[test]
fn own_file() {
    let defaults = format!("{GOOD}\n{}", waiver("CKV_AWS_260", "aws_lb.main", "A reason to be judged"));
    let files = [("environments/test.toml", ""), ("environments/shared/defaults.toml", defaults.as_str())];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"
    error: waivers[0]: a waiver for every environment is a rule that nobody keeps
      --> environments/shared/defaults.toml:45:1
       |
    45 | [[waivers]]
       | ^^^^^^^^^^^
      hint: move it to `environments/test.toml`
    ");
}

#[test]
fn three_parts() {
    assert_snapshot!(bad("[[waivers]]\n"), @r#"
    error: waivers[0].rule: is missing
      --> environments/test.toml:1:1
      |
    1 | [[waivers]]
      | ^^^^^^^^^^^
      hint: write `rule = "production-nat"` under `[[waivers]]`

    error: waivers[0].address: is missing
      --> environments/test.toml:1:1
      |
    1 | [[waivers]]
      | ^^^^^^^^^^^
      hint: write `address = "network.nat"` under `[[waivers]]`

    error: waivers[0].reason: is missing
      --> environments/test.toml:1:1
      |
    1 | [[waivers]]
      | ^^^^^^^^^^^
      hint: write `reason = "why it may be so"` under `[[waivers]]`
    "#);
}
