use std::os::unix::ffi::OsStrExt as _;

use service_tests::process::command;

/// Starts a service with this environment, which must be refused, and returns what it says.
fn refused(name: &str, environment: &[(&str, &str)]) -> String {
    let output = command(name, &[]).envs(environment.iter().copied()).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(78), "{environment:?}: {text}");
    text
}

const CLOUD: &[(&str, &str)] = &[
    ("LISTEN_ADDR", "0.0.0.0:0"),
    ("DATABASE_URL", "postgres://service:secret-word@db.example.com/x?sslmode=verify-full"),
    ("OIDC_ISSUER", "https://issuer.example.com/"),
    ("OIDC_AUDIENCE", "healthcare-app"),
    ("PATIENT_SERVICE_URL", "https://api.example.com"),
];

const VERIFY: &str =
    "DATABASE_URL: the database is not on loopback, so its TLS must be verified; add sslmode=verify-full";

const READER_VERIFY: &str = "DATABASE_READER_URL: the database is not on loopback, so its TLS must be verified; add sslmode=verify-full";

fn cloud_with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut environment: Vec<_> = CLOUD.iter().copied().filter(|(known, _)| *known != name).collect();
    environment.push((name, value));
    environment
}

#[test]
fn half_a_configuration_is_refused_with_the_name_of_what_to_set() {
    for (name, value, expected) in [
        ("OIDC_ISSUER", "", "OIDC_ISSUER: is not set; the development key is only for loopback"),
        ("OIDC_ISSUER", "http://issuer.example.com", "must begin with https://"),
        ("OIDC_AUDIENCE", "", "OIDC_AUDIENCE: is not set, nor is OIDC_CLIENT_IDS"),
        ("DATABASE_URL", "", "DATABASE_URL: is not set"),
        ("DATABASE_URL", "mysql://x", "starts with neither sqlite:// nor postgres://"),
        ("DATABASE_URL", "postgres://u:secret-word@db.example.com/x", VERIFY),
        ("DATABASE_URL", "postgres://u:secret-word@db.example.com/x?sslmode=require", VERIFY),
        ("DATABASE_URL", "postgres://u:secret-word@db.example.com/x?sslmode=verify-ca", VERIFY),
        ("DATABASE_URL", "postgres://u:secret-word@h.example/x?sslmode=verify-full&sslmode=disable", VERIFY),
        // A name of this machine, and an address of another.
        ("DATABASE_URL", "postgres://u:secret-word@localhost/x?hostaddr=192.0.2.1", VERIFY),
        ("DATABASE_URL", "postgres://u:secret-word@127.0.0.1/x?host=db.example.com", VERIFY),
        ("DATABASE_READER_URL", "sqlite://x.db", "DATABASE_READER_URL: SQLite has no readers"),
        ("DATABASE_READER_URL", "postgres://u:secret-word@db.example.com/x", READER_VERIFY),
        ("PATIENT_SERVICE_URL", "", "PATIENT_SERVICE_URL: is not set"),
        ("PATIENT_SERVICE_URL", "off", "`off` is only for a loopback LISTEN_ADDR"),
        ("PATIENT_SERVICE_URL", "http://api.example.com", "must begin with https://"),
        ("DATABASE_AUTH", "iam", "DATABASE_URL: has a password, and DATABASE_AUTH=iam logs in without one"),
        ("DATABASE_MASTER_SECRET_ARN", "x", "take it away, as only `database-setup` may know"),
        ("DATABASE_MASTER_SECRET_FILE", "x", "take it away, as only `database-setup` may know"),
        ("TLS", "off", "`off` is only for a loopback LISTEN_ADDR"),
    ] {
        let text = refused("appointment-service", &cloud_with(name, value));
        assert!(text.contains(expected), "{name}={value}: {text}");
        assert!(!text.contains("secret-word"), "{text}");
    }
}

#[test]
fn ecs_is_never_a_persons_own_machine() {
    let ecs = ("ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/x");
    let text = refused("patient-service", &[ecs, ("DATABASE_URL", "sqlite://x.db")]);
    assert!(text.contains("SQLite on ECS") && text.contains("OIDC_ISSUER: is not set"), "{text}");
}

