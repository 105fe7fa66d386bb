//! Environments with every choice that the committed ones do not make.

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

/// Production with a database that survives the loss of a zone.
pub(crate) const AURORA: &str = "backup_retention_days = 35
aurora-serverless = { minimum_capacity = 0.5, maximum_capacity = 8, instances = \"one-per-az\" }
";

/// The same, but what may be stale is read where nobody writes.
pub(crate) fn with_reader() -> String {
    AURORA.replace("\"one-per-az\"", "\"one-per-az\", stale_reads = \"reader\"")
}

/// The cheapest Aurora: it costs nothing while nobody is connected.
const PAUSING: &str = "backup_retention_days = 1
aurora-serverless = { minimum_capacity = 0, maximum_capacity = 1, instances = \"single\" }
";

/// The cheapest database.
pub(crate) const INSTANCE: &str = "backup_retention_days = 7
instance = { class = \"db.t4g.micro\", storage_gib = 20, maximum_storage_gib = 100, multi_az = false }
";

/// The committed file of `environment` (`dev` or `prod`), but with a database of its own.
pub(crate) fn file_with_database(environment: &str, database: &str) -> String {
    let vpc = u8::from(environment == "prod");
    let mut text = committed(&format!("{environment}.toml")).replace(
        &format!("[database]\nranges = [\"10.{vpc}.48.0/22\"]\n"),
        &format!("[database.managed]\n{database}"),
    );
    for (at, zone) in ["us-east-1a", "us-east-1b"].into_iter().enumerate() {
        let header = format!("[network.zones.{zone}]\n");
        text = text.replace(&header, &format!("{header}isolated = \"10.{vpc}.48.{}/26\"\n", at * 64));
    }
    for service in ["patient-service", "appointment-service"] {
        let secret = format!("healthcare-app/{environment}/{service}/database-url");
        text = text.replace(
            &format!("[services.{service}.secrets]\nDATABASE_URL.secrets-manager = \"{secret}\"\n"),
            "",
        );
    }
    assert!(!text.contains("DATABASE_URL") && !text.contains("ranges") && text.contains("isolated"));
    text
}

/// The committed files, where `environment` has a database of its own, and what bootstrap waives for it.
pub(crate) fn with_database(environment: &str, database: &str) -> Workspace {
    let text = file_with_database(environment, database);
    let other = if environment == "prod" { "dev.toml" } else { "prod.toml" };
    let bootstrap = format!("{}{}", committed("shared/bootstrap.toml"), waivers_of_bootstrap(environment));
    Workspace::of_texts([
        (format!("environments/{environment}.toml").as_str(), text.as_str()),
        (format!("environments/{other}").as_str(), committed(other).as_str()),
        ("environments/shared/defaults.toml", &committed("shared/defaults.toml")),
        ("environments/shared/bootstrap.toml", &bootstrap),
    ])
}

/// What bootstrap's file says then, for what has no name before the environment is applied.
fn waivers_of_bootstrap(environment: &str) -> String {
    let waiver = |rule: &str, policy: &str, reason: &str| {
        format!(
            "\n[[waivers]]\nrule = \"{rule}\"\naddress = \"aws_iam_policy.{environment}_{policy}\"\nreason = \"{reason}\"\n"
        )
    };
    let boundary =
        "It gives nothing: it is what roles may do at most, and their own policies name the database";
    let apply = "The key of the database is made by this; its tags say whose it is, and only RDS and its secrets may use it";
    waiver("database-login-named", "boundary", boundary) + &waiver("kms-decrypt-key-named", "apply", apply)
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
        ("a database that pauses", with_database("dev", PAUSING)),
        ("a database with a reader", with_database("dev", &with_reader())),
        ("a database on an instance", with_database("dev", INSTANCE)),
        (
            "somebody to tell",
            variant(&[("log_retention_days", "notify = [\"on-call@example.com\"]\nlog_retention_days")], ""),
        ),
        (
            "a schedule, a parameter, a key and a second load balancer",
            variant(
                &[(
                    "[services.patient-service.secrets]\n",
                    "[services.patient-service]\nload_balancer = \"partners\"\n\n[services.patient-service.secrets]\nAPI_KEY.parameter-store = \"/partners/key\"\nAPI_KEY.kms_key_arn = \"arn:aws:kms:us-east-1:123456789012:key/5f0c6f5e-6e0b-4b3a-9d1c-2a7f8e9b0c1d\"\n",
                )],
                "\n[services.appointment-service.scaling.schedules.night]\nschedule = \"cron(0 20 ? * MON-FRI *)\"\ntime_zone = \"America/New_York\"\nminimum = 0\nmaximum = 1\n",
            ),
        ),
    ]
}
