//! What is not TOML.

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::{GOOD, bad, good};

#[test]
fn not_toml() {
    assert_snapshot!(bad("tier = development\n[database]\nport = 5432\nport = 5433\n"), @"
    error: tier: not TOML: string values must be quoted
      --> environments/test.toml:1:8
      |
    1 | tier = development
      |        ^^^^^^^^^^^
      hint: put text in quotes

    error: `port` is given twice
      --> environments/test.toml:4:1
      |
    4 | port = 5433
      | ^^^^
      hint: keep one of the two
    ");
    assert_snapshot!(bad("[network\nnat = \"single\"\n[services.orders]\npaths = [\"/a\",\n"), @r#"
    error: not TOML: unclosed table, expected `]`
      --> environments/test.toml:1:9
      |
    1 | [network
      |         ^

    error: services.orders.paths: not TOML: unclosed array, expected `]`
      --> environments/test.toml:4:15
      |
    4 | paths = ["/a",
      |               ^
      hint: the rest is checked once the file is TOML
    "#);
    assert_snapshot!(bad("network.cidr = 10.0.0.0/16"), @"
    error: network.cidr: not TOML: invalid float
      --> environments/test.toml:1:20
      |
    1 | network.cidr = 10.0.0.0/16
      |                    ^^^^^^^
      hint: put text in quotes
    ");
    assert_snapshot!(bad("[database]\n[database]\n"), @"
    error: `database` is given twice
      --> environments/test.toml:2:2
      |
    2 | [database]
      |  ^^^^^^^^
      hint: keep one of the two
    ");
    assert_snapshot!(bad("tier = \"development"), @r#"
    error: tier: not TOML: invalid basic string, expected `"`
      --> environments/test.toml:1:20
      |
    1 | tier = "development
      |                    ^
    "#);
}

#[test]
fn several_files_at_once() {
    let defaults = format!("{GOOD}x = \n[y\n");
    let files =
        [("environments/test.toml", "a = \nb 1\n"), ("environments/shared/defaults.toml", defaults.as_str())];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"
    error: a: not TOML: string values must be quoted
      --> environments/test.toml:1:5
      |
    1 | a =
      |     ^
      hint: put text in quotes

    error: not TOML: key with no value, expected `=`
      --> environments/test.toml:2:3
      |
    2 | b 1
      |   ^

    error: services.orders.x: not TOML: string values must be quoted
      --> environments/shared/defaults.toml:44:5
       |
    44 | x =
       |     ^
      hint: put text in quotes

    error: not TOML: unclosed table, expected `]`
      --> environments/shared/defaults.toml:45:3
       |
    45 | [y
       |   ^
      hint: the rest is checked once the file is TOML
    ");
}

#[test]
fn what_one_value_upsets_does_not_hide_the_rest() {
    assert_snapshot!(bad("tier = development\nnetwork.natt = \"single\"\nservices.orders.memory = 300\n"), @r#"
    error: tier: not TOML: string values must be quoted
      --> environments/test.toml:1:8
      |
    1 | tier = development
      |        ^^^^^^^^^^^
      hint: put text in quotes

    error: network.natt: there is no key `natt` in `network`
      --> environments/test.toml:2:9
      |
    2 | network.natt = "single"
      |         ^^^^
      allowed: `cidr`, `nat`, `interface_endpoints`, `zones`
      hint: did you mean `nat`?

    error: services.orders.memory: `300` is not offered with 256 CPU units
      --> environments/test.toml:3:26
      |
    3 | services.orders.memory = 300
      |                          ^^^
      allowed: 512, 1024, 2048
      hint: the next larger is `512`
    "#);
}

#[test]
fn windows_line_ends_and_byte_order_marks() {
    good("\u{feff}network.nat = \"single\"\r\ndatabase.port = 5433\r\n");
    assert_snapshot!(bad("\u{feff}teir = 1\r\nnetwork.nat = \"x\"\r\n"), @r#"
    error: teir: there is no key `teir` here
      --> environments/test.toml:1:1
      |
    1 | teir = 1
      | ^^^^
      allowed: `application`, `account`, `tier`, `deletion_protection`, `state`, `github`, `network`, `load_balancer`, `compute`, `observability`, `database`, `service_defaults`, `services`, `waivers`, `override`
      hint: did you mean `tier`?

    error: network.nat: `x` is not known
      --> environments/test.toml:2:15
      |
    2 | network.nat = "x"
      |               ^^^
      allowed: `none`, `single`, `one-per-az`
    "#);
}
