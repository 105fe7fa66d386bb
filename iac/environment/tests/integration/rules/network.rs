//! `[network]` and `[database]`.

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::{GOOD, bad, doubtful, good};

/// A network that needs nothing of the good one.
fn network(cidr: &str, rest: &str) -> String {
    let [a, b, ..] = cidr.split('.').collect::<Vec<_>>()[..] else {
        panic!("{cidr}")
    };
    format!(
        "[network]\ncidr = \"{cidr}\"\n\
         zones.us-east-1a = {{ public = \"{a}.{b}.0.0/24\", private = \"{a}.{b}.16.0/20\" }}\n\
         zones.us-east-1b = {{ public = \"{a}.{b}.1.0/24\", private = \"{a}.{b}.32.0/20\" }}\n{rest}"
    )
}

#[test]
fn cidr_reserved() {
    assert_snapshot!(bad(&network("172.17.0.0/16", "")), @"");
    assert_snapshot!(bad(&network("100.64.0.0/16", "")), @"");
    good(&network("172.18.0.0/16", ""));
}

#[test]
fn cidr_public() {
    assert_snapshot!(doubtful(&network("11.0.0.0/16", "")), @"");
    good(&network("192.168.0.0/16", ""));
}

#[test]
fn cidr_neighbours() {
    let workspace = |cidr: &str| {
        let other = network(cidr, "");
        let files = [
            ("environments/a.toml", ""),
            ("environments/b.toml", &other),
            ("environments/shared/defaults.toml", GOOD),
        ];
        Workspace::of_texts(files)
    };
    let overlapping = workspace("10.0.0.0/17");
    assert_snapshot!(overlapping.load("b").unwrap_err(), @"");
    assert_snapshot!(overlapping.load_all().unwrap_err(), @"");
    assert_eq!(workspace("10.1.0.0/16").load_all().unwrap().len(), 2);
}

#[test]
fn way_out() {
    assert_snapshot!(bad("network.nat = \"none\""), @"");
    good("network.nat = \"none\"\nnetwork.interface_endpoints = \"required\"");
}

#[test]
fn zone_count() {
    let one = GOOD
        .lines()
        .filter(|line| !line.starts_with("zones.us-east-1b"))
        .collect::<Vec<_>>()
        .join("\n");
    let load = |file| {
        Workspace::of_texts([
            ("environments/test.toml", file),
            ("environments/shared/defaults.toml", one.as_str()),
        ])
        .load("test")
    };
    assert_snapshot!(load("").unwrap_err(), @"");
    assert!(
        load("network.zones.us-east-1f = { public = \"10.0.1.0/24\", private = \"10.0.32.0/20\" }").is_ok()
    );
}

#[test]
fn zone_region() {
    assert_snapshot!(bad("network.zones.us-west-2a = { public = \"10.0.2.0/24\", private = \"10.0.64.0/20\" }"), @"");
    good("network.zones.us-east-1c = { public = \"10.0.2.0/24\", private = \"10.0.64.0/20\" }");
}

#[test]
fn subnet_inside() {
    assert_snapshot!(bad("network.zones.us-east-1a.public = \"10.1.0.0/24\""), @"");
    good("network.zones.us-east-1a.public = \"10.0.255.0/24\"");
}

#[test]
fn subnet_overlap() {
    assert_snapshot!(bad("network.zones.us-east-1a.public = \"10.0.32.0/24\""), @"");
    assert_snapshot!(bad("network.zones.us-east-1a.public = \"10.0.1.0/24\""), @"");
    good("network.zones.us-east-1a.public = \"10.0.2.0/24\"");
}

#[test]
fn subnet_load_balancer() {
    assert_snapshot!(bad("network.zones.us-east-1a.public = \"10.0.0.0/28\""), @"");
    good("network.zones.us-east-1a.public = \"10.0.0.0/27\"");
}

#[test]
fn subnet_room() {
    let zones = |prefix| {
        format!(
            "[network.zones]\nus-east-1a.private = \"10.0.16.0/{prefix}\"\nus-east-1b.private = \"10.0.32.0/{prefix}\"\n\
             [services.orders.scaling]\nmaximum = 12\n"
        )
    };
    assert_snapshot!(doubtful(&zones(28)), @"");
    good(&zones(27));
}

#[test]
fn database_ranges() {
    assert_snapshot!(bad("database.ranges = [\"10.0.40.0/21\"]"), @"");
    assert_snapshot!(bad("database.ranges = [\"10.9.0.0/24\", \"10.9.0.0/24\"]"), @"");
    good("database.ranges = [\"10.0.48.0/21\", \"10.9.0.0/24\"]");
}

#[test]
fn database_reachable() {
    let isolated = "network.nat = \"none\"\nnetwork.interface_endpoints = \"required\"\n";
    assert_snapshot!(bad(&format!("{isolated}database.ranges = [\"10.9.0.0/24\"]")), @"");
    good(isolated);
}
