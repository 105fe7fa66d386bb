//! `[services]`: paths, calls, scaling.

use insta::assert_snapshot;

use crate::support::{bad, good};

fn second(more: &str) -> String {
    format!("[services.second]\nsecrets.DATABASE_URL.secrets-manager = \"second\"\n{more}\n")
}

#[test]
fn size() {
    assert_snapshot!(bad("services.orders.memory = 300"), @"");
    assert_snapshot!(bad("services.orders.cpu = 4096"), @"");
    assert_snapshot!(bad("services.orders.cpu = 300"), @"");
    good("services.orders.cpu = 512\nservices.orders.memory = 1024");
}

#[test]
fn paths_count() {
    let paths = |count: usize| {
        format!(
            "services.orders.paths = {:?}",
            (0..count).map(|at| format!("/{at}")).collect::<Vec<_>>()
        )
    };
    assert_snapshot!(bad(&paths(6)), @"");
    good(&paths(5));
}

#[test]
fn paths_wildcards() {
    assert_snapshot!(bad("services.orders.paths = [\"/a/*/*/*\", \"/b/*/*/*\"]"), @"");
    good("services.orders.paths = [\"/a/*/*/*\", \"/b/*/*\"]");
}

#[test]
fn paths_health() {
    assert_snapshot!(bad("services.orders.paths = [\"/a\", \"/*\"]"), @"");
    assert_snapshot!(bad("services.orders.paths = [\"/read?\"]"), @"");
    good("services.orders.paths = [\"/api/health\"]");
}

#[test]
fn paths_overlap() {
    assert_snapshot!(bad(&second("paths = [\"/b\", \"/orders-export*\"]")), @"");
    assert_snapshot!(bad(&second("paths = [\"/*s\"]")), @"");
    assert_snapshot!(bad("services.orders.paths = [\"/a\", \"/a\"]"), @"");
    good(&second("paths = [\"/order\"]"));
    good(&second(
        "paths = [\"/orders-export*\"]\nload_balancer = \"second\"",
    ));
    good("services.orders.paths = [\"/a*\", \"/a\"]");
}

#[test]
fn calls_known() {
    assert_snapshot!(bad(&second("paths = [\"/b\"]\ncalls = [\"order\"]")), @"");
    assert_snapshot!(bad(&second("paths = [\"/b\"]\ncalls = [\"second\"]")), @"");
    good(&second("paths = [\"/b\"]\ncalls = [\"orders\"]"));
}

#[test]
fn calls_twice() {
    assert_snapshot!(bad(&second("paths = [\"/b\"]\ncalls = [\"orders\", \"orders\"]")), @"");
}

#[test]
fn calls_route() {
    let isolated = "network.nat = \"none\"\nnetwork.interface_endpoints = \"required\"\n";
    let calling = second("paths = [\"/b\"]\ncalls = [\"orders\"]\nissuer = \"https://login.example.com/\"");
    assert_snapshot!(bad(&format!("{isolated}{calling}")), @"");
    good(&calling);
    good(&format!("{isolated}{}", second("paths = [\"/b\"]")));
}

#[test]
fn scaling_bounds() {
    assert_snapshot!(bad("services.orders.scaling.minimum = 4"), @"");
    good("services.orders.scaling.minimum = 3");
    let night = |minimum: u32| {
        format!(
            "services.orders.scaling.schedules.night = {{ schedule = \"cron(0 22 ? * * *)\", minimum = {minimum}, maximum = 1 }}"
        )
    };
    assert_snapshot!(bad(&night(2)), @"");
    let environment = good(&night(0));
    let night = environment
        .services
        .values()
        .next()
        .unwrap()
        .scaling
        .schedules
        .values()
        .next()
        .unwrap();
    assert_eq!(night.time_zone.as_str(), "UTC");
}
