use std::future::pending;

use axum::{Router, body::Body, http::Request, routing};
use http_body_util::BodyExt as _;
use service_kit::{
    config::{Config, Reader},
    database::Database,
    server::{Health, surround},
};
use service_tests::{app::TestApp, log};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::BACKEND;

#[tokio::test]
async fn what_is_not_there_is_a_problem_too() {
    let app = TestApp::patients(BACKEND).await;
    assert_eq!(app.call("GET", "/canary").send().await.status, 404);
    assert_eq!(app.call("GET", &format!("/api/patients/{}", Uuid::now_v7())).send().await.status, 404);
    for (method, path, allow) in [
        ("PATCH", "/api/patients", "GET,HEAD,POST"),
        ("TRACE", "/health", "GET,HEAD"),
        ("CANARY", "/ready", "GET,HEAD"),
    ] {
        let answer = app.call(method, path).send().await;
        assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, allow), "{method} {path}");
    }
    for path in ["/health", "/ready", "/api/patients/ready", "/openapi.json"] {
        assert_eq!(app.bare("GET", path).send().await.status, 200, "{path}");
    }
    assert_eq!(app.bare("GET", "/ready").send().await.body["commit"], service_kit::openapi::COMMIT);
}

/// What goes wrong around a handler, whatever the handler is.
#[tokio::test]
async fn a_handler_that_fails_or_hangs_is_a_problem_too() {
    async fn fails() -> &'static str {
        panic!("canary")
    }
    log::watch();
    let fresh = BACKEND.fresh().await;
    let variables = [("DATABASE_URL", fresh.serving.as_str()), ("REQUEST_TIMEOUT_SECONDS", "1")];
    let get =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    let config = Config::read(&mut Reader::new(&get), "patient-service", 0).unwrap();
    let database = Database::open(&config.database.target, 1).await.unwrap();
    let health = Health::new(database, "/api/test/ready", "commit", String::new());
    let routes =
        Router::new().route("/fails", routing::get(fails)).route("/hangs", routing::get(pending::<()>));
    let app = surround(routes, &health, &config);
    for (path, status, kind) in [("/fails", 500, "internal"), ("/hangs", 503, "unavailable")] {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        let response = app.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&body);
        assert!(body.contains(kind) && !log::leaks(&body), "{body}");
    }
}

#[tokio::test]
async fn an_address_or_headers_beyond_all_measure_are_refused() {
    let app = TestApp::patients(BACKEND).await;
    let address = app.call("GET", &format!("/api/patients?cursor={}", "A".repeat(8 * 1024))).send().await;
    assert_eq!((address.status.as_u16(), address.problem()), (414, "address-too-long"));
    let large = app.call("GET", "/api/patients").header("x-filler", &"x".repeat(16 * 1024)).send().await;
    assert_eq!((large.status.as_u16(), large.problem()), (431, "headers-too-large"));
    let many = (0..64).fold(app.call("GET", "/api/patients"), |call, _| call.header("x-filler", "x"));
    assert_eq!(many.send().await.status, 431);
}
