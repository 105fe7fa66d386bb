use axum::body::{Body, Bytes};
use proptest::prelude::*;
use serde_json::{Value, json};
use service_tests::{
    app::{TestApp, id_of},
    sample,
};
use uuid::Uuid;

use crate::BACKEND;

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let app = TestApp::patients(BACKEND).await;
    let wrong = json!({
        "identifiers": [{"system": "canary", "value": " "}, 7, {"system": "urn:x:y", "value": "a\u{7}", "extra": 1}],
        "name": {"family": "", "given": ["canary", 3], "use": "canary"},
        "birthDate": "1984-02-30",
        "gender": "Canary",
        "telecom": [{"system": "pigeon", "value": "canary"}],
        "address": {"line": [], "city": "x".repeat(101), "country": "uk"},
        "active": "yes",
        "deceasedAt": "2020-01-01",
        "ca~na/ry": null,
    });
    let answer = app.call("POST", "/api/patients").json(&wrong).send().await;
    assert_eq!((answer.status.as_u16(), answer.problem()), (422, "invalid-content"));
    let mut places = answer.wrong();
    places.sort();
    let mut expected = vec![
        "/active",
        "/address/city",
        "/address/country",
        "/address/line",
        "/birthDate",
        "/ca~0na~1ry",
        "/deceasedAt",
        "/gender",
        "/identifiers/0/system",
        "/identifiers/0/value",
        "/identifiers/1",
        "/identifiers/2/extra",
        "/identifiers/2/value",
        "/name/family",
        "/name/given/1",
        "/name/use",
        "/telecom/0/system",
    ];
    expected.sort_unstable();
    assert_eq!(places, expected);
    let nothing = app.call("POST", "/api/patients").json(&json!({})).send().await;
    assert_eq!(nothing.wrong(), ["/identifiers", "/name", "/birthDate", "/gender"]);
    let list = app.call("POST", "/api/patients").json(&json!([])).send().await;
    assert_eq!((list.status.as_u16(), list.wrong()), (422, vec![String::new()]));
}

#[tokio::test]
async fn wrong_appointments_are_refused_field_by_field() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let good = sample::appointment(Uuid::now_v7(), "a", 0);
    for (member, value) in [
        ("start", json!("2031-03-02T09:00:00")),
        ("start", json!("2031-03-02 09:00:00Z")),
        ("start", json!(1_930_000_000)),
        ("end", good["start"].clone()),
        ("end", json!("2041-03-02T09:00:00Z")),
        ("timeZone", json!("America/Springfield")),
        ("timeZone", json!("../../etc/passwd")),
        ("patientId", json!("1")),
        ("patientId", json!(Uuid::nil().simple().to_string())),
        ("patientId", json!(Uuid::nil().braced().to_string())),
        ("practitionerId", json!("Dr. Canary")),
        ("practitionerId", json!("")),
        ("status", json!("fulfilled")),
        ("serviceType", json!(null)),
        ("comment", json!("x".repeat(2001))),
        ("overlapReason", json!("without allowOverlap")),
    ] {
        let mut wrong = good.clone();
        wrong[member] = value.clone();
        let answer = app.call("POST", "/api/appointments").json(&wrong).send().await;
        assert_eq!(
            (answer.status.as_u16(), answer.wrong()),
            (422, vec![format!("/{member}")]),
            "{member} {value}"
        );
    }
    let created = app.create("/api/appointments", &good).await;
    let mut changed = good.clone();
    changed["status"] = json!("proposed");
    let put = app.call("PUT", &format!("/api/appointments/{}", id_of(&created))).header("if-match", "*");
    assert_eq!(put.json(&changed).send().await.wrong(), ["/status"]);
}

#[tokio::test]
async fn what_is_no_json_is_refused_before_it_is_read() {
    let app = TestApp::patients(BACKEND).await;
    let good = sample::patient().to_string();
    let post = || app.call("POST", "/api/patients");
    for (content_type, body, status) in [
        ("application/json", "{", 400),
        ("application/json", "", 400),
        ("application/json", "{\"canary\": 1,}", 400),
        ("application/json", "\u{feff}{}", 400),
        ("application/json; charset=utf-8", good.as_str(), 201),
        ("text/plain", good.as_str(), 415),
        ("application/x-www-form-urlencoded", "a=b", 415),
        ("canary", good.as_str(), 415),
    ] {
        let answer = post().text(content_type, body).send().await;
        assert_eq!(answer.status, status, "{content_type} {body}");
    }
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(post().text("application/json", &deep).send().await.status, 400);
    let nothing = app.call("POST", "/api/patients").send().await;
    assert_eq!(nothing.status, 415);
    let invalid_utf8 = post().body(Body::from(Bytes::from_static(b"{\"name\": \"\xff\xfe\"}"))).send().await;
    assert_eq!(invalid_utf8.status, 400);
    let large = post().text("application/json", &format!("\"{}\"", "x".repeat(64 * 1024))).send().await;
    assert_eq!((large.status.as_u16(), large.problem()), (413, "too-large"));
}

