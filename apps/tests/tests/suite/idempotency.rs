use std::{sync::Arc, time::Duration};

use patient_service::PatientService;
use serde_json::json;
use service_tests::{
    app::{ALL, TestApp, id_of},
    database::Backend,
    issuer::Issuer,
    sample,
};
use sqlx::{Connection as _, Executor as _};
use uuid::Uuid;

use crate::BACKEND;

#[tokio::test]
async fn the_same_request_again_is_answered_as_before() {
    let app = TestApp::patients(BACKEND).await;
    let new = sample::patient();
    let post =
        async || app.call("POST", "/api/patients").header("idempotency-key", "key-1").json(&new).send().await;
    let first = post().await;
    // What has happened since does not change the answer.
    let path = format!("/api/patients/{}", id_of(&first.body));
    assert_eq!(app.call("DELETE", &path).header("if-match", "*").send().await.status, 204);
    let second = post().await;
    assert_eq!((second.status.as_u16(), &second.body), (201, &first.body));
    assert_eq!((first.header("idempotency-replayed"), second.header("idempotency-replayed")), ("", "true"));
    assert_eq!(second.header("location"), first.header("location"));
}

#[tokio::test]
async fn a_key_is_one_requests_and_one_callers() {
    let app = TestApp::patients(BACKEND).await;
    let post = || app.call("POST", "/api/patients").header("idempotency-key", "key-1");
    let first = post().json(&sample::patient()).send().await;
    let reused = post().json(&sample::patient()).send().await;
    assert_eq!((reused.status.as_u16(), reused.problem()), (422, "idempotency-key-reused"));
    let mut claims = app.issuer.claims(ALL);
    claims["sub"] = json!("somebody else");
    let token = service_tests::issuer::sign(&service_tests::issuer::header(), &claims);
    let theirs = post().token(&token).json(&sample::patient()).send().await;
    assert_eq!(theirs.status, 201);
    assert_ne!(theirs.body["id"], first.body["id"]);
}

#[tokio::test]
async fn a_refused_request_does_not_use_up_its_key() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let taken = app.create("/api/appointments", &sample::appointment(Uuid::now_v7(), "a", 0)).await;
    let wanted = sample::appointment(Uuid::now_v7(), "a", 0);
    let post = async || {
        app.call("POST", "/api/appointments").header("idempotency-key", "key-1").json(&wanted).send().await
    };
    assert_eq!(post().await.status, 409);
    let cancel = format!("/api/appointments/{}/status", id_of(&taken));
    let cancelled = json!({"status": "cancelled"});
    let change = async || {
        let call = app.call("POST", &cancel).header("if-match", "\"1\"").header("idempotency-key", "key-2");
        call.json(&cancelled).send().await
    };
    assert_eq!(change().await.status, 200);
    // Without the key this would be a stale version.
    let again = change().await;
    assert_eq!((again.status.as_u16(), again.header("idempotency-replayed")), (200, "true"));
    let booked = post().await;
    assert_eq!(booked.status, 201);
    assert_eq!(post().await.body, booked.body);
    // Nor does it matter what has become of it since.
    let delete = app.call("DELETE", &format!("/api/appointments/{}", id_of(&taken))).header("if-match", "*");
    assert_eq!(delete.send().await.status, 204);
    assert_eq!(change().await.body, again.body);
}

/// Somebody else holds what the first request needs, so it is under way for as long as this test wants.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_first_request_is_under_way_the_second_is_told_so() {
    let fresh = BACKEND.fresh().await;
    let url = fresh.url.clone();
    let app = TestApp::of::<PatientService>(fresh, Issuer::start().await, &[]).await;
    let mut other = match BACKEND {
        Backend::Sqlite => Other::Sqlite(sqlx::SqliteConnection::connect(&url).await.unwrap()),
        Backend::Postgres => Other::Postgres(sqlx::PgConnection::connect(&url).await.unwrap()),
    };
    other.hold().await;
    let app = Arc::new(app);
    let new = sample::patient();
    let post = {
        let app = Arc::clone(&app);
        move || {
            let (app, new) = (Arc::clone(&app), new.clone());
            async move {
                app.call("POST", "/api/patients").header("idempotency-key", "key-1").json(&new).send().await
            }
        }
    };
    let first = tokio::spawn(post());
    tokio::time::sleep(Duration::from_millis(500)).await;
    let second = post().await;
    assert_eq!((second.status.as_u16(), second.problem()), (409, "idempotency-key-in-use"));
    assert_eq!(second.header("retry-after"), "2");
    let another = tokio::spawn({
        let app = Arc::clone(&app);
        async move {
            app.call("POST", "/api/patients")
                .header("idempotency-key", "key-2")
                .json(&sample::patient())
                .send()
                .await
        }
    });
    other.release().await;
    let first = first.await.unwrap();
    assert_eq!(first.status, 201, "{}", first.body);
    assert_eq!(another.await.unwrap().status, 201, "another key is in nobody's way");
    let third = post().await;
    assert_eq!((third.status.as_u16(), third.header("idempotency-replayed")), (201, "true"));
    assert_eq!(third.body, first.body);
}

enum Other {
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

impl Other {
    async fn hold(&mut self) {
        match self {
            Self::Sqlite(connection) => connection.execute("BEGIN IMMEDIATE").await.map(|_| ()).unwrap(),
            Self::Postgres(connection) => {
                connection.execute("BEGIN; LOCK TABLE patient IN EXCLUSIVE MODE").await.map(|_| ()).unwrap();
            }
        }
    }

    async fn release(&mut self) {
        match self {
            Self::Sqlite(connection) => connection.execute("ROLLBACK").await.map(|_| ()).unwrap(),
            Self::Postgres(connection) => connection.execute("ROLLBACK").await.map(|_| ()).unwrap(),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_with_one_key_do_it_once() {
    let app = Arc::new(TestApp::patients(BACKEND).await);
    let new = sample::patient();
    let racers: Vec<_> = (0..10)
        .map(|_| {
            let (app, new) = (Arc::clone(&app), new.clone());
            tokio::spawn(async move {
                let answer = app
                    .call("POST", "/api/patients")
                    .header("idempotency-key", "race")
                    .json(&new)
                    .send()
                    .await;
                match answer.status.as_u16() {
                    201 => Some(id_of(&answer.body)),
                    409 if answer.problem() == "idempotency-key-in-use" => None,
                    _ => panic!("{}", answer.body),
                }
            })
        })
        .collect();
    let mut ids = Vec::new();
    for racer in racers {
        ids.extend(racer.await.unwrap());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    assert_eq!(app.call("GET", "/api/patients").send().await.body["items"].as_array().unwrap().len(), 1);
}
