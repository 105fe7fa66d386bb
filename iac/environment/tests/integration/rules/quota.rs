//! AWS's quotas.

use environment::Workspace;
use insta::assert_snapshot;

use crate::support::{GOOD, bad, doubtful, good, services};

#[test]
fn elastic_ips() {
    let workspace = |nat: &str| {
        let other = format!(
            "[network]\ncidr = \"10.1.0.0/16\"\nnat = \"{nat}\"\nzones.us-east-1c = {{}}\nzones.us-east-1d = {{}}"
        );
        let files = [
            ("environments/a.toml", ""),
            ("environments/b.toml", &other),
            ("environments/shared/defaults.toml", GOOD),
        ];
        Workspace::of_texts(files).load("a").unwrap().warnings
    };
    let warnings = workspace("one-per-az");
    assert_snapshot!(warnings.first().unwrap(), @r#"
    warning: network.nat: 2 NAT gateways here and 4 of other environments need 6 elastic IP addresses
      --> environments/shared/defaults.toml:14:7
       |
    14 | nat = "one-per-az"
       |       ^^^^^^^^^^^^
      allowed: 5 in a region, unless AWS has raised it
      hint: ask for more in Service Quotas before the first apply
    "#);
    assert!(workspace("single").is_empty());
}

#[test]
fn load_balancers() {
    let spread = |count: usize| services(count, |at| format!("load_balancer = \"lb-{at}\""));
    assert_snapshot!(doubtful(&spread(50)), @"
    warning: services: the services are behind 51 load balancers
      --> environments/test.toml:1:2
      |
    1 | [services.service-0]
      |  ^^^^^^^^
      allowed: 50 in a region, unless AWS has raised it
      hint: ask for more in Service Quotas before the first apply
    ");
    good(&spread(49));
}

#[test]
fn target_groups() {
    let together = services(101, |_| "load_balancer = \"second\"".to_owned());
    let text = bad(&together);
    let errors: Vec<&str> = text.split("\n\n").filter(|problem| problem.starts_with("error")).collect();
    assert_snapshot!(errors.join("\n\n"), @r#"
    error: services.service-99: the load balancer `second` has 101 services
      --> environments/test.toml:397:11
        |
    397 | [services.service-99]
        |           ^^^^^^^^^^
      allowed: at most 100 target groups, one for each service
      hint: put this and the following behind another: `load_balancer = "second"`
    "#);
}

#[test]
fn security_group_rules() {
    let together = |count: usize| services(count, |_| "load_balancer = \"second\"".to_owned());
    assert_snapshot!(doubtful(&together(61)), @r#"
    warning: services.service-9: the security group of the load balancer `second` has 61 rules, one for each service
      --> environments/test.toml:37:11
       |
    37 | [services.service-9]
       |           ^^^^^^^^^
      allowed: 60, unless AWS has raised it
      hint: put this and the following behind another: `load_balancer = "second"`
    "#);
    good(&together(60));
}

#[test]
fn database_ranges() {
    let ranges = |count: usize| {
        format!(
            "database.external.ranges = {:?}",
            (0..count).map(|at| format!("10.9.{at}.0/24")).collect::<Vec<_>>()
        )
    };
    assert_snapshot!(doubtful(&ranges(57)), @r#"
    warning: database.external.ranges: 57 ranges are too many for the services' security groups
      --> environments/test.toml:1:28
      |
    1 | database.external.ranges = ["10.9.0.0/24", "10.9.1.0/24", "10.9.2.0/24", "10.9.3.0/24", "10.9.4.0/24…
      |                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: 56, unless AWS has raised it
      hint: join neighbouring ranges into one
    "#);
    good(&ranges(56));
}

#[test]
fn roles() {
    let spread = |count: usize| {
        services(count, |at| format!("load_balancer = \"lb-{}\"\nscaling.maximum = 2", at / 50))
    };
    assert_snapshot!(doubtful(&spread(500)), @"
    warning: services: the services have 1002 roles, two each
      --> environments/test.toml:1:2
      |
    1 | [services.service-0]
      |  ^^^^^^^^
      allowed: 1000 in an account, unless AWS has raised it
      hint: ask for more in Service Quotas before the first apply
    ");
    good(&spread(499));
}

#[test]
fn services_of_a_cluster() {
    let spread = |count: usize| {
        services(count, |at| format!("load_balancer = \"lb-{}\"\nscaling.maximum = 2", at / 60))
    };
    let text = bad(&spread(5_000));
    let errors: Vec<&str> = text.split("\n\n").filter(|problem| problem.starts_with("error")).collect();
    assert_snapshot!(errors.join("\n\n"), @"
    error: services: there are 5001 services
      --> environments/test.toml:1:2
      |
    1 | [services.service-0]
      |  ^^^^^^^^
      allowed: at most 5000 in a cluster
      hint: put some into an environment of their own
    ");
}
