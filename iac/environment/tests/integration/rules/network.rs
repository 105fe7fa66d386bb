//! `[network]` and `[database]`.

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::{GOOD, bad, doubtful, good};

/// A network that needs nothing of the good one.
fn network(cidr: &str, rest: &str) -> String {
    let [a, b, ..] = cidr.split('.').collect::<Vec<_>>()[..] else { panic!("{cidr}") };
    format!(
        "[network]\ncidr = \"{cidr}\"\n\
         zones.us-east-1a = {{ public = \"{a}.{b}.0.0/24\", private = \"{a}.{b}.16.0/20\" }}\n\
         zones.us-east-1b = {{ public = \"{a}.{b}.1.0/24\", private = \"{a}.{b}.32.0/20\" }}\n{rest}"
    )
}

#[test]
fn cidr_reserved() {
    assert_snapshot!(bad(&network("172.17.0.0/16", "")), @r#"
    error: network.cidr: `172.17.0.0/16` overlaps `172.17.0.0/16`: Docker's bridge, which several services of AWS use
      --> environments/test.toml:2:8
      |
    2 | cidr = "172.17.0.0/16"
      |        ^^^^^^^^^^^^^^^
      hint: choose a network in `10.0.0.0/8`
    "#);
    assert_snapshot!(bad(&network("100.64.0.0/16", "")), @r#"
    error: network.cidr: `100.64.0.0/16` overlaps `100.64.0.0/10`: carrier-grade NAT, which Fargate and Lambda use inside
      --> environments/test.toml:2:8
      |
    2 | cidr = "100.64.0.0/16"
      |        ^^^^^^^^^^^^^^^
      hint: choose a network in `10.0.0.0/8`
    "#);
    good(&network("172.18.0.0/16", ""));
}

#[test]
fn cidr_public() {
    assert_snapshot!(doubtful(&network("11.0.0.0/16", "")), @r#"
    warning: network.cidr: `11.0.0.0/16` belongs to somebody on the internet, whom the tasks cannot reach
      --> environments/test.toml:2:8
      |
    2 | cidr = "11.0.0.0/16"
      |        ^^^^^^^^^^^^^
      allowed: networks in `10.0.0.0/8`, `172.16.0.0/12` and `192.168.0.0/16`
    "#);
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
    assert_snapshot!(overlapping.load("b").unwrap_err(), @r#"
    error: network.cidr: `10.0.0.0/17` overlaps `10.0.0.0/16` of the environment `a`
      --> environments/b.toml:2:8
      |
    2 | cidr = "10.0.0.0/17"
      |        ^^^^^^^^^^^^^
      hint: choose a network that no environment has
    "#);
    assert_snapshot!(overlapping.load_all().unwrap_err(), @r#"
    error: network.cidr: `10.0.0.0/16` overlaps `10.0.0.0/17` of the environment `b`
      --> environments/shared/defaults.toml:13:8
       |
    13 | cidr = "10.0.0.0/16"
       |        ^^^^^^^^^^^^^
      hint: choose a network that no environment has

    error: network.cidr: `10.0.0.0/17` overlaps `10.0.0.0/16` of the environment `a`
      --> environments/b.toml:2:8
      |
    2 | cidr = "10.0.0.0/17"
      |        ^^^^^^^^^^^^^
      hint: choose a network that no environment has
    "#);
    assert_eq!(workspace("10.1.0.0/16").load_all().unwrap().len(), 2);
}

#[test]
fn way_out() {
    assert_snapshot!(bad("network.nat = \"none\""), @r#"
    error: network.interface_endpoints: without NAT and without interface endpoints no task can start: it cannot fetch its image
      --> environments/shared/defaults.toml:15:23
       |
    15 | interface_endpoints = "none"
       |                       ^^^^^^
      hint: write `interface_endpoints = "required"`, or `nat = "single"`
    "#);
    good("network.nat = \"none\"\nnetwork.interface_endpoints = \"required\"");
}

#[test]
fn zone_count() {
    let one =
        GOOD.lines().filter(|line| !line.starts_with("zones.us-east-1b")).collect::<Vec<_>>().join("\n");
    let load = |file| {
        Workspace::of_texts([
            ("environments/test.toml", file),
            ("environments/shared/defaults.toml", one.as_str()),
        ])
        .load("test")
    };
    assert_snapshot!(load("").unwrap_err(), @r#"
    error: network.zones: has one zone, and a load balancer needs two
      --> environments/shared/defaults.toml:16:1
       |
    16 | zones.us-east-1a = { public = "10.0.0.0/24", private = "10.0.16.0/20" }
       | ^^^^^
      hint: add `[network.zones.us-east-1b]` with `public` and `private`
    "#);
    assert!(
        load("network.zones.us-east-1f = { public = \"10.0.1.0/24\", private = \"10.0.32.0/20\" }").is_ok()
    );
}

#[test]
fn zone_region() {
    assert_snapshot!(bad("network.zones.us-west-2a = { public = \"10.0.2.0/24\", private = \"10.0.64.0/20\" }"), @r#"
    error: network.zones.us-west-2a: `us-west-2a` is not a zone of `us-east-1`, where the environment is
      --> environments/test.toml:1:15
      |
    1 | network.zones.us-west-2a = { public = "10.0.2.0/24", private = "10.0.64.0/20" }
      |               ^^^^^^^^^^
      allowed: us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f
    "#);
    good("network.zones.us-east-1c = { public = \"10.0.2.0/24\", private = \"10.0.64.0/20\" }");
}

#[test]
fn subnet_inside() {
    assert_snapshot!(bad("network.zones.us-east-1a.public = \"10.1.0.0/24\""), @r#"
    error: network.zones.us-east-1a.public: `10.1.0.0/24` is not inside the VPC's `10.0.0.0/16`
      --> environments/test.toml:1:35
      |
    1 | network.zones.us-east-1a.public = "10.1.0.0/24"
      |                                   ^^^^^^^^^^^^^
      allowed: 10.0.0.0 to 10.0.255.255
    "#);
    good("network.zones.us-east-1a.public = \"10.0.255.0/24\"");
}

#[test]
fn subnet_overlap() {
    assert_snapshot!(bad("network.zones.us-east-1a.public = \"10.0.32.0/24\""), @r#"
    error: network.zones.us-east-1a.public: `10.0.32.0/24` overlaps `10.0.32.0/20` of `network.zones.us-east-1b.private`
      --> environments/test.toml:1:35
      |
    1 | network.zones.us-east-1a.public = "10.0.32.0/24"
      |                                   ^^^^^^^^^^^^^^
      hint: the next free address is 10.0.48.0
    "#);
    assert_snapshot!(bad("network.zones.us-east-1a.public = \"10.0.1.0/24\""), @r#"
    error: network.zones.us-east-1b.public: `10.0.1.0/24` overlaps `10.0.1.0/24` of `network.zones.us-east-1a.public`
      --> environments/shared/defaults.toml:17:31
       |
    17 | zones.us-east-1b = { public = "10.0.1.0/24", private = "10.0.32.0/20" }
       |                               ^^^^^^^^^^^^^
      hint: the next free address is 10.0.2.0
    "#);
    good("network.zones.us-east-1a.public = \"10.0.2.0/24\"");
}

#[test]
fn subnet_load_balancer() {
    assert_snapshot!(bad("network.zones.us-east-1a.public = \"10.0.0.0/28\""), @r#"
    error: network.zones.us-east-1a.public: `10.0.0.0/28` is too small for a load balancer, which needs eight free addresses
      --> environments/test.toml:1:35
      |
    1 | network.zones.us-east-1a.public = "10.0.0.0/28"
      |                                   ^^^^^^^^^^^^^
      allowed: /27 or larger
    "#);
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
    assert_snapshot!(doubtful(&zones(28)), @"
    warning: network.zones: the private subnets have room for 22 tasks, and a deployment of all services at their maximum needs 24
      --> environments/test.toml:1:10
      |
    1 | [network.zones]
      |          ^^^^^
      hint: make the private subnets larger, or lower `scaling.maximum`
    ");
    good(&zones(27));
}

#[test]
fn database_ranges() {
    assert_snapshot!(bad("database.external.ranges = [\"10.0.40.0/21\"]"), @r#"
    error: database.external.ranges[0]: `10.0.40.0/21` overlaps the subnet `10.0.32.0/20` of `network.zones.us-east-1b.private`
      --> environments/test.toml:1:29
      |
    1 | database.external.ranges = ["10.0.40.0/21"]
      |                             ^^^^^^^^^^^^^^
      hint: give the databases a network of their own, inside the VPC or outside
    "#);
    assert_snapshot!(bad("database.external.ranges = [\"10.9.0.0/24\", \"10.9.0.0/24\"]"), @r#"
    error: database.external.ranges[1]: `10.9.0.0/24` is given twice
      --> environments/test.toml:1:44
      |
    1 | database.external.ranges = ["10.9.0.0/24", "10.9.0.0/24"]
      |                                            ^^^^^^^^^^^^^
      hint: remove one of the two
    "#);
    good("database.external.ranges = [\"10.0.48.0/21\", \"10.9.0.0/24\"]");
}

#[test]
fn database_reachable() {
    let isolated = "network.nat = \"none\"\nnetwork.interface_endpoints = \"required\"\n";
    assert_snapshot!(bad(&format!("{isolated}database.external.ranges = [\"10.9.0.0/24\"]")), @r#"
    error: database.external.ranges[0]: `10.9.0.0/24` is outside the VPC's `10.0.0.0/16`, and `network.nat` is `none`
      --> environments/test.toml:3:29
      |
    3 | database.external.ranges = ["10.9.0.0/24"]
      |                             ^^^^^^^^^^^^^
      hint: choose `nat = "single"` or `"one-per-az"`
    "#);
    good(isolated);
}
