use serde_json::{Value, json};
use service_tests::{
    app::{ALL, Answer, TestApp, id_of},
    sample,
};
use uuid::Uuid;

use crate::BACKEND;

pub(super) fn deliberate(mut appointment: Value) -> Value {
    appointment["allowOverlap"] = json!(true);
    appointment["overlapReason"] = json!("canary emergency");
    appointment
}

pub(super) async fn book(app: &TestApp, body: &Value) -> Answer {
    app.call("POST", "/api/appointments").json(body).send().await
}

#[tokio::test]
async fn all_that_is_in_the_way_is_listed() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let (patient, other) = (Uuid::now_v7(), Uuid::now_v7());
    let with_practitioner = app.create("/api/appointments", &sample::appointment(other, "a", 0)).await;
    let with_patient = app.create("/api/appointments", &sample::appointment(patient, "b", 0)).await;
    let refused = book(&app, &sample::appointment(patient, "a", 0)).await;
    assert_eq!((refused.status.as_u16(), refused.problem()), (409, "double-booking"));
    let conflict = |record: &Value, with: &str| json!({"appointmentId": record["id"], "start": record["start"], "end": record["end"], "with": with});
    let expected = json!([conflict(&with_practitioner, "practitioner"), conflict(&with_patient, "patient")]);
    assert_eq!(refused.body["conflicts"], expected);
    // One begins when the other ends: that is no overlap.
    let mut next = sample::appointment(patient, "a", 0);
    next["start"] = with_patient["end"].clone();
    next["end"] = sample::appointment(patient, "a", 1)["start"].clone();
    assert_eq!(book(&app, &next).await.status, 201);
}

#[tokio::test]
async fn the_rule_bites_on_confirmation_and_on_reschedule() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let proposal = |patient: Uuid| {
        let mut proposal = sample::appointment(patient, "a", 0);
        proposal["status"] = json!("proposed");
        proposal
    };
    let first = id_of(&app.create("/api/appointments", &proposal(Uuid::now_v7())).await);
    let second = app.create("/api/appointments", &proposal(Uuid::now_v7())).await;
    let confirm = async |id: Uuid, body: Value| {
        app.call("POST", &format!("/api/appointments/{id}/status"))
            .header("if-match", "*")
            .json(&body)
            .send()
            .await
    };
    assert_eq!(confirm(first, json!({"status": "booked"})).await.status, 200);
    assert_eq!(confirm(id_of(&second), json!({"status": "booked"})).await.problem(), "double-booking");
    let third = sample::appointment(Uuid::now_v7(), "a", 5);
    let third_id = id_of(&app.create("/api/appointments", &third).await);
    let mut moved = third.clone();
    moved["start"] = second["start"].clone();
    moved["end"] = second["end"].clone();
    let path = format!("/api/appointments/{third_id}");
    let refused = app.call("PUT", &path).header("if-match", "*").json(&moved).send().await;
    assert_eq!(
        (refused.problem(), &refused.body["conflicts"][0]["appointmentId"]),
        ("double-booking", &json!(first))
    );
    assert_eq!(app.call("GET", &path).send().await.body["version"], 1, "nothing was changed");
    let on_purpose = json!({"status": "booked", "allowOverlap": true, "overlapReason": "canary twins"});
    assert_eq!(confirm(id_of(&second), on_purpose).await.status, 200);
}

#[tokio::test]
async fn a_deliberate_overlap_needs_its_scope_and_a_reason_and_is_audited() {
    let app = TestApp::appointments(BACKEND, "off").await;
    app.create("/api/appointments", &sample::appointment(Uuid::now_v7(), "a", 0)).await;
    let second = deliberate(sample::appointment(Uuid::now_v7(), "a", 0));
    let writer = app.issuer.token(&["appointments:write"]);
    let without_scope = app.call("POST", "/api/appointments").token(&writer).json(&second).send().await;
    assert_eq!(without_scope.status, 403);
    let mut without_reason = second.clone();
    without_reason.as_object_mut().unwrap().remove("overlapReason");
    assert_eq!(book(&app, &without_reason).await.wrong(), ["/overlapReason"]);
    let booked = app.create("/api/appointments", &second).await;
    let trail = app.call("GET", &format!("/api/appointments/{}/audit", id_of(&booked))).send().await.body;
    assert_eq!(trail["items"][0]["reason"], "canary emergency");
}

#[tokio::test]
async fn a_deliberate_overlap_blocks_those_who_come_after_it_but_not_those_who_were_there() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let first = app.create("/api/appointments", &sample::appointment(Uuid::now_v7(), "a", 0)).await;
    // Longer than the first, so that there is time that only it takes.
    let mut long = deliberate(sample::appointment(Uuid::now_v7(), "a", 0));
    long["end"] = sample::appointment(Uuid::nil(), "a", 1)["start"].clone();
    app.create("/api/appointments", &long).await;
    let mut third = sample::appointment(Uuid::now_v7(), "a", 0);
    third["start"] = first["end"].clone();
    third["end"] = long["end"].clone();
    assert_eq!(book(&app, &third).await.problem(), "double-booking");
    // The first claims nothing anew when its patient arrives, or when its comment changes.
    let path = format!("/api/appointments/{}", id_of(&first));
    let mut edited = first.clone();
    for member in ["id", "version", "createdAt", "updatedAt", "patientVerified"] {
        edited.as_object_mut().unwrap().remove(member);
    }
    edited["comment"] = json!("canary has a cold");
    edited.as_object_mut().unwrap().remove("allowOverlap");
    assert_eq!(app.call("PUT", &path).header("if-match", "*").json(&edited).send().await.status, 200);
    let arrived = app.call("POST", &format!("{path}/status")).header("if-match", "*");
    assert_eq!(arrived.json(&json!({"status": "arrived"})).send().await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_who_race_for_a_time_one_gets_it() {
    let app = std::sync::Arc::new(TestApp::appointments(BACKEND, "off").await);
    for round in 0..3 {
        let racers: Vec<_> = (0..16)
            .map(|number| {
                let app = std::sync::Arc::clone(&app);
                let token = app.issuer.token(ALL);
                tokio::spawn(async move {
                    let mut wanted = sample::appointment(Uuid::now_v7(), "a", round * 10);
                    // Not the same time, but times that overlap.
                    let minutes = jiff::SignedDuration::from_mins(number);
                    for member in ["start", "end"] {
                        let at: jiff::Timestamp = wanted[member].as_str().unwrap().parse().unwrap();
                        wanted[member] = json!((at + minutes).to_string());
                    }
                    app.call("POST", "/api/appointments")
                        .token(&token)
                        .json(&wanted)
                        .send()
                        .await
                        .status
                        .as_u16()
                })
            })
            .collect();
        let mut statuses = Vec::new();
        for racer in racers {
            statuses.push(racer.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [vec![201], vec![409; 15]].concat());
    }
}
