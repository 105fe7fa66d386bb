//! `[override."<address>"]`.

use environment::Environment;
use insta::assert_snapshot;

use crate::support::{bad, good};

#[test]
fn what_json_cannot_say() {
    assert_snapshot!(bad("[override.\"aws_lb.main\"]\na = nan\nb = [2030-01-01]\nc = { d = inf }"), @r#"
    error: override."aws_lb.main".a: is not a number that JSON has
      --> environments/test.toml:2:5
      |
    2 | a = nan
      |     ^^^
      allowed: finite numbers

    error: override."aws_lb.main".b[0]: is a date, which JSON does not have
      --> environments/test.toml:3:6
      |
    3 | b = [2030-01-01]
      |      ^^^^^^^^^^
      hint: put it in quotes

    error: override."aws_lb.main".c.d: is not a number that JSON has
      --> environments/test.toml:4:11
      |
    4 | c = { d = inf }
      |           ^^^
      allowed: finite numbers
    "#);
    assert_snapshot!(bad("[override.aws_lb]\na = 1\n[override.\"aws_lb.main\"]"), @r#"
    error: override.aws_lb: `aws_lb` is not the address of a resource
      --> environments/test.toml:1:11
      |
    1 | [override.aws_lb]
      |           ^^^^^^
      allowed: a type and a name, as in `[override."aws_lb.main"]`

    error: override."aws_lb.main": overrides nothing
      --> environments/test.toml:3:11
      |
    3 | [override."aws_lb.main"]
      |           ^^^^^^^^^^^^^
      hint: remove it
    "#);
}

#[test]
fn each_argument_has_a_place() {
    let environment =
        good("[override.\"aws_lb.main\"]\nidle_timeout = 60\naccess_logs = [{ prefix = \"x\" }]\n");
    let over = &environment.overrides["aws_lb.main"];
    assert_eq!(over.arguments["idle_timeout"], 60);
    let place = |argument| over.location_of(argument).to_string();
    assert_eq!(place("idle_timeout"), "environments/test.toml:2:16");
    assert_eq!(place("access_logs[0].prefix"), "environments/test.toml:3:27");
    assert_eq!(place("access_logs[0].bucket"), "environments/test.toml:3:16");
    assert_eq!(place("unknown"), "environments/test.toml:1:11");
    let refused = aws::limits::Refused::new("there is no such argument");
    let problem = Environment::problem(
        over.location_of("idle_timeout"),
        "override.\"aws_lb.main\".idle_timeout",
        refused,
    );
    assert_snapshot!(problem, @r#"
    error: override."aws_lb.main".idle_timeout: there is no such argument
      --> environments/test.toml:2:16
      |
    2 | idle_timeout = 60
      |                ^^
    "#);
}
