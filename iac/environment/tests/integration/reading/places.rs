//! Where a problem is said to be.

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::{GOOD, bad};

#[test]
fn a_default_is_reported_once_where_it_stands() {
    let defaults = GOOD.replace("memory = 512", "memory = 300");
    let second = "[services.second]\npaths = [\"/b\"]\nsecrets.DATABASE_URL.secrets-manager = \"b\"\n";
    let files =
        [("environments/test.toml", second), ("environments/shared/defaults.toml", defaults.as_str())];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"
    error: service_defaults.memory: `300` is not offered with 256 CPU units
      --> environments/shared/defaults.toml:38:10
       |
    38 | memory = 300
       |          ^^^
      allowed: 512, 1024, 2048
      hint: the next larger is `512`
    ");
    let defaults = GOOD.replace("memory = 512", "memory = \"512\"");
    let files =
        [("environments/test.toml", second), ("environments/shared/defaults.toml", defaults.as_str())];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @r#"
    error: service_defaults.memory: is the text `"512"`
      --> environments/shared/defaults.toml:38:10
       |
    38 | memory = "512"
       |          ^^^^^
      allowed: a whole number
      hint: remove the quotes
    "#);
}

#[test]
fn an_array_that_lost_an_element_counts_as_the_file_does() {
    assert_snapshot!(bad("services.orders.paths = [\"b\", \"/a\", 3, \"/health\"]"), @r#"
    error: services.orders.paths[0]: `b` matches no path
      --> environments/test.toml:1:26
      |
    1 | services.orders.paths = ["b", "/a", 3, "/health"]
      |                          ^^^
      hint: a path starts with `/`

    error: services.orders.paths[2]: is the whole number `3`
      --> environments/test.toml:1:37
      |
    1 | services.orders.paths = ["b", "/a", 3, "/health"]
      |                                     ^
      allowed: text in quotes
      hint: put it in quotes

    error: services.orders.paths[3]: `/health` makes `/health` public, which only the load balancer may ask
      --> environments/test.toml:1:40
      |
    1 | services.orders.paths = ["b", "/a", 3, "/health"]
      |                                        ^^^^^^^^^
      hint: narrow the pattern, as in `/api/patients*`
    "#);
}

#[test]
fn the_last_table_of_a_header_is_meant() {
    assert_snapshot!(bad("[services.orders.paths]\na = 1\n[tier.b]\nc = 1\n[service_defaults.port.d]\n"), @r#"
    error: services.orders.paths: is a table
      --> environments/test.toml:1:1
      |
    1 | [services.orders.paths]
      | ^^^^^^^^^^^^^^^^^^^^^^^
      allowed: an array, as in `["a", "b"]`

    error: tier: is a table
      --> environments/test.toml:3:2
      |
    3 | [tier.b]
      |  ^^^^
      allowed: text in quotes

    error: service_defaults.port: is a table
      --> environments/test.toml:5:19
      |
    5 | [service_defaults.port.d]
      |                   ^^^^
      allowed: a whole number
    "#);
}

#[test]
fn long_lines_are_cut() {
    let file = format!(
        "services.orders.environment = {{ A = \"{}\", b = \"{}\" }}",
        "x".repeat(200),
        "y".repeat(200)
    );
    assert_snapshot!(bad(&file), @r#"
    error: services.orders.environment.b: `b` is not a name of an environment variable
      --> environments/test.toml:1:241
      |
    1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", b = "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…
      |                                          ^
      allowed: `A-Z`, `0-9` and `_`, no digit first
    "#);
}
