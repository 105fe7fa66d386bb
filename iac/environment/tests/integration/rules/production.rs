//! The policy of production: each rule is an error, unless it is waived.

use insta::assert_snapshot;

use crate::support::{bad, good, load_as};

fn production(file: &str) -> String {
    format!("tier = \"production\"\n{file}")
}

fn waived(rule: &str, address: &str, file: &str) -> String {
    format!(
        "{}\n[[waivers]]\nrule = \"{rule}\"\naddress = \"{address}\"\nreason = \"A reason to be judged\"\n",
        production(file)
    )
}

#[test]
fn tier() {
    assert_snapshot!(load_as("prod-eu", "").unwrap_err(), @r#"
    error: tier: `prod-eu` is called production and is not
      --> environments/shared/defaults.toml:2:8
      |
    2 | tier = "development"
      |        ^^^^^^^^^^^^^
      allowed: `production`
      hint: write `tier = "production"`, or rename the file
    "#);
    assert!(load_as("prod-eu", &production("")).is_ok());
}

#[test]
fn container_insights() {
    let file = "compute.container_insights = \"disabled\"";
    assert_snapshot!(bad(&production(file)), @r#"
    error[production-container-insights]: compute.container_insights: nothing measures production's cluster
      --> environments/test.toml:2:30
      |
    2 | compute.container_insights = "disabled"
      |                              ^^^^^^^^^^
      allowed: `enabled`, `enhanced`
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-container-insights"`, `address = "compute.container_insights"` and `reason`
    "#);
    good(&waived("production-container-insights", "compute.container_insights", file));
    good(file);
}

#[test]
fn deletion_protection() {
    let file = "deletion_protection = false";
    assert_snapshot!(bad(&production(file)), @r#"
    error[production-deletion-protection]: deletion_protection: production can be destroyed by mistake
      --> environments/test.toml:2:23
      |
    2 | deletion_protection = false
      |                       ^^^^^
      allowed: `true`
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-deletion-protection"`, `address = "deletion_protection"` and `reason`
    "#);
    good(&waived("production-deletion-protection", "deletion_protection", file));
    good(file);
}

#[test]
fn firewall() {
    let file = "load_balancer.firewall = false";
    assert_snapshot!(bad(&production(file)), @r#"
    error[production-firewall]: load_balancer.firewall: nothing stands before production's load balancers
      --> environments/test.toml:2:26
      |
    2 | load_balancer.firewall = false
      |                          ^^^^^
      allowed: `true`
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-firewall"`, `address = "load_balancer.firewall"` and `reason`
    "#);
    good(&waived("production-firewall", "load_balancer.firewall", file));
    good(file);
}

#[test]
fn minimum() {
    let file = "services.orders.scaling.minimum = 1";
    assert_snapshot!(bad(&production(file)), @r#"
    error[production-minimum]: services.orders.scaling.minimum: `1` is too few in production
      --> environments/test.toml:2:35
      |
    2 | services.orders.scaling.minimum = 1
      |                                   ^
      allowed: 2 or more
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-minimum"`, `address = "services.orders.scaling.minimum"` and `reason`
    "#);
    good(&waived("production-minimum", "services.orders.scaling.minimum", file));
    good(file);
    let night = "services.orders.scaling.schedules.night = { schedule = \"cron(0 22 ? * * *)\", minimum = 1, maximum = 1 }";
    assert_snapshot!(bad(&production(night)), @r#"
    error[production-minimum]: services.orders.scaling.schedules.night.minimum: `1` is too few in production
      --> environments/test.toml:2:88
      |
    2 | services.orders.scaling.schedules.night = { schedule = "cron(0 22 ? * * *)", minimum = 1, maximum = 1 }
      |                                                                                        ^
      allowed: 2 or more
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-minimum"`, `address = "services.orders.scaling.schedules.night.minimum"` and `reason`
    "#);
}

#[test]
fn nat() {
    let file = "network.nat = \"single\"";
    assert_snapshot!(bad(&production(file)), @r#"
    error[production-nat]: network.nat: one zone that fails takes production's way out with it
      --> environments/test.toml:2:15
      |
    2 | network.nat = "single"
      |               ^^^^^^^^
      allowed: `one-per-az`
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-nat"`, `address = "network.nat"` and `reason`
    "#);
    good(&waived("production-nat", "network.nat", file));
    good(file);
}

#[test]
fn plain_http() {
    // Tables merge, so the good file's listener must be overruled by its own parts.
    let file = "[load_balancer.listener.plain-http]";
    let text = crate::support::GOOD.replace(
        "listener.issued-certificate = { domain = \"app.example.com\", zone = \"example.com\" }",
        "listener.plain-http = {}",
    );
    let load = |file: &str| {
        environment::Workspace::of_texts([
            ("environments/test.toml", file),
            ("environments/shared/defaults.toml", text.as_str()),
        ])
        .load("test")
    };
    assert!(load(file).is_ok());
    assert_snapshot!(load(&production("")).unwrap_err(), @"
    error[production-plain-http]: load_balancer.listener.plain-http: production speaks HTTPS only
      --> environments/shared/defaults.toml:21:10
       |
    21 | listener.plain-http = {}
       |          ^^^^^^^^^^
      allowed: `issued-certificate` or `given-certificate`
    ");
    let waived = waived("production-plain-http", "load_balancer.listener.plain-http", "");
    assert_snapshot!(load(&waived).unwrap_err(), @r#"
    error: waivers[0].rule: `production-plain-http` cannot be waived
      --> environments/test.toml:4:8
      |
    4 | rule = "production-plain-http"
      |        ^^^^^^^^^^^^^^^^^^^^^^^
      hint: remove the waiver

    error[production-plain-http]: load_balancer.listener.plain-http: production speaks HTTPS only
      --> environments/shared/defaults.toml:21:10
       |
    21 | listener.plain-http = {}
       |          ^^^^^^^^^^
      allowed: `issued-certificate` or `given-certificate`
    "#);
}

#[test]
fn plain_http_calls() {
    let text = crate::support::GOOD.replace(
        "listener.issued-certificate = { domain = \"app.example.com\", zone = \"example.com\" }",
        "listener.plain-http = {}",
    );
    let load = |file: &str| {
        environment::Workspace::of_texts([
            ("environments/test.toml", file),
            ("environments/shared/defaults.toml", text.as_str()),
        ])
        .load("test")
    };
    let calling = "[services.second]\npaths = [\"/second\"]\ncalls = [\"orders\"]\nsecrets.DATABASE_URL.secrets-manager = \"second\"\n";
    assert_snapshot!(load(calling).unwrap_err(), @r#"
    error[plain-http-calls]: services.second.calls: calls go over plain HTTP, with the caller's token in them
      --> environments/test.toml:3:9
      |
    3 | calls = ["orders"]
      |         ^^^^^^^^^^
      hint: if it must be so, say why: `[[waivers]]` with `rule = "plain-http-calls"`, `address = "services.second.calls"` and `reason`
    "#);
    let waiver = "[[waivers]]\nrule = \"plain-http-calls\"\naddress = \"services.second.calls\"\nreason = \"No patients in it\"";
    assert!(load(&format!("{calling}{waiver}")).is_ok());
}

#[test]
fn retention() {
    let file = "observability.log_retention_days = 180\nload_balancer.access_log_retention_days = 364";
    assert_snapshot!(bad(&production(file)), @r#"
    error[production-retention]: observability.log_retention_days: `180` days are too few in production
      --> environments/test.toml:2:36
      |
    2 | observability.log_retention_days = 180
      |                                    ^^^
      allowed: 365 or more
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-retention"`, `address = "observability.log_retention_days"` and `reason`

    error[production-retention]: load_balancer.access_log_retention_days: `364` days are too few in production
      --> environments/test.toml:3:43
      |
    3 | load_balancer.access_log_retention_days = 364
      |                                           ^^^
      allowed: 365 or more
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-retention"`, `address = "load_balancer.access_log_retention_days"` and `reason`
    "#);
    good(&waived(
        "production-retention",
        "observability.log_retention_days",
        "observability.log_retention_days = 180",
    ));
    good(&production("observability.log_retention_days = 0"));
    good(file);
}

#[test]
fn spot() {
    let file = "compute.capacity.fargate-spot.weight = 1";
    assert_snapshot!(bad(&production(file)), @r#"
    error[production-spot]: compute.capacity.fargate-spot: AWS may take production's tasks away after two minutes' notice
      --> environments/test.toml:2:18
      |
    2 | compute.capacity.fargate-spot.weight = 1
      |                  ^^^^^^^^^^^^
      allowed: `fargate` alone
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-spot"`, `address = "compute.capacity.fargate-spot"` and `reason`
    "#);
    good(&waived("production-spot", "compute.capacity.fargate-spot", file));
    good(file);
}
