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
    let warnings = workspace("one-per-zone");
    assert_snapshot!(warnings.first().unwrap(), @"");
    assert!(workspace("single").is_empty());
}

#[test]
fn load_balancers() {
    let spread = |count: usize| services(count, |at| format!("load_balancer = \"lb-{at}\""));
    assert_snapshot!(doubtful(&spread(50)), @"");
    good(&spread(49));
}

#[test]
fn target_groups() {
    let together = services(101, |_| "load_balancer = \"second\"".to_owned());
    let text = bad(&together);
    let errors: Vec<&str> = text
        .split("\n\n")
        .filter(|problem| problem.starts_with("error"))
        .collect();
    assert_snapshot!(errors.join("\n\n"), @"");
}

#[test]
fn security_group_rules() {
    let together = |count: usize| services(count, |_| "load_balancer = \"second\"".to_owned());
    assert_snapshot!(doubtful(&together(61)), @"");
    good(&together(60));
}

#[test]
fn database_ranges() {
    let ranges = |count: usize| {
        format!(
            "database.ranges = {:?}",
            (0..count).map(|at| format!("10.9.{at}.0/24")).collect::<Vec<_>>()
        )
    };
    assert_snapshot!(doubtful(&ranges(57)), @"");
    good(&ranges(56));
}

#[test]
fn roles() {
    let spread = |count: usize| {
        services(count, |at| {
            format!("load_balancer = \"lb-{}\"\nscaling.maximum = 2", at / 50)
        })
    };
    assert_snapshot!(doubtful(&spread(500)), @"");
    good(&spread(499));
}

#[test]
fn services_of_a_cluster() {
    let spread = |count: usize| {
        services(count, |at| {
            format!("load_balancer = \"lb-{}\"\nscaling.maximum = 2", at / 60)
        })
    };
    let text = bad(&spread(5_000));
    let errors: Vec<&str> = text
        .split("\n\n")
        .filter(|problem| problem.starts_with("error"))
        .collect();
    assert_snapshot!(errors.join("\n\n"), @"");
}
