use std::sync::Arc;

use serde_json::json;
use service_tests::{
    app::{ALL, TestApp, id_of},
    sample,
};
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
                assert_eq!(answer.status, 201, "{}", answer.body);
                id_of(&answer.body)
            })
        })
        .collect();
    let mut ids = Vec::new();
    for racer in racers {
        ids.push(racer.await.unwrap());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    assert_eq!(app.call("GET", "/api/patients").send().await.body["items"].as_array().unwrap().len(), 1);
}
