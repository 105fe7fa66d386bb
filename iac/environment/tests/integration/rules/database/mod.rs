//! `[database.managed]`.

mod sizes;

use aws::limits::PauseSeconds;
use environment::{Database, Engine, Environment, Problems, Workspace};
use insta::assert_snapshot;

use crate::support::GOOD;

/// The good defaults, with isolated subnets and without what is for a database that is somebody else's.
fn load(file: &str) -> Result<Environment, Problems> {
    let mut defaults = GOOD.to_owned();
    for (old, new) in [
        ("external.ranges = [\"10.0.48.0/22\"]\n", ""),
        ("secrets.DATABASE_URL.secrets-manager = \"orders\"", ""),
        ("private = \"10.0.16.0/20\" }", "private = \"10.0.16.0/20\", isolated = \"10.0.48.0/26\" }"),
        ("private = \"10.0.32.0/20\" }", "private = \"10.0.32.0/20\", isolated = \"10.0.48.64/26\" }"),
    ] {
        assert!(defaults.contains(old), "{old}");
        defaults = defaults.replace(old, new);
    }
    let files = [("environments/test.toml", file), ("environments/shared/defaults.toml", &defaults)];
    Workspace::of_texts(files).load("test")
}

#[track_caller]
fn bad(file: &str) -> String {
    match load(file) {
        Ok(environment) => panic!("nothing is wrong with {environment:#?}"),
        Err(problems) => problems.to_string(),
    }
}

#[track_caller]
fn good(file: &str) -> Engine {
    let environment = load(file).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(environment.warnings.is_empty(), "{:?}", environment.warnings);
    let Database::Managed(managed) = environment.database else { panic!("{:?}", environment.database) };
    managed.engine
}

/// A database on Aurora, and whatever else.
fn aurora(minimum: &str, maximum: &str, more: &str) -> String {
    format!(
        "[database.managed]\nbackup_retention_days = 35\n[database.managed.aurora-serverless]\n\
         minimum_capacity = {minimum}\nmaximum_capacity = {maximum}\ninstances = \"one-per-az\"\n{more}"
    )
}

/// A database on an instance, and whatever else.
fn instance(storage: u32, maximum: u32, more: &str) -> String {
    format!(
        "[database.managed]\nbackup_retention_days = 7\n[database.managed.instance]\nclass = \"db.t4g.micro\"\n\
         storage_gib = {storage}\nmaximum_storage_gib = {maximum}\nmulti_az = false\n{more}"
    )
}

#[test]
fn both_kinds_are_taken() {
    let Engine::AuroraServerless(pausing) = good(&aurora("0", "1.5", "")) else { panic!("an instance") };
    assert_eq!(pausing.pause.map(PauseSeconds::get), Some(300));
    let Engine::AuroraServerless(running) = good(&aurora("0.5", "1.5", "")) else { panic!("an instance") };
    assert_eq!(running.pause, None);
    assert!(matches!(good(&instance(20, 22, "")), Engine::Instance(_)));
}