#[tokio::test]
async fn wrong_addresses_and_headers_are_refused_by_name() {
    let app = TestApp::patients(BACKEND).await;
    let id = id_of(&app.create("/api/patients", &sample::patient()).await);
    for (path, parameter) in [
        ("/api/patients/canary".to_owned(), "id"),
        (format!("/api/patients/{{{id}}}"), "id"),
        (format!("/api/patients/{}", id.simple()), "id"),
        ("/api/patients?limit=0".to_owned(), "limit"),
        ("/api/patients?limit=101".to_owned(), "limit"),
        ("/api/patients?limit=-1".to_owned(), "limit"),
        ("/api/patients?limit=+5".to_owned(), "limit"),
        ("/api/patients?limit=1&limit=2".to_owned(), "limit"),
        ("/api/patients?active=canary".to_owned(), "active"),
        ("/api/patients?family=canary".to_owned(), ""),
    ] {
        let path = path.replace('{', "%7B").replace('}', "%7D");
        let answer = app.call("GET", &path).send().await;
        assert_eq!((answer.status.as_u16(), answer.wrong()), (400, vec![parameter.to_owned()]), "{path}");
    }
    for path in ["/api/patients?cursor=canary".to_owned(), format!("/api/patients/{id}/history?cursor=AAAA")]
    {
        let answer = app.call("GET", &path).send().await;
        assert_eq!((answer.status.as_u16(), answer.wrong()), (422, vec!["cursor".to_owned()]), "{path}");
    }
    for value in ["1", "\"1", "\"1\" \"2\"", "canary"] {
        let put = app.call("PUT", &format!("/api/patients/{id}")).header("if-match", value);
        let answer = put.json(&sample::patient()).send().await;
        assert_eq!((answer.status.as_u16(), answer.wrong()), (400, vec!["If-Match".to_owned()]), "{value}");
    }
    for value in ["", " ", "two words", &"x".repeat(65)] {
        let post = app.call("POST", "/api/patients").header("idempotency-key", value);
        let answer = post.json(&sample::patient()).send().await;
        assert_eq!(
            (answer.status.as_u16(), answer.wrong()),
            (400, vec!["Idempotency-Key".to_owned()]),
            "{value}"
        );
    }
}

#[test]
fn no_document_makes_a_service_fail() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (patients, appointments) = runtime
        .block_on(async { (TestApp::patients(BACKEND).await, TestApp::appointments(BACKEND, "off").await) });
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        Just(json!("\0")),
        Just(json!("1984-02-29")),
        Just(json!("2031-03-02T09:00:00Z")),
        Just(json!("9999-12-31T23:59:59-23:59")),
        Just(json!("0000-01-01T00:00:00+23:59")),
        Just(json!(Uuid::nil())),
    ];
    // Mostly right documents, in which one thing was replaced by anything.
    let documents = (leaf, any::<usize>(), any::<bool>());
    let config = ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() };
    proptest::test_runner::TestRunner::new(config)
        .run(&documents, |(value, place, patient)| {
            let (app, path, mut document) = if patient {
                (&patients, "/api/patients", sample::patient())
            } else {
                (
                    &appointments,
                    "/api/appointments",
                    sample::appointment(Uuid::now_v7(), "a", i64::try_from(place % 1000).unwrap()),
                )
            };
            replace(&mut document, &value, &mut (place % 24));
            let status = runtime.block_on(app.call("POST", path).json(&document).send()).status.as_u16();
            prop_assert!([201, 409, 422].contains(&status), "{} {}", status, document);
            Ok(())
        })
        .unwrap();
}

/// Replaces the n-th value, counting down.
fn replace(document: &mut Value, value: &Value, place: &mut usize) {
    if *place == 0 {
        *document = value.clone();
    }
    *place = place.wrapping_sub(1);
    match document {
        Value::Object(members) => members.values_mut().for_each(|member| replace(member, value, place)),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, value, place)),
        _ => {}
    }
}
