//! What only a server does: it aborts a transaction in favour of another, and a statement that takes too long.

mod backup;
mod lease;
mod reader;
mod roles;
mod setup;
mod tokens;

use std::{
    io::{BufRead as _, BufReader},
    net::TcpStream,
    os::unix::process::CommandExt as _,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use patient_service::PatientService;
use service_kit::database::{Database, Migration, Target, sql};
use service_tests::{
    app::{TestApp, id_of},
    issuer::Issuer,
    sample,
};

use crate::BACKEND;

/// A trigger aborts the first attempts as a deadlock would. What a sequence has counted stays counted.
async fn abort_first(app: &TestApp, attempts: &'static str) {
    let mut transaction = app.fresh.owner().await.begin().await.unwrap();
    for statement in [
        "CREATE SEQUENCE attempt",
        attempts,
        "CREATE TRIGGER abort_first BEFORE INSERT ON patient FOR EACH ROW EXECUTE FUNCTION abort_first()",
    ] {
        transaction.execute(sql(statement)).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn a_change_that_was_aborted_is_made_once_more() {
    for function in [
        "CREATE FUNCTION abort_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF nextval('attempt') % 2 = 1 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END IF; RETURN NEW; END $$",
        "CREATE FUNCTION abort_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF nextval('attempt') % 2 = 1 THEN RAISE EXCEPTION 'serialize' USING ERRCODE = '40001'; END IF; RETURN NEW; END $$",
    ] {
        let app = TestApp::patients(BACKEND).await;
        abort_first(&app, function).await;
        for _ in 0..2 {
            let created =
                app.call("POST", "/api/patients").header("idempotency-key", "key").json(&sample::patient());
            assert!([201, 422].contains(&created.send().await.status.as_u16()));
        }
        let all = app.call("GET", "/api/patients").send().await.body;
        assert_eq!(all["items"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_change_that_is_aborted_again_and_again_is_503() {
    let app = TestApp::patients(BACKEND).await;
    let always = "CREATE FUNCTION abort_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         PERFORM nextval('attempt'); RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$";
    abort_first(&app, always).await;
    let refused = app.call("POST", "/api/patients").json(&sample::patient()).send().await;
    assert_eq!((refused.status.as_u16(), refused.problem()), (503, "overtaken"));
    assert_eq!(refused.header("retry-after"), "2");
    let tried = app.fresh.owner().await.row(sql("SELECT last_value FROM attempt")).await.unwrap().unwrap();
    assert_eq!(tried.integer("last_value").unwrap(), 2, "once more, and not for ever");
}

/// `postgres.sh` is killed with everything around it, as a run that took too long is: its server ends all the same.
#[test]
fn the_server_of_a_killed_run_ends_too() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/postgres.sh");
    let mut run = Command::new(script)
        .args(["run", "sh", "-c", "echo $TEST_POSTGRES_URL; exec sleep 60"])
        .stdout(Stdio::piped())
        .process_group(0)
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(run.stdout.take().unwrap()).read_line(&mut url).unwrap();
    let address = url.trim().rsplit('@').next().unwrap().to_owned();
    assert!(TcpStream::connect(&address).is_ok(), "{url}");
    let killed = Command::new("kill").args(["-KILL", "--", &format!("-{}", run.id())]).status().unwrap();
    assert!(killed.success());
    run.wait().unwrap();
    let began = Instant::now();
    while TcpStream::connect(&address).is_ok() {
        assert!(began.elapsed() < Duration::from_secs(20), "the server at {address} is still there");
        thread::sleep(Duration::from_millis(100));
    }
}

/// Two records that were mixed up are put right by two clients at once. One of them finds the other's identifier in
/// use, as it is at that moment; neither waits until the server finds a deadlock.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn patients_who_take_each_others_identifiers_do_not_wait_for_each_other_for_ever() {
    let fresh = BACKEND.fresh().await;
    let url = fresh.url.clone();
    let app = TestApp::of::<PatientService>(fresh, Issuer::start().await, &[]).await;
    for _ in 0..40 {
        let (one, other) = (sample::patient(), sample::patient());
        let paths = [
            format!("/api/patients/{}", id_of(&app.create("/api/patients", &one).await)),
            format!("/api/patients/{}", id_of(&app.create("/api/patients", &other).await)),
        ];
        let put = async |path: &str, body| {
            app.call("PUT", path).header("if-match", "*").json(body).send().await.status
        };
        let statuses = tokio::join!(put(&paths[0], &other), put(&paths[1], &one));
        assert_eq!((statuses.0.as_u16(), statuses.1.as_u16()), (409, 409));
    }
    // What a session has seen is counted when it ends, at the latest.
    app.database.close().await;
    let database = Database::open(&Target::parse(&url).unwrap(), 1).await.unwrap();
    let select = sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
    let deadlocks = database.row(select).await.unwrap().unwrap().integer("deadlocks").unwrap();
    assert_eq!(deadlocks, 0);
}

/// A request's statements end after a while; a migration takes as long as it needs.
#[tokio::test]
async fn a_migration_has_all_the_time_it_needs() {
    const TIMELESS: &[Migration] = &[Migration {
        version: 1,
        description: "fails where statements are limited",
        sqlite: "",
        postgres: "DO $$ BEGIN IF current_setting('statement_timeout') <> '0' THEN RAISE 'limited'; END IF; END $$",
    }];
    let fresh = BACKEND.fresh().await;
    let database = Database::open(&Target::parse(&fresh.url).unwrap(), 2).await.unwrap();
    database.migrate(TIMELESS).await.unwrap();
    let limit =
        database.row(sql("SELECT current_setting('statement_timeout') AS limit")).await.unwrap().unwrap();
    assert_eq!(limit.text("limit").unwrap(), "8s");
}
