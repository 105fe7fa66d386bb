//! Environments with every choice that the committed ones do not make.

use std::fmt::Write as _;

use environment::Workspace;

use crate::common::committed;

/// A workspace whose `dev` differs from the committed one by the replacements, and by what is added at its end.
fn variant(replacements: &[(&str, &str)], added: &str) -> Workspace {
    let mut dev = committed("dev.toml");
    for (old, new) in replacements {
        assert!(dev.contains(old), "`{old}` is not in dev.toml");
        dev = dev.replace(old, new);
    }
    dev.push_str(added);
    Workspace::of_texts([
        ("environments/dev.toml", dev.as_str()),
        ("environments/shared/defaults.toml", &committed("shared/defaults.toml")),
        ("environments/shared/bootstrap.toml", &committed("shared/bootstrap.toml")),
    ])
}

/// The committed files, with keys for the pipelines.
pub(crate) fn with_static_keys() -> Workspace {
    let defaults = committed("shared/defaults.toml");
    let repository = "repository_id = 987654321\n";
    assert!(defaults.contains(repository));
    let defaults = defaults.replace(repository, &format!("{repository}static_keys = true\n"));
    Workspace::of_texts([
        ("environments/dev.toml", committed("dev.toml").as_str()),
        ("environments/shared/defaults.toml", &defaults),
        ("environments/shared/bootstrap.toml", &committed("shared/bootstrap.toml")),
    ])
}

/// The committed files, but production reads what may be stale where nobody writes.
pub(crate) fn with_reader() -> Workspace {
    let prod = committed("prod.toml");
    let instances = "instances = \"one-per-az\"\n";
    assert!(prod.contains(instances));
    let prod = prod.replace(instances, &format!("{instances}stale_reads = \"reader\"\n"));
    Workspace::of_texts([
        ("environments/prod.toml", prod.as_str()),
        ("environments/shared/defaults.toml", &committed("shared/defaults.toml")),
    ])
}

/// The committed dev, but with another database than its instance.
fn other_database(dev: &str, database: &str) -> String {
    let (before, rest) = dev.split_once("[database.managed]\n").unwrap();
    let (_, after) = rest.split_once("[service_defaults]\n").unwrap();
    format!("{before}{database}\n[service_defaults]\n{after}")
}

/// The cheapest Aurora: it costs nothing while nobody is connected.
fn pausing_database() -> Workspace {
    let aurora = "[database.managed]
backup_retention_days = 1
aurora-serverless = { minimum_capacity = 0, maximum_capacity = 1, instances = \"single\" }
";
    // An Aurora is one machine or several; no check asks for a standby.
    let dev = without_waivers(&other_database(&committed("dev.toml"), aurora), "aws_db_instance.main");
    Workspace::of_texts([
        ("environments/dev.toml", dev.as_str()),
        ("environments/shared/defaults.toml", &committed("shared/defaults.toml")),
        ("environments/shared/bootstrap.toml", &committed("shared/bootstrap.toml")),
    ])
}

/// The file of dev, whose databases are somebody else's.
pub(crate) fn file_with_external_databases() -> String {
    let dev = other_database(&committed("dev.toml"), "[database.external]\nranges = [\"10.0.48.0/22\"]\n");
    let mut dev = without_waivers(&dev, "aws_db_instance.main");
    dev = dev
        .lines()
        .filter(|line| !line.starts_with("isolated"))
        .fold(String::new(), |text, line| text + line + "\n");
    for service in ["patient-service", "appointment-service"] {
        write!(
            dev,
            "\n[services.{service}.secrets]\nDATABASE_URL.secrets-manager = \"healthcare-app/dev/{service}/database-url\"\n"
        )
        .unwrap();
    }
    dev
}

/// The committed files, but for dev's databases.
pub(crate) fn external_databases() -> Workspace {
    Workspace::of_texts([
        ("environments/dev.toml", file_with_external_databases().as_str()),
        ("environments/prod.toml", &committed("prod.toml")),
        ("environments/shared/defaults.toml", &committed("shared/defaults.toml")),
        ("environments/shared/bootstrap.toml", &committed("shared/bootstrap.toml")),
    ])
}

/// A file without the waivers for an address.
fn without_waivers(text: &str, address: &str) -> String {
    let (kept, dropped): (Vec<&str>, Vec<&str>) =
        text.split("\n\n").partition(|block| !block.contains(&format!("address = \"{address}\"")));
    assert!(!dropped.is_empty(), "nothing is waived for {address}");
    kept.join("\n\n")
}

/// Each choice by name.
pub(crate) fn variants() -> Vec<(&'static str, Workspace)> {
    let issued = "[load_balancer.listener.issued-certificate]\ndomain = \"dev.healthcare.example.com\"\nzone = \"healthcare.example.com\"\n";
    let given = "[load_balancer.listener.given-certificate]\ndomain = \"dev.healthcare.example.com\"\ncertificate_arn = \"arn:aws:acm:us-east-1:123456789012:certificate/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d\"\n";
    let given_with_zone = format!("{given}zone = \"healthcare.example.com\"\n");
    let plain_http = [(issued, "[load_balancer.listener.plain-http]\n")];
    let waived = "\n[[waivers]]\nrule = \"plain-http-calls\"\naddress = \"services.appointment-service.calls\"\nreason = \"synthetic patients only\"\n";
    vec![
        ("a gateway in each zone", variant(&[("nat = \"single\"", "nat = \"one-per-az\"")], "")),
        (
            "interface endpoints",
            variant(&[("interface_endpoints = \"none\"", "interface_endpoints = \"required\"")], ""),
        ),
        ("a firewall", variant(&[("firewall = false", "firewall = true")], "")),
        ("a given certificate", variant(&[(issued, given)], "")),
        ("a given certificate and a zone", variant(&[(issued, &given_with_zone)], "")),
        ("plain HTTP", variant(&plain_http, waived)),
        (
            "x86-64 without Container Insights",
            variant(&[], "\n[compute]\narchitecture = \"x86-64\"\ncontainer_insights = \"disabled\"\n"),
        ),
        ("a database that pauses", pausing_database()),
        ("databases of somebody else's", external_databases()),
        (
            "somebody to tell",
            variant(&[("log_retention_days", "notify = [\"on-call@example.com\"]\nlog_retention_days")], ""),
        ),
        (
            "a schedule, a parameter, a key and a second load balancer",
            variant(
                &[],
                "\n[services.patient-service]\nload_balancer = \"partners\"\n\n[services.patient-service.secrets]\nAPI_KEY.parameter-store = \"/partners/key\"\nAPI_KEY.kms_key_arn = \"arn:aws:kms:us-east-1:123456789012:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d\"\n\n[services.appointment-service.scaling.schedules.night]\nschedule = \"cron(0 20 ? * MON-FRI *)\"\ntime_zone = \"America/New_York\"\nminimum = 0\nmaximum = 1\n",
            ),
        ),
    ]
}
