//! `[services]`: paths, calls, scaling.

use insta::assert_snapshot;

use crate::support::{bad, good};

fn second(more: &str) -> String {
    format!("[services.second]\nsecrets.DATABASE_URL.secrets-manager = \"second\"\n{more}\n")
}

#[test]
fn size() {
    assert_snapshot!(bad("services.orders.memory = 300"), @"
    error: services.orders.memory: `300` is not offered with 256 CPU units
      --> environments/test.toml:1:26
      |
    1 | services.orders.memory = 300
      |                          ^^^
      allowed: 512, 1024, 2048
      hint: the next larger is `512`
    ");
    assert_snapshot!(bad("services.orders.cpu = 4096"), @"
    error: services.orders.memory: `512` is not offered with 4096 CPU units
      --> environments/shared/defaults.toml:38:10
       |
    38 | memory = 512
       |          ^^^
      allowed: 8192 to 30720 in steps of 1024
      hint: `512` is offered with `cpu = 256`
    ");
    assert_snapshot!(bad("services.orders.cpu = 300"), @"
    error: services.orders.cpu: Fargate does not offer `300` CPU units
      --> environments/test.toml:1:23
      |
    1 | services.orders.cpu = 300
      |                       ^^^
      allowed: 256, 512, 1024, 2048, 4096, 8192, 16384
    ");
    good("services.orders.cpu = 512\nservices.orders.memory = 1024");
}

#[test]
fn paths_count() {
    let paths = |count: usize| {
        format!("services.orders.paths = {:?}", (0..count).map(|at| format!("/{at}")).collect::<Vec<_>>())
    };
    assert_snapshot!(bad(&paths(6)), @r#"
    error: services.orders.paths: has 6 patterns
      --> environments/test.toml:1:25
      |
    1 | services.orders.paths = ["/0", "/1", "/2", "/3", "/4", "/5"]
      |                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: at most 5
      hint: join patterns with a wildcard, as in `/api/patients*`
    "#);
    good(&paths(5));
}

#[test]
fn paths_wildcards() {
    assert_snapshot!(bad("services.orders.paths = [\"/a/*/*/*\", \"/b/*/*/*\"]"), @r#"
    error: services.orders.paths: has 6 wildcards in all
      --> environments/test.toml:1:25
      |
    1 | services.orders.paths = ["/a/*/*/*", "/b/*/*/*"]
      |                         ^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: at most 5 in one service's paths
    "#);
    good("services.orders.paths = [\"/a/*/*/*\", \"/b/*/*\"]");
}

#[test]
fn paths_health() {
    assert_snapshot!(bad("services.orders.paths = [\"/a\", \"/*\"]"), @r#"
    error: services.orders.paths[1]: `/*` makes `/health` public, which only the load balancer may ask
      --> environments/test.toml:1:32
      |
    1 | services.orders.paths = ["/a", "/*"]
      |                                ^^^^
      hint: narrow the pattern, as in `/api/patients*`
    "#);
    assert_snapshot!(bad("services.orders.paths = [\"/read?\"]"), @r#"
    error: services.orders.paths[0]: `/read?` makes `/ready` public, which only the load balancer may ask
      --> environments/test.toml:1:26
      |
    1 | services.orders.paths = ["/read?"]
      |                          ^^^^^^^^
      hint: narrow the pattern, as in `/api/patients*`
    "#);
    good("services.orders.paths = [\"/api/health\"]");
}

#[test]
fn paths_overlap() {
    assert_snapshot!(bad(&second("paths = [\"/b\", \"/orders-export*\"]")), @r#"
    error: services.second.paths[1]: `/orders-export*` and `/orders*` of `orders` both match `/orders-export`, which can reach one service only
      --> environments/test.toml:3:16
      |
    3 | paths = ["/b", "/orders-export*"]
      |                ^^^^^^^^^^^^^^^^^
      hint: narrow one of the two, or put the services behind different load balancers
    "#);
    assert_snapshot!(bad(&second("paths = [\"/*s\"]")), @r#"
    error: services.second.paths[0]: `/*s` and `/orders*` of `orders` both match `/orders`, which can reach one service only
      --> environments/test.toml:3:10
      |
    3 | paths = ["/*s"]
      |          ^^^^^
      hint: narrow one of the two, or put the services behind different load balancers
    "#);
    assert_snapshot!(bad("services.orders.paths = [\"/a\", \"/a\"]"), @r#"
    error: services.orders.paths[1]: `/a` is given twice
      --> environments/test.toml:1:32
      |
    1 | services.orders.paths = ["/a", "/a"]
      |                                ^^^^
      hint: remove one of the two
    "#);
    good(&second("paths = [\"/order\"]"));
    good(&second("paths = [\"/orders-export*\"]\nload_balancer = \"second\""));
    good("services.orders.paths = [\"/a*\", \"/a\"]");
}

#[test]
fn calls_known() {
    assert_snapshot!(bad(&second("paths = [\"/b\"]\ncalls = [\"order\"]")), @r#"
    error: services.second.calls[0]: there is no service `order`
      --> environments/test.toml:4:10
      |
    4 | calls = ["order"]
      |          ^^^^^^^
      allowed: orders
      hint: did you mean `orders`?
    "#);
    assert_snapshot!(bad(&second("paths = [\"/b\"]\ncalls = [\"second\"]")), @r#"
    error: services.second.calls[0]: `second` calls itself
      --> environments/test.toml:4:10
      |
    4 | calls = ["second"]
      |          ^^^^^^^^
      hint: remove it
    "#);
    good(&second("paths = [\"/b\"]\ncalls = [\"orders\"]"));
}

#[test]
fn calls_twice() {
    assert_snapshot!(bad(&second("paths = [\"/b\"]\ncalls = [\"orders\", \"orders\"]")), @r#"
    error: services.second.calls[1]: `orders` is given twice
      --> environments/test.toml:4:20
      |
    4 | calls = ["orders", "orders"]
      |                    ^^^^^^^^
      hint: remove one of the two
    "#);
}

#[test]
fn calls_route() {
    let isolated = "network.nat = \"none\"\nnetwork.interface_endpoints = \"required\"\n";
    let calling = second("paths = [\"/b\"]\ncalls = [\"orders\"]\nissuer = \"https://login.example.com/\"");
    assert_snapshot!(bad(&format!("{isolated}{calling}")), @r#"
    error: services.second.calls: there is no way to the load balancer's public name: `network.nat` is `none`
      --> environments/test.toml:6:9
      |
    6 | calls = ["orders"]
      |         ^^^^^^^^^^
      hint: choose `nat = "single"` or `"one-per-az"`

    error: services.second.issuer: there is no way to `login.example.com`: `network.nat` is `none`
      --> environments/test.toml:7:10
      |
    7 | issuer = "https://login.example.com/"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      hint: choose `nat = "single"` or `"one-per-az"`
    "#);
    good(&calling);
    good(&format!("{isolated}{}", second("paths = [\"/b\"]")));
}

#[test]
fn scaling_bounds() {
    assert_snapshot!(bad("services.orders.scaling.minimum = 4"), @"
    error: services.orders.scaling.minimum: `4` is more than the maximum `3`
      --> environments/test.toml:1:35
      |
    1 | services.orders.scaling.minimum = 4
      |                                   ^
      allowed: 0 to 3
    ");
    good("services.orders.scaling.minimum = 3");
    let night = |minimum: u32| {
        format!(
            "services.orders.scaling.schedules.night = {{ schedule = \"cron(0 22 ? * * *)\", minimum = {minimum}, maximum = 1 }}"
        )
    };
    assert_snapshot!(bad(&night(2)), @r#"
    error: services.orders.scaling.schedules.night.minimum: `2` is more than the maximum `1`
      --> environments/test.toml:1:88
      |
    1 | services.orders.scaling.schedules.night = { schedule = "cron(0 22 ? * * *)", minimum = 2, maximum = 1 }
      |                                                                                        ^
      allowed: 0 to 1
    "#);
    let environment = good(&night(0));
    let night = environment.services.values().next().unwrap().scaling.schedules.values().next().unwrap();
    assert_eq!(night.time_zone.as_str(), "UTC");
}

#[test]
fn a_name_of_the_platforms_own() {
    let service = |name: &str| {
        format!("[services.{name}]\npaths = [\"/x/*\"]\nsecrets.DATABASE_URL.secrets-manager = \"x\"\n")
    };
    for name in ["load-balancer-main", "interface-endpoints", "flow-logs"] {
        assert!(bad(&service(name)).contains("which is the platform's own"), "{name}");
    }
    good(&service("load-balancing"));
}

#[test]
fn a_name_that_something_of_another_service_has() {
    let service = |name: &str| {
        format!("[services.{name}]\npaths = [\"/x/*\"]\nsecrets.DATABASE_URL.secrets-manager = \"x\"\n")
    };
    assert_snapshot!(bad(&service("orders-migrate")), @"
    error: services.orders-migrate: `orders-migrate` is what something of the database of `orders` is called
      --> environments/test.toml:1:11
      |
    1 | [services.orders-migrate]
      |           ^^^^^^^^^^^^^^
      hint: choose another name for one of the two services
    ");
    for name in ["orders-database-setup", "orders-setup", "orders-owner"] {
        assert!(bad(&service(name)).contains("of the database of `orders`"), "{name}");
    }
    for name in ["migrate", "bills-owner", "orders-owners", "ordersmigrate"] {
        good(&service(name));
    }
}