#[test]
fn what_is_missing() {
    assert_snapshot!(bad("[database.managed]\n"), @"
    error: database.managed: does not say what the database runs on
      --> environments/test.toml:1:11
      |
    1 | [database.managed]
      |           ^^^^^^^
      allowed: `aurora-serverless` or `instance`
      hint: add `[database.managed.aurora-serverless]` with `minimum_capacity`, `maximum_capacity` and `instances`

    error: database.managed.backup_retention_days: is missing
      --> environments/test.toml:1:11
      |
    1 | [database.managed]
      |           ^^^^^^^
      hint: write `backup_retention_days = 7` under `[database.managed]`
    ");
    assert_snapshot!(bad("[database.managed.instance]\n"), @r#"
    error: database.managed.backup_retention_days: is missing
      --> environments/test.toml:1:11
      |
    1 | [database.managed.instance]
      |           ^^^^^^^
      hint: write `backup_retention_days = 7` under `[database.managed]`

    error: database.managed.instance.class: is missing
      --> environments/test.toml:1:19
      |
    1 | [database.managed.instance]
      |                   ^^^^^^^^
      hint: write `class = "db.t4g.micro"` under `[database.managed.instance]`

    error: database.managed.instance.storage_gib: is missing
      --> environments/test.toml:1:19
      |
    1 | [database.managed.instance]
      |                   ^^^^^^^^
      hint: write `storage_gib = 20` under `[database.managed.instance]`

    error: database.managed.instance.maximum_storage_gib: is missing
      --> environments/test.toml:1:19
      |
    1 | [database.managed.instance]
      |                   ^^^^^^^^
      hint: write `maximum_storage_gib = 100` under `[database.managed.instance]`

    error: database.managed.instance.multi_az: is missing
      --> environments/test.toml:1:19
      |
    1 | [database.managed.instance]
      |                   ^^^^^^^^
      hint: write `multi_az = false` under `[database.managed.instance]`
    "#);
    assert_snapshot!(bad("[database.managed.aurora-serverless]\n[database.managed.instance]\n"), @"
    error: database.managed: there is more than one
      --> environments/test.toml:1:11
      |
    1 | [database.managed.aurora-serverless]
      |           ^^^^^^^
      allowed: one of `aurora-serverless` or `instance`
      hint: remove one of the two, here and in the shared defaults

    error: database.managed.backup_retention_days: is missing
      --> environments/test.toml:1:11
      |
    1 | [database.managed.aurora-serverless]
      |           ^^^^^^^
      hint: write `backup_retention_days = 7` under `[database.managed]`
    ");
}

#[test]
fn one_place() {
    assert_snapshot!(bad(&format!("database.external.ranges = [\"10.9.0.0/24\"]\n{}", instance(20, 100, ""))), @r#"
    error: database.external: the databases are in two places
      --> environments/test.toml:1:10
      |
    1 | database.external.ranges = ["10.9.0.0/24"]
      |          ^^^^^^^^
      allowed: `external` or `managed`
      hint: remove one of the two, here and in the shared defaults
    "#);
}

#[test]
fn reserved() {
    let more = "[services.orders.environment]\nDATABASE_MAX_CONNECTIONS = \"9\"\n";
    assert_snapshot!(bad(&instance(20, 100, more)), @"
    error: services.orders.environment.DATABASE_MAX_CONNECTIONS: `DATABASE_MAX_CONNECTIONS` is set by the platform
      --> environments/test.toml:9:28
      |
    9 | DATABASE_MAX_CONNECTIONS = ***
      |                            ^^^
      hint: remove it: it comes from `[database.managed]`
    ");
}

/// The master's secret is one of the platform's variables, and not one to keep elsewhere.
#[test]
fn reserved_is_said_once() {
    let url = "DATABASE_URL = \"postgres://orders:hunter2@db/orders\"\n";
    let secret = "DATABASE_MASTER_SECRET_ARN = \"arn\"\n";
    let more = format!("[services.orders.environment]\n{url}{secret}");
    assert_snapshot!(bad(&instance(20, 100, &more)), @"
    error: services.orders.environment.DATABASE_URL: `DATABASE_URL` is set by the platform
      --> environments/test.toml:9:16
      |
    9 | DATABASE_URL = *************************************
      |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      hint: remove it: it comes from `[database.managed]`

    error: services.orders.environment.DATABASE_MASTER_SECRET_ARN: `DATABASE_MASTER_SECRET_ARN` is set by the platform
      --> environments/test.toml:10:30
       |
    10 | DATABASE_MASTER_SECRET_ARN = *****
       |                              ^^^^^
      hint: remove it: it comes from `[database.managed]`
    ");
}

/// Whoever meant a database of the stack's own is told nothing of what only others need.
#[test]
fn a_word_instead_of_a_table() {
    for database in ["database.managed = \"aurora\"", "database.managed = 17", "database = \"managed\""] {
        let problems = load(database).unwrap_err();
        assert_eq!(problems.iter().count(), 1, "{problems}");
    }
    assert_snapshot!(bad("database.managed = \"aurora\""), @r#"
    error: database.managed: is the text `"aurora"`
      --> environments/test.toml:1:20
      |
    1 | database.managed = "aurora"
      |                    ^^^^^^^^
      allowed: a table
    "#);
}

#[test]
fn port() {
    assert_snapshot!(bad(&format!("database.port = 1149\n{}", instance(20, 100, ""))), @"
    error: database.port: `1149` is no port that RDS offers
      --> environments/test.toml:1:17
      |
    1 | database.port = 1149
      |                 ^^^^
      allowed: 1150 to 65535
    ");
}

#[test]
fn subnet_isolated() {
    let more = "[services.orders.secrets]\nDATABASE_URL.secrets-manager = \"orders\"\n";
    assert_snapshot!(bad(&format!("database.external.ranges = [\"10.9.0.0/24\"]\n{more}")), @r#"
    error: network.zones.us-east-1a.isolated: nothing is in `10.0.48.0/26`: this stack makes no database
      --> environments/shared/defaults.toml:16:83
       |
    16 | zones.us-east-1a = { public = "10.0.0.0/24", private = "10.0.16.0/20", isolated = "10.0.48.0/26" }
       |                                                                                   ^^^^^^^^^^^^^^
      hint: remove it, or add `[database.managed]`

    error: network.zones.us-east-1b.isolated: nothing is in `10.0.48.64/26`: this stack makes no database
      --> environments/shared/defaults.toml:17:83
       |
    17 | zones.us-east-1b = { public = "10.0.1.0/24", private = "10.0.32.0/20", isolated = "10.0.48.64/26" }
       |                                                                                   ^^^^^^^^^^^^^^^
      hint: remove it, or add `[database.managed]`
    "#);
}

#[test]
fn subnet_overlap() {
    let more = "[network.zones.us-east-1b]\nisolated = \"10.0.48.0/28\"\n";
    assert_snapshot!(bad(&instance(20, 100, more)), @r#"
    error: network.zones.us-east-1b.isolated: `10.0.48.0/28` overlaps `10.0.48.0/26` of `network.zones.us-east-1a.isolated`
      --> environments/test.toml:9:12
      |
    9 | isolated = "10.0.48.0/28"
      |            ^^^^^^^^^^^^^^
      hint: the next free address is 10.0.48.64
    "#);
}

#[test]
fn services() {
    let service = |at: u32| {
        format!("[services.service-{at}]\npaths = [\"/api/s{at}/*\"]\nload_balancer = \"lb-{}\"\n", at / 40)
    };
    let services = (0..60).map(service).collect::<Vec<_>>().concat();
    let environment = load(&aurora("1", "64", &services)).unwrap_or_else(|problems| panic!("{problems}"));
    let warnings: Vec<String> = environment.warnings.iter().map(ToString::to_string).collect();
    let of_database = warnings.iter().filter(|warning| warning.contains("database"));
    assert_snapshot!(of_database.cloned().collect::<Vec<_>>().join("\n"), @"
    warning: database.managed: the database's security group has 61 rules, one for each service
      --> environments/test.toml:1:11
      |
    1 | [database.managed]
      |           ^^^^^^^
      allowed: 60, unless AWS has raised it
      hint: ask for more in Service Quotas before the first apply
    ");
}

#[test]
fn production_database() {
    let production =
        |database: &str| format!("tier = \"production\"\nload_balancer.firewall = true\n{database}");
    assert_snapshot!(bad(&production(&instance(20, 100, ""))), @r#"
    error[production-database]: database.managed.backup_retention_days: `7` days of backups are too few in production
      --> environments/test.toml:4:25
      |
    4 | backup_retention_days = 7
      |                         ^
      allowed: 35
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-database"`, `address = "database.managed.backup_retention_days"` and `reason`

    error[production-database]: database.managed.instance.multi_az: `false` does not survive the loss of a zone
      --> environments/test.toml:9:12
      |
    9 | multi_az = false
      |            ^^^^^
      allowed: `true`
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-database"`, `address = "database.managed.instance.multi_az"` and `reason`
    "#);
    assert_snapshot!(bad(&production(&aurora("0", "4", "").replace("one-per-az", "single"))), @r#"
    error[production-database]: database.managed.aurora-serverless.minimum_capacity: with `0` the database pauses, and whoever comes then waits
      --> environments/test.toml:6:20
      |
    6 | minimum_capacity = 0
      |                    ^
      allowed: 0.5 or more
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-database"`, `address = "database.managed.aurora-serverless.minimum_capacity"` and `reason`

    error[production-database]: database.managed.aurora-serverless.instances: `single` does not survive the loss of a zone
      --> environments/test.toml:8:13
      |
    8 | instances = "single"
      |             ^^^^^^^^
      allowed: `one-per-az`
      hint: if it must be so, say why: `[[waivers]]` with `rule = "production-database"`, `address = "database.managed.aurora-serverless.instances"` and `reason`
    "#);
    good(&production(&aurora("0.5", "4", "")));
}

/// Its tasks on the database have roles of their own, with longer names.
#[test]
fn names_of_roles() {
    let service = |length: usize| {
        let name = "o".repeat(length);
        let service = format!("[services.{name}]\npaths = [\"/o\"]\n");
        format!("application = \"healthcare-application\"\n{}", instance(20, 100, &service))
    };
    assert_snapshot!(bad(&service(24)), @"
    error: services.oooooooooooooooooooooooo: the role would be called `healthcare-application-test-oooooooooooooooooooooooo-migrate-task`, which has 65 characters
      --> environments/test.toml:9:11
      |
    9 | [services.oooooooooooooooooooooooo]
      |           ^^^^^^^^^^^^^^^^^^^^^^^^
      allowed: at most 64
      hint: choose a shorter name for the service, the environment or the application
    ");
    good(&service(23));
}
