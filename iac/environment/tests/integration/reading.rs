//! Files that are not what they should be: TOML, keys, types, values.

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::{GOOD, bad, good};

#[test]
fn not_toml() {
    assert_snapshot!(bad("tier = development\n[database]\nport = 5432\nport = 5433\n"), @"");
    assert_snapshot!(bad("[network\nnat = \"single\"\n[services.orders]\npaths = [\"/a\",\n"), @"");
    assert_snapshot!(bad("network.cidr = 10.0.0.0/16"), @"");
    assert_snapshot!(bad("[database]\n[database]\n"), @"");
    assert_snapshot!(bad("tier = \"development"), @"");
}

#[test]
fn several_files_at_once() {
    let defaults = format!("{GOOD}x = \n[y\n");
    let files = [
        ("environments/test.toml", "a = \nb 1\n"),
        ("environments/shared/defaults.toml", defaults.as_str()),
    ];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"");
}

#[test]
fn what_one_value_upsets_does_not_hide_the_rest() {
    assert_snapshot!(bad("tier = development\nnetwork.natt = \"single\"\nservices.orders.memory = 300\n"), @"");
}

#[test]
fn unknown_keys() {
    assert_snapshot!(bad("teir = \"development\""), @"");
    assert_snapshot!(bad("[services.orders]\nmemroy = 512\nzzz = 1"), @"");
    assert_snapshot!(bad("[load_balancer.listener.plain-http]\nport = 80\n"), @"");
    assert_snapshot!(bad("[load_balancer.listener.issued-certificat]\ndomain = \"a.example.com\"\n"), @"");
}

#[test]
fn unknown_values() {
    assert_snapshot!(bad("network.nat = \"one-per-az\"\ntier = \"prod\"\ncompute.architecture = \"x86_64\""), @"");
}

#[test]
fn wrong_types() {
    assert_snapshot!(bad("services.orders.cpu = \"256\"\naccount.id = 123456789012\n"), @"");
    assert_snapshot!(bad("load_balancer.firewall = \"true\"\nservices.orders.environment.DEBUG = true\n"), @"");
    assert_snapshot!(bad("network = 1\nservices.orders.paths = \"/a\"\nservices.second = []\n"), @"");
    assert_snapshot!(bad("services.orders.scaling.minimum = 1.5\ndatabase.port = -1\nservices.orders.memory = 99999999999999999999\n"), @"");
}

#[test]
fn refused_values() {
    assert_snapshot!(
        bad("network.cidr = \"10.0.0.1/16\"\naccount.region = \"us-east-3\"\nobservability.log_retention_days = 45\n\
             [services.orders]\npaths = [\"/a\", \"b\", 3]\nissuer = \"http://login.example.com\"\n"),
        @""
    );
    assert_snapshot!(bad("[services.Orders]\npaths = [\"/a\"]\n[network.zones.us-east-1z]\n[services.orders.environment]\nlog-level = \"a\"\n"), @"");
}

#[test]
fn a_default_is_reported_once_where_it_stands() {
    let defaults = GOOD.replace("memory = 512", "memory = 300");
    let second = "[services.second]\npaths = [\"/b\"]\nsecrets.DATABASE_URL.secrets-manager = \"b\"\n";
    let files = [
        ("environments/test.toml", second),
        ("environments/shared/defaults.toml", defaults.as_str()),
    ];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"");
    let defaults = GOOD.replace("memory = 512", "memory = \"512\"");
    let files = [
        ("environments/test.toml", second),
        ("environments/shared/defaults.toml", defaults.as_str()),
    ];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"");
}

#[test]
fn nothing_at_all() {
    let files = [
        ("environments/test.toml", ""),
        ("environments/shared/defaults.toml", ""),
    ];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"");
}

#[test]
fn an_empty_service() {
    let defaults = GOOD.split("[service_defaults]").next().unwrap();
    let files = [
        ("environments/test.toml", "[services.orders]"),
        ("environments/shared/defaults.toml", defaults),
    ];
    assert_snapshot!(Workspace::of_texts(files).load("test").unwrap_err(), @"");
}

#[test]
fn windows_line_ends_and_byte_order_marks() {
    good("\u{feff}network.nat = \"single\"\r\ndatabase.port = 5433\r\n");
    assert_snapshot!(bad("\u{feff}teir = 1\r\nnetwork.nat = \"x\"\r\n"), @"");
}

#[test]
fn an_array_that_lost_an_element_counts_as_the_file_does() {
    assert_snapshot!(bad("services.orders.paths = [\"b\", \"/a\", 3, \"/health\"]"), @"");
}

#[test]
fn there_is_an_end_to_it() {
    let many: String = (0..150).map(|at| format!("unknown-{at} = 1\n")).collect();
    let text = bad(&many);
    assert_eq!(text.matches("error: ").count(), 100, "{text}");
    assert!(text.contains("more may be wrong"), "{text}");
}
