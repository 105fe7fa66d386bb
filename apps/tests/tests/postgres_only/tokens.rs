//! Tokens in the place of passwords: the programs, a server that takes them from nobody but by its judge, and a loopback
//! server in the place of the endpoint of ECS.

use service_tests::{
    aws::{ARN, Aws},
    fault::{Client, Service},
    process::command,
    rds::{PASSWORD, Part, Rds, secret, succeeded},
    sample,
};
use sqlx::{AssertSqlSafe, Executor as _};

/// What a task is told, beside where its database is.
fn environment<'a>(aws: &'a Aws, rds: &'a Rds) -> Vec<(&'a str, &'a str)> {
    let database = [("DATABASE_AUTH", "iam"), ("PGSSLROOTCERT", &rds.root), ("MIGRATE_AT_START", "off")];
    [&aws.environment()[..], &database].concat()
}

fn url(rds: &Rds, role: &str, database: &str) -> String {
    format!("postgres://{role}@{}/{database}?sslmode=verify-full", rds.address)
}

/// Set up and migrated, all of it without a password.
async fn service(rds: &'static Rds, aws: &Aws) -> (Part, Service) {
    let part = rds.part("patient-service");
    part.set_up();
    let owner = url(rds, &format!("{}_owner", part.name), &part.name);
    let mut migrate = command(part.service, &["migrate"]);
    migrate.envs(environment(aws, rds)).env("DATABASE_URL", owner);
    let migrated = tokio::task::spawn_blocking(move || migrate.output().unwrap()).await.unwrap();
    succeeded(&migrated);
    let url = url(rds, &part.name, &part.name);
    let settings: Vec<_> =
        environment(aws, rds).into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    let name = part.service;
    let start = tokio::task::spawn_blocking(move || {
        let settings: Vec<_> = settings.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        Service::start(name, &url, &settings)
    });
    (part, start.await.unwrap())
}

async fn end_connections(rds: &Rds, part: &Part) {
    let text = format!(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '{}'",
        part.name
    );
    rds.superuser("postgres").await.execute(AssertSqlSafe(text)).await.unwrap();
    // A connection that was lent a moment ago is trusted, and then asked.
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
}

async fn create(client: &Client) -> u16 {
    client.post("/api/patients", &sample::patient()).await.unwrap().status
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_connection_has_a_token_of_its_own_and_outlives_it() {
    let rds = Rds::get().await;
    let aws = Aws::start("ASIAFIRST").await;
    let (part, mut service) = service(rds, &aws).await;
    assert_eq!(create(service.ask()).await, 201);
    let first = rds.judge.attempts(&part.name);
    for attempt in &first {
        let token = &attempt.token;
        let begin =
            format!("{}/?Action=connect&DBUser={}&X-Amz-Algorithm=AWS4-HMAC-SHA256&", rds.address, part.name);
        assert!(token.starts_with(&begin), "{token}");
        for part in
            ["%2Fus-east-1%2Frds-db%2Faws4_request&", "&X-Amz-Expires=900&", "&X-Amz-Security-Token=session"]
        {
            assert!(token.contains(part), "{part}: {token}");
        }
    }
    // Those who are in stay in, whatever becomes of the key that they came in with.
    rds.judge.revoke("ASIAFIRST");
    assert_eq!(create(service.ask()).await, 201);
    assert_eq!(rds.judge.attempts(&part.name), first, "and nobody logged in anew");
    end_connections(rds, &part).await;
    let refused = service.ask().post("/api/patients", &sample::patient()).await.unwrap();
    assert_eq!((refused.status, refused.problem()), (503, "unavailable"));
    aws.give(None);
    assert_eq!(create(service.ask()).await, 503);
    aws.give(Some("ASIASECOND"));
    assert_eq!(create(service.ask()).await, 201);
    let last = rds.judge.attempts(&part.name).pop().unwrap();
    assert!(last.token.contains("X-Amz-Credential=ASIASECOND%2F"), "{}", last.token);

    let running = service.take();
    running.terminate();
    let (_, lines) = running.wait();
    for expected in
        ["it refuses the login (code 28000)", "the task role's credentials cannot be had: http://127.0.0.1:"]
    {
        assert!(lines.iter().any(|line| line.contains(expected)), "{expected}: {lines:#?}");
    }
    for hidden in ["X-Amz-", "nobody", "ASIA", "told-to"] {
        assert!(!lines.iter().any(|line| line.contains(hidden)), "{hidden}: {lines:#?}");
    }
}

/// The token is for the server that the certificate is of, and for no other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_token_goes_to_a_server_that_is_not_verified() {
    let rds = Rds::get().await;
    let aws = Aws::start("ASIATHIRD").await;
    let (part, service) = service(rds, &aws).await;
    drop(service);
    let before = rds.judge.attempts(&part.name).len();
    let other = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap().cert.pem();
    let mut migrate = command(part.service, &["migrate"]);
    migrate.envs(environment(&aws, rds)).env("PGSSLROOTCERT", other);
    migrate.env("DATABASE_URL", url(rds, &part.name, &part.name));
    let output = tokio::task::spawn_blocking(move || migrate.output().unwrap()).await.unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("invalid peer certificate"), "{said}");
    assert_eq!(rds.judge.attempts(&part.name).len(), before);
}

/// A master who counts as a member of `rds_iam`: it makes the roles, and so it is one of theirs from PostgreSQL 16 on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_master_whose_password_is_refused_logs_in_with_a_token() {
    let rds = Rds::get().await;
    let aws = Aws::start("ASIAFOURTH").await;
    let part = rds.part("patient-service");
    let url = url(rds, &part.name, &part.name);
    let mut environment = environment(&aws, rds);
    environment.push(("DATABASE_URL", &url));
    let set_up = |environment: &[(&str, &str)]| {
        let output = tokio::task::block_in_place(|| part.set_up_as("rds_master_16", PASSWORD, environment));
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = set_up(&[("DATABASE_URL", &url), ("PGSSLROOTCERT", &rds.root)]);
    assert!(
        code == Some(1) && said.contains("the master cannot connect") && said.contains("28000"),
        "{said}"
    );
    for _ in 0..2 {
        let (code, said) = set_up(&environment);
        assert_eq!(code, Some(0), "{said}");
    }
    let attempts = rds.judge.attempts("rds_master_16");
    assert!(attempts.iter().any(|attempt| attempt.token.contains("ASIAFOURTH")), "{attempts:?}");
    aws.give(None);
    let (code, said) = set_up(&environment);
    assert!(
        code == Some(1) && said.contains("28000") && said.contains("credentials cannot be had"),
        "{said}"
    );
}

/// As a task does it: the secret is asked for, and every connection of the master's is made with what it says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_masters_secret_is_asked_for_by_the_setup_itself() {
    let rds = Rds::get().await;
    let aws = Aws::start("ASIAFIFTH").await;
    aws.keep(&secret("rds_master", PASSWORD));
    let part = rds.part("patient-service");
    let url = url(rds, &part.name, &part.name);
    let secret = [("DATABASE_URL", url.as_str()), ("DATABASE_MASTER_SECRET_ARN", ARN)];
    let environment = [&environment(&aws, rds)[..], &secret].concat();
    for _ in 0..2 {
        succeeded(&tokio::task::block_in_place(|| part.run("database-setup", &environment)));
    }
    part.migrate();
}
