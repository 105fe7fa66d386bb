//! What the program says of itself.

use crate::common::Copy;

#[test]
fn help_is_worth_reading() {
    let copy = Copy::new();
    insta::assert_snapshot!("help", copy.iac(&["--help"]));
    insta::assert_snapshot!("help_render", copy.iac(&["render", "--help"]));
    insta::assert_snapshot!("help_check", copy.iac(&["check", "--help"]));
    insta::assert_snapshot!("help_services", copy.iac(&["services", "--help"]));
    insta::assert_snapshot!("help_plan_summary", copy.iac(&["plan-summary", "--help"]));
    insta::assert_snapshot!("help_schema", copy.iac(&["schema", "--help"]));
}

#[test]
fn a_wrong_command_line_is_exit_code_2() {
    let copy = Copy::new();
    insta::assert_snapshot!("usage_nothing", copy.iac(&[]));
    insta::assert_snapshot!("usage_unknown_command", copy.iac(&["rendr"]));
    insta::assert_snapshot!("usage_unknown_flag", copy.iac(&["render", "--chekc"]));
}
