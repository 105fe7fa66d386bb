//! Which reads come from the reader and which never do. The reader is another database, which nobody copies anything to: it
//! is behind for ever.

use std::time::{Duration, Instant};

use appointment_service::AppointmentService;
use patient_service::PatientService;
use serde_json::json;
use service_kit::{
    database::{Database, Target, sql},
    service::Service,
    telemetry::metrics,
};
use service_tests::{
    app::{TestApp, id_of},
    database::Fresh,
    issuer::Issuer,
    sample,
};
use uuid::Uuid;

use crate::BACKEND;

async fn behind<S: Service>() -> Fresh {
    let fresh = BACKEND.fresh().await;
    fresh.migrate::<S>().await;
    fresh
}

async fn patients(reader: &str) -> TestApp {
    let environment = [("DATABASE_READER_URL", reader)];
    TestApp::of::<PatientService>(BACKEND.fresh().await, Issuer::start().await, &environment).await
}

#[tokio::test]
async fn lists_searches_and_histories_may_be_stale_and_nothing_else() {
    let reader = behind::<PatientService>().await;
    let app = patients(&reader.serving).await;
    let record = sample::patient();
    let create = || app.call("POST", "/api/patients").header("idempotency-key", "key").json(&record);
    let made = create().send().await;
    let path = format!("/api/patients/{}", id_of(&made.body));
    let found = async |method: &str, path: &str, body: &serde_json::Value| {
        let answer = app.call(method, path).json(body).send().await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body["items"].as_array().unwrap().len()
    };
    let family = json!({"family": record["name"]["family"]});
    assert_eq!(found("GET", "/api/patients", &json!(null)).await, 0);
    assert_eq!(found("POST", "/api/patients/search", &family).await, 0);
    // A reader that has nothing is no proof that there is nothing.
    assert_eq!(found("GET", &format!("{path}/history"), &json!(null)).await, 1);
    let version = "INSERT INTO history (resource_id, version, action, at, actor, record) VALUES ($1, 1, 'create', 1, 'reader', $2)";
    let version = sql(version).bind(id_of(&made.body)).bind(made.body.to_string());
    let mut transaction = reader.owner().await.begin().await.unwrap();
    transaction.execute(version).await.unwrap();
    transaction.commit().await.unwrap();
    let history = app.call("GET", &format!("{path}/history")).send().await;
    assert_eq!(history.body["items"][0]["actor"], "reader");

    // What carries a tag, what a change is checked against, keys, and the audit trail are the writer's.
    for path in [path.clone(), format!("{path}/reference"), format!("{path}/audit")] {
        assert_eq!(app.call("GET", &path).send().await.status, 200, "{path}");
    }
    let again = create().send().await;
    assert_eq!((again.status.as_u16(), again.header("idempotency-replayed")), (201, "true"));
    let changed = app.call("PUT", &path).if_match(&json!(1)).json(&record).send().await;
    assert_eq!((changed.status.as_u16(), changed.header("etag")), (200, "\"2\""));
    assert_eq!(app.call("PUT", &path).if_match(&json!(1)).json(&record).send().await.status, 412);
    let taken = app.call("POST", "/api/patients").json(&record).send().await;
    assert_eq!(taken.status, 409, "{}", taken.body);
    let ready = app.bare("GET", "/api/patients/ready").send().await;
    assert_eq!(ready.status, 200);
}

#[tokio::test]
async fn free_times_may_be_stale_and_bookings_are_checked_all_the_same() {
    let reader = behind::<AppointmentService>().await;
    let environment = [("DATABASE_READER_URL", reader.serving.as_str()), ("PATIENT_SERVICE_URL", "off")];
    let app =
        TestApp::of::<AppointmentService>(BACKEND.fresh().await, Issuer::start().await, &environment).await;
    let (patient, practitioner) = (Uuid::now_v7(), Uuid::now_v7().to_string());
    let booking = sample::appointment(patient, &practitioner, 1);
    let made = app.create("/api/appointments", &booking).await;
    let instant = |name: &str| -> jiff::Timestamp { made[name].as_str().unwrap().parse().unwrap() };
    let (start, end) = (instant("start"), instant("end"));
    let free = app
        .call(
            "GET",
            &format!("/api/appointments/availability?practitionerId={practitioner}&from={start}&to={end}"),
        )
        .send()
        .await;
    assert_eq!(
        free.body["items"].as_array().unwrap().len(),
        1,
        "the reader knows of no booking: {}",
        free.body
    );
    for path in ["/api/appointments".to_owned(), format!("/api/appointments/patient/{patient}")] {
        let list = app.call("GET", &path).send().await;
        assert_eq!((list.status.as_u16(), list.body["items"].as_array().unwrap().len()), (200, 0), "{path}");
    }
    let refused = app.call("POST", "/api/appointments").json(&booking).send().await;
    assert_eq!((refused.status.as_u16(), refused.problem()), (409, "double-booking"));
    assert_eq!(refused.body["conflicts"][0]["appointmentId"], made["id"]);
}

#[tokio::test]
async fn a_reader_takes_no_change() {
    let (writer, reader) = (behind::<PatientService>().await, behind::<PatientService>().await);
    let open = Database::open(&Target::parse(&writer.serving).unwrap(), 1).await.unwrap();
    let database = open.with_reader(&Target::parse(&reader.serving).unwrap(), 1).unwrap();
    let setting =
        "SELECT current_setting('transaction_read_only') AS state, current_database()::text AS name";
    let seen = database.stale_rows(sql(setting)).await.unwrap();
    assert!(reader.serving.ends_with(&seen[0].text("name").unwrap()));
    assert_eq!(seen[0].text("state").unwrap(), "on");
    let seen = database.rows(sql(setting)).await.unwrap();
    assert!(writer.serving.ends_with(&seen[0].text("name").unwrap()));
    assert_eq!(seen[0].text("state").unwrap(), "off");
}

/// One that is gone, and one that is silent, which is worse.
#[tokio::test]
async fn where_the_reader_does_not_answer_the_writer_does() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = silent.local_addr().unwrap().to_string();
    for (address, patience) in [("127.0.0.1:9", 2), (silent.as_str(), 5)] {
        let app = patients(&format!("postgres://nobody@{address}/nothing")).await;
        app.create("/api/patients", &sample::patient()).await;
        drop(metrics::take("test", "test"));
        let began = Instant::now();
        for _ in 0..10 {
            let list = app.call("GET", "/api/patients").send().await;
            assert_eq!((list.status.as_u16(), list.body["items"].as_array().unwrap().len()), (200, 1));
        }
        assert!(began.elapsed() < Duration::from_secs(patience), "all wait for {address}");
        let counted = metrics::take("test", "test").join("\n");
        assert!(counted.contains("\"ReaderFallbacks\":"), "{counted}");
        assert_eq!(app.bare("GET", "/api/patients/ready").send().await.status, 200);
        app.database.close().await;
    }
}
