use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{Json, Router, extract::Request, http::HeaderMap, response::IntoResponse, routing::any};
use serde_json::json;
use service_tests::{
    app::{Both, TestApp, id_of},
    sample,
};
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::BACKEND;

/// A patient-service that says whatever a test wants, and counts.
async fn stub<R: IntoResponse>(
    answer: impl Fn(Uuid) -> R + Clone + Send + Sync + 'static,
) -> (String, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&asked);
    let routes = Router::new().fallback(any(move |request: Request| {
        counter.fetch_add(1, Ordering::SeqCst);
        let id = request.uri().path().split('/').nth(3).unwrap_or_default().parse().unwrap_or_default();
        let response = answer(id).into_response();
        async { response }
    }));
    tokio::spawn(async { axum::serve(listener, routes).await });
    (url, asked)
}

async fn book(app: &TestApp, patient: Uuid, hour: i64) -> service_tests::app::Answer {
    app.call("POST", "/api/appointments").json(&sample::appointment(patient, "a", hour)).send().await
}

#[tokio::test]
async fn only_patients_who_exist_and_are_in_use_are_booked() {
    let both = Both::start(BACKEND).await;
    let patient = both.patient().await;
    assert_eq!(book(&both.appointments, patient, 0).await.status, 201);
    let unknown = book(&both.appointments, Uuid::now_v7(), 1).await;
    assert_eq!((unknown.status.as_u16(), unknown.problem()), (422, "unknown-patient"));
    assert_eq!(unknown.wrong(), ["/patientId"]);
    let mut inactive = sample::patient();
    inactive["active"] = json!(false);
    let inactive = id_of(&both.patients.create("/api/patients", &inactive).await);
    assert_eq!(book(&both.appointments, inactive, 2).await.problem(), "unknown-patient");
    let deleted = both.patient().await;
    let delete = both.patients.call("DELETE", &format!("/api/patients/{deleted}")).header("if-match", "*");
    assert_eq!(delete.send().await.status, 204);
    assert_eq!(book(&both.appointments, deleted, 3).await.problem(), "unknown-patient");
}

#[tokio::test]
async fn the_callers_own_token_decides_and_ids_are_passed_on() {
    let both = Both::start(BACKEND).await;
    let patient = both.patient().await;
    let writer = both.appointments.issuer.token(&["appointments:write"]);
    let call = both.appointments.call("POST", "/api/appointments").token(&writer);
    let refused = call.json(&sample::appointment(patient, "a", 0)).send().await;
    assert_eq!(refused.status, 403);
    assert!(refused.body["detail"].as_str().unwrap().contains("patients:read"));

    let seen: Arc<Mutex<HeaderMap>> = Arc::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let keep = Arc::clone(&seen);
    let routes = Router::new().fallback(any(move |request: Request| async move {
        *keep.lock().unwrap() = request.headers().clone();
        Json(json!({"id": request.uri().path().split('/').nth(3), "version": 1, "active": true}))
    }));
    tokio::spawn(async { axum::serve(listener, routes).await });
    let app = TestApp::appointments(BACKEND, &url).await;
    let call = app
        .call("POST", "/api/appointments")
        .header("x-request-id", "0123-abcd")
        .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    assert_eq!(call.json(&sample::appointment(patient, "a", 0)).send().await.status, 201);
    let seen = seen.lock().unwrap();
    assert_eq!(seen["x-request-id"], "0123-abcd");
    assert!(seen["traceparent"].to_str().unwrap().starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-"));
    assert!(seen["authorization"].to_str().unwrap().starts_with("Bearer ey"));
}

#[tokio::test]
async fn whatever_else_patient_service_says_is_503_in_bounded_time() {
    let rubbish: [(&str, String); 3] = [
        ("an error", stub(|_| axum::http::StatusCode::INTERNAL_SERVER_ERROR).await.0),
        ("no JSON", stub(|_| "canary").await.0),
        ("another patient", stub(|_| Json(json!({"id": Uuid::nil(), "version": 1, "active": true}))).await.0),
    ];
    // One that accepts and never answers, and one that is not there.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent_url = format!("http://{}", silent.local_addr().unwrap());
    let gone = [("silence", silent_url), ("nobody", "http://127.0.0.1:9".to_owned())];
    for (kind, url) in rubbish.into_iter().chain(gone) {
        let app = TestApp::appointments(BACKEND, &url).await;
        let began = Instant::now();
        let answer = book(&app, Uuid::now_v7(), 0).await;
        assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "2"), "{kind}");
        assert!(began.elapsed() < Duration::from_secs(2), "{kind} took {:?}", began.elapsed());
        assert_eq!(app.call("GET", "/api/appointments").send().await.body["items"], json!([]));
    }
}

#[tokio::test]
async fn cancelling_and_rescheduling_work_while_patient_service_is_away() {
    let (url, asked) = stub(|id| Json(json!({"id": id, "version": 1, "active": true}))).await;
    let fresh = BACKEND.fresh().await;
    let database = fresh.serving.clone();
    let patient = Uuid::now_v7();
    let issuer = service_tests::issuer::Issuer::start().await;
    let first = TestApp::of::<appointment_service::AppointmentService>(
        fresh,
        issuer.clone(),
        &[("PATIENT_SERVICE_URL", &url)],
    )
    .await;
    let id = id_of(&book(&first, patient, 0).await.body);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    // A second instance on the same database, which can ask nobody.
    let environment = [("PATIENT_SERVICE_URL", "http://127.0.0.1:9"), ("DATABASE_URL", database.as_str())];
    let fresh = BACKEND.fresh().await;
    let app = TestApp::of::<appointment_service::AppointmentService>(fresh, issuer, &environment).await;
    let path = format!("/api/appointments/{id}");
    let moved = app
        .call("PUT", &path)
        .header("if-match", "*")
        .json(&sample::appointment(patient, "a", 4))
        .send()
        .await;
    assert_eq!((moved.status.as_u16(), &moved.body["patientVerified"]), (200, &json!(true)));
    let other =
        app.call("PUT", &path).header("if-match", "*").json(&sample::appointment(Uuid::now_v7(), "a", 4));
    assert_eq!(other.send().await.status, 503);
    let cancel = app.call("POST", &format!("{path}/status")).header("if-match", "*");
    assert_eq!(cancel.json(&json!({"status": "cancelled"})).send().await.status, 200);
}

#[tokio::test]
async fn a_good_answer_is_remembered_for_the_same_caller_and_a_bad_one_never() {
    let known = Uuid::now_v7();
    let (url, asked) = stub(move |id| {
        if id == known {
            Json(json!({"id": id, "version": 1, "active": true})).into_response()
        } else {
            axum::http::StatusCode::NOT_FOUND.into_response()
        }
    })
    .await;
    let app = TestApp::appointments(BACKEND, &url).await;
    let token = app.issuer.token(&["appointments:write"]);
    for hour in 0..3 {
        let call = app.call("POST", "/api/appointments").token(&token);
        assert_eq!(call.json(&sample::appointment(known, "a", hour)).send().await.status, 201);
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    let other = app.issuer.token(&["appointments:write", "appointments:read"]);
    let call = app.call("POST", "/api/appointments").token(&other);
    assert_eq!(call.json(&sample::appointment(known, "a", 4)).send().await.status, 201);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    for _ in 0..2 {
        assert_eq!(book(&app, Uuid::nil(), 5).await.status, 422);
    }
    assert_eq!(asked.load(Ordering::SeqCst), 4);
}
