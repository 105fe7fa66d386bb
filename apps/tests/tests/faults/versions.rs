//! Two versions at once on one database, as in every deployment: the older program goes on serving while the tables
//! are expanded, beside the newer one, and what either writes the other reads.

use std::path::PathBuf;

use appointment_service::AppointmentService;
use patient_service::PatientService;
use serde_json::{Value, json};
use service_kit::{
    database::{Database, Migrations, Target},
    service::Service as _,
};
use service_tests::{
    database::{Backend, expanded},
    fault::{Client, Service, alone, older, say},
    process::program,
    sample,
};
use uuid::Uuid;

const RECORDS: usize = 40;

/// A service, its collection, and a record that can be made any number of times.
struct Case {
    service: &'static str,
    collection: &'static str,
    migrations: Migrations,
    record: fn(usize) -> Value,
}

fn cases() -> [Case; 2] {
    [
        Case {
            service: PatientService::NAME,
            collection: "/api/patients",
            migrations: expanded::<PatientService>(),
            record: |_| sample::patient(),
        },
        Case {
            service: AppointmentService::NAME,
            collection: "/api/appointments",
            migrations: expanded::<AppointmentService>(),
            record: |number| {
                let practitioner = Uuid::now_v7().to_string();
                sample::appointment(Uuid::now_v7(), &practitioner, i64::try_from(number).unwrap())
            },
        },
    ]
}

/// One makes, the other reads, replaces and looks at the history, and the first one reads again.
async fn back_and_forth(case: &Case, one: &Client, other: &Client) {
    for number in 0..RECORDS {
        let record = (case.record)(number);
        let made = one.post(case.collection, &record).await.unwrap();
        assert_eq!(made.status, 201, "{}", made.body);
        let path = format!("{}/{}", case.collection, made.body["id"].as_str().unwrap());
        let found = other.get(&path).await.unwrap();
        assert_eq!((found.status, &found.body), (200, &made.body));
        let replaced = other.call("PUT", &path, &[("if-match", "\"1\"")], &record).await.unwrap();
        assert_eq!((replaced.status, &replaced.body["version"]), (200, &json!(2)), "{}", replaced.body);
        assert_eq!(one.get(&path).await.unwrap().body, replaced.body);
        let history = one.get(&format!("{path}/history")).await.unwrap();
        assert_eq!(history.body["items"].as_array().unwrap().len(), 2);
        let gone = one.call("DELETE", &path, &[("if-match", "\"2\"")], &Value::Null).await.unwrap();
        assert_eq!(gone.status, 204, "{}", gone.body);
        assert_eq!(other.get(&path).await.unwrap().status, 410);
    }
}

async fn both_serve(backend: Backend) {
    let _alone = alone().await;
    for case in cases() {
        let built: Option<PathBuf> = older(case.service);
        let fresh = backend.fresh().await;
        let origin = if built.is_some() { "the commit before its tables changed" } else { "this one" };
        say(format_args!("{} on {backend:?}: the older program is of {origin}", case.service));
        let older_program = built.clone().unwrap_or_else(|| program(case.service));
        let mut older = Service::start_program(&older_program, &fresh.url, &[]);
        let first = older.ask().post(case.collection, &(case.record)(1000)).await.unwrap();
        assert_eq!(first.status, 201);

        // The deployment: migrate, then start the newer one beside the older.
        if built.is_none() {
            let database = Database::open(&Target::parse(&fresh.url).unwrap(), 2).await.unwrap();
            database.migrate(case.migrations).await.unwrap();
            database.close().await;
        }
        let newer = Service::start(case.service, &fresh.url, &[]);
        if built.is_none() {
            let column = newer_column(&fresh.url, &case).await;
            assert_eq!(column, "unknown", "the tables were not expanded");
        }
        back_and_forth(&case, older.ask(), newer.ask()).await;
        back_and_forth(&case, newer.ask(), older.ask()).await;
        // A task of the older version may be started anew meanwhile, or the deployment taken back.
        older.start_again();
        back_and_forth(&case, older.ask(), newer.ask()).await;
        let path = format!("{}/{}", case.collection, first.body["id"].as_str().unwrap());
        assert_eq!(newer.ask().get(&path).await.unwrap().body, first.body);
        say(format_args!(
            "  {} records made by one, replaced by the other and deleted by the first",
            3 * RECORDS
        ));
    }
}

/// What the newer side's column holds for what the older one wrote.
async fn newer_column(url: &str, case: &Case) -> String {
    let database = Database::open(&Target::parse(url).unwrap(), 1).await.unwrap();
    let statement = if case.service == PatientService::NAME {
        "SELECT added_later FROM patient LIMIT 1"
    } else {
        "SELECT added_later FROM appointment LIMIT 1"
    };
    let row = database.row(service_kit::database::sql(statement)).await.unwrap().unwrap();
    row.text("added_later").unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_versions_serve_on_sqlite() {
    both_serve(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_versions_serve_on_postgres() {
    both_serve(Backend::Postgres).await;
}
