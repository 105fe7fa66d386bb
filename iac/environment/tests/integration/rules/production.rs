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
    assert_snapshot!(load_as("prod-eu", "").unwrap_err(), @"");
    assert!(load_as("prod-eu", &production("")).is_ok());
}

#[test]
fn container_insights() {
    let file = "compute.container_insights = \"disabled\"";
    assert_snapshot!(bad(&production(file)), @"");
    good(&waived(
        "production-container-insights",
        "compute.container_insights",
        file,
    ));
    good(file);
}

#[test]
fn deletion_protection() {
    let file = "load_balancer.deletion_protection = false";
    assert_snapshot!(bad(&production(file)), @"");
    good(&waived(
        "production-deletion-protection",
        "load_balancer.deletion_protection",
        file,
    ));
    good(file);
}

#[test]
fn firewall() {
    let file = "load_balancer.firewall = false";
    assert_snapshot!(bad(&production(file)), @"");
    good(&waived("production-firewall", "load_balancer.firewall", file));
    good(file);
}

#[test]
fn minimum() {
    let file = "services.orders.scaling.minimum = 1";
    assert_snapshot!(bad(&production(file)), @"");
    good(&waived(
        "production-minimum",
        "services.orders.scaling.minimum",
        file,
    ));
    good(file);
    let night = "services.orders.scaling.schedules.night = { schedule = \"cron(0 22 ? * * *)\", minimum = 1, maximum = 1 }";
    assert_snapshot!(bad(&production(night)), @"");
}

#[test]
fn nat() {
    let file = "network.nat = \"single\"";
    assert_snapshot!(bad(&production(file)), @"");
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
    assert_snapshot!(load(&production("")).unwrap_err(), @"");
    let waived = waived("production-plain-http", "load_balancer.listener.plain-http", "");
    assert_snapshot!(load(&waived).unwrap_err(), @"");
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
    assert_snapshot!(load(calling).unwrap_err(), @"");
    let waiver = "[[waivers]]\nrule = \"plain-http-calls\"\naddress = \"services.second.calls\"\nreason = \"No patients in it\"";
    assert!(load(&format!("{calling}{waiver}")).is_ok());
}

#[test]
fn retention() {
    let file = "observability.log_retention_days = 180\nload_balancer.access_log_retention_days = 364";
    assert_snapshot!(bad(&production(file)), @"");
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
    assert_snapshot!(bad(&production(file)), @"");
    good(&waived("production-spot", "compute.capacity.fargate-spot", file));
    good(file);
}
