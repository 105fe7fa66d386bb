//! `[[waivers]]`.

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::{GOOD, bad, good};

fn waiver(rule: &str, address: &str, reason: &str) -> String {
    format!("[[waivers]]\nrule = \"{rule}\"\naddress = \"{address}\"\nreason = \"{reason}\"\n")
}

#[test]
fn known() {
    assert_snapshot!(bad(&waiver("production-nats", "network.nat", "A reason to be judged")), @"");
    assert_snapshot!(bad(&waiver("CKV_AWS_X", "aws_lb.main", "A reason to be judged")), @"");
    good(&waiver("CKV2_AWS_76", "aws_lb.main", "A reason to be judged"));
}

#[test]
fn reason() {
    assert_snapshot!(bad(&waiver("CKV_AWS_260", "aws_lb.main", "         because          ")), @"");
    good(&waiver("CKV_AWS_260", "aws_lb.main", "because of it"));
}

#[test]
fn twice() {
    let one = waiver("CKV_AWS_260", "aws_lb.main", "A reason to be judged");
    assert_snapshot!(bad(&format!("{one}{one}")), @"");
    good(&format!(
        "{one}{}",
        waiver("CKV_AWS_260", "aws_lb.second", "A reason to be judged")
    ));
}

#[test]
fn needed() {
    assert_snapshot!(bad(&waiver("production-nat", "network.nat", "A reason to be judged")), @"");
    let misplaced = waiver("production-nat", "nat", "A reason to be judged");
    assert_snapshot!(bad(&format!("tier = \"production\"\nnetwork.nat = \"single\"\n{misplaced}")), @"");
}

#[test]
fn own_file() {
    let defaults = format!(
        "{GOOD}\n{}",
        waiver("CKV_AWS_260", "aws_lb.main", "A reason to be judged")
    );
    let files = [
        ("environments/test.toml", ""),
        ("environments/shared/defaults.toml", defaults.as_str()),
    ];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"");
}

#[test]
fn three_parts() {
    assert_snapshot!(bad("[[waivers]]\n"), @"");
}
