use serde_json::{Value, json};
use service_tests::{
    app::{TestApp, id_of},
    sample,
};
use uuid::Uuid;

use crate::BACKEND;

async fn change(app: &TestApp, id: Uuid, body: &Value) -> service_tests::app::Answer {
    app.call("POST", &format!("/api/appointments/{id}/status"))
        .header("if-match", "*")
        .json(body)
        .send()
        .await
}

#[tokio::test]
async fn a_status_changes_along_the_machine_and_no_other_way() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let mut new = sample::appointment(Uuid::now_v7(), "a", 0);
    new["status"] = json!("proposed");
    let id = id_of(&app.create("/api/appointments", &new).await);
    let refused = change(&app, id, &json!({"status": "fulfilled"})).await;
    assert_eq!((refused.status.as_u16(), refused.problem()), (409, "illegal-transition"));
    assert_eq!(refused.body["allowed"], json!(["booked", "cancelled", "entered-in-error"]));
    for (version, status) in [(2, "booked"), (3, "arrived"), (4, "fulfilled"), (5, "entered-in-error")] {
        let changed = change(&app, id, &json!({"status": status, "reason": "canary"})).await;
        assert_eq!(
            (changed.status.as_u16(), &changed.body["version"]),
            (200, &json!(version)),
            "{}",
            changed.body
        );
        assert_eq!(
            (&changed.body["status"], &changed.body["statusReason"]),
            (&json!(status), &json!("canary"))
        );
    }
    let over = change(&app, id, &json!({"status": "booked"})).await;
    assert_eq!((over.status.as_u16(), &over.body["allowed"]), (409, &json!([])));
    let edit = app.call("PUT", &format!("/api/appointments/{id}")).header("if-match", "*");
    assert_eq!(
        edit.json(&sample::appointment(Uuid::now_v7(), "a", 3)).send().await.problem(),
        "illegal-transition"
    );
}

#[tokio::test]
async fn nobody_has_failed_to_come_before_it_began() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let future = id_of(&app.create("/api/appointments", &sample::appointment(Uuid::now_v7(), "a", 0)).await);
    let early = change(&app, future, &json!({"status": "noshow"})).await;
    assert_eq!(early.body["allowed"], json!(["arrived", "cancelled", "entered-in-error"]));
    let mut past = sample::appointment(Uuid::now_v7(), "a", 1);
    past["start"] = json!("2020-03-02T09:00:00-05:00");
    past["end"] = json!("2020-03-02T09:30:00-05:00");
    let past = id_of(&app.create("/api/appointments", &past).await);
    assert_eq!(change(&app, past, &json!({"status": "noshow"})).await.status, 200);
}

#[tokio::test]
async fn to_cancel_for_someone_who_is_there_needs_a_reason() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let id = id_of(&app.create("/api/appointments", &sample::appointment(Uuid::now_v7(), "a", 0)).await);
    assert_eq!(change(&app, id, &json!({"status": "arrived"})).await.status, 200);
    let refused = change(&app, id, &json!({"status": "cancelled"})).await;
    assert_eq!((refused.status.as_u16(), refused.wrong()), (422, vec!["/reason".to_owned()]));
    assert_eq!(change(&app, id, &json!({"status": "cancelled", "reason": "canary left"})).await.status, 200);
}

#[tokio::test]
async fn a_status_needs_the_version_that_was_seen() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let id = id_of(&app.create("/api/appointments", &sample::appointment(Uuid::now_v7(), "a", 0)).await);
    let path = format!("/api/appointments/{id}/status");
    let arrived = json!({"status": "arrived"});
    assert_eq!(app.call("POST", &path).json(&arrived).send().await.status, 428);
    assert_eq!(app.call("POST", &path).if_match(&json!(7)).json(&arrived).send().await.status, 412);
    assert_eq!(app.call("POST", &path).if_match(&json!(1)).json(&arrived).send().await.status, 200);
}