#[test]
fn every_problem_is_reported_at_once() {
    let text = refused(
        "appointment-service",
        &[
            ("LISTEN_ADDR", "everywhere"),
            ("DATABASE_URL", "x"),
            ("DATABASE_MAX_CONNECTIONS", "0"),
            ("TLS", "maybe"),
            ("LOG_FORMAT", "xml"),
            ("LOG_LEVEL", "loud"),
            ("MIGRATE_AT_START", "yes"),
            ("REQUEST_TIMEOUT_SECONDS", "soon"),
            ("KEEP_ALIVE_SECONDS", "-1"),
            ("PATIENT_SERVICE_URL", "x"),
            ("OIDC_ISSUER", "x"),
        ],
    );
    for name in [
        "LISTEN_ADDR",
        "DATABASE_URL",
        "DATABASE_MAX_CONNECTIONS",
        "TLS",
        "LOG_FORMAT",
        "LOG_LEVEL",
        "MIGRATE_AT_START",
        "REQUEST_TIMEOUT_SECONDS",
        "KEEP_ALIVE_SECONDS",
        "PATIENT_SERVICE_URL",
        "OIDC_ISSUER",
        "OIDC_AUDIENCE",
    ] {
        assert!(text.contains(&format!("\n  {name}: ")), "{name}: {text}");
    }
}

/// What looks after a database is told where it is and nothing else, and is as strict about that as who serves.
#[test]
fn one_off_commands_read_what_is_the_databases_and_nothing_else() {
    const ECS: (&str, &str) = ("ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/x");
    let wrong = ["OIDC_ISSUER", "TLS", "LOG_FORMAT", "MIGRATE_AT_START", "PATIENT_SERVICE_URL"];
    let wrong = wrong.map(|name| (name, "wrong"));
    for word in ["migrate", "database-setup"] {
        let secret = (word == "database-setup").then_some(("DATABASE_MASTER_SECRET_FILE", "/nowhere"));
        let said = |environment: &[(&str, &str)]| {
            let environment = environment.iter().copied().chain(secret);
            let output = command("appointment-service", &[word]).envs(environment).output().unwrap();
            (output.status.code(), String::from_utf8(output.stderr).unwrap())
        };
        let nobody = ("DATABASE_URL", "postgres://service@127.0.0.1:9/service?sslmode=verify-full");
        let (code, text) = said(&[&wrong[..], &[ECS, nobody]].concat());
        assert_eq!(code, Some(1), "{word}: {text}");
        for (environment, expected) in [
            (&[ECS][..], "DATABASE_URL: is not set; off loopback a database must be named"),
            (&[("LISTEN_ADDR", "0.0.0.0:3000")], "DATABASE_URL: is not set; off loopback"),
            (&[ECS, ("DATABASE_URL", "sqlite://x.db")], "DATABASE_URL: SQLite on ECS"),
            (&[ECS, ("DATABASE_URL", "postgres://service@db.example.com/x?sslmode=require")], VERIFY),
            (&[("DATABASE_URL", "postgres://service@db.example.com/x")], VERIFY),
            (&[ECS, nobody, ("DATABASE_AUTH", "iam")], "AWS_REGION: is not set"),
            (&[ECS, nobody, ("DATABASE_MAX_CONNECTIONS", "0")], "DATABASE_MAX_CONNECTIONS: `0` is not"),
        ] {
            let (code, text) = said(environment);
            assert!(code == Some(78) && text.contains(expected), "{word} {environment:?}: {text}");
        }
    }
}

/// One mistake is one line: nothing is said of what follows from the other variables' being well.
#[test]
fn nothing_is_reported_that_is_not_wrong() {
    for (name, value) in [
        ("DATABASE_URL", "x"),
        ("REQUEST_TIMEOUT_SECONDS", "0"),
        ("KEEP_ALIVE_SECONDS", "0"),
        ("TLS", "maybe"),
    ] {
        let text = refused("appointment-service", &[(name, value)]);
        let problems: Vec<_> = text.lines().filter(|line| line.starts_with("  ")).collect();
        assert!(problems.len() == 1 && problems[0].starts_with(&format!("  {name}: ")), "{text}");
    }
    let latin_1 = std::ffi::OsStr::from_bytes(b"https://issuer.example/caf\xe9");
    let output = command("patient-service", &[]).env("OIDC_ISSUER", latin_1).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(78), "{text}");
    assert!(text.contains("\n  OIDC_ISSUER: is not UTF-8\n"), "{text}");
    // On ECS nothing is a person's own machine, whatever the address.
    let ecs = ("ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/x");
    let text = refused("appointment-service", &[ecs, ("PATIENT_SERVICE_URL", "off")]);
    assert!(text.contains("PATIENT_SERVICE_URL: `off` is only for"), "{text}");
}

#[test]
fn wrong_words_are_usage_and_a_taken_address_is_a_failure() {
    for arguments in [&["dance"][..], &["token", "--scope"], &["token", "--hours", "0"], &["serve", "now"]] {
        let output = command("patient-service", arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut start = command("patient-service", &[]);
    let output = start.env("LISTEN_ADDR", &address).current_dir(folder.path()).output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains(&format!("cannot serve on {address}")) && text.contains("LISTEN_ADDR"), "{text}");
}
