use serde_json::json;
use service_tests::{
    app::{ALL, Both, TestApp, id_of},
    issuer, sample,
};
use uuid::Uuid;

use crate::BACKEND;

#[tokio::test]
async fn a_booked_appointment_can_be_read() {
    let both = Both::start(BACKEND).await;
    let new = sample::appointment(both.patient().await, "practitioner-1", 0);
    let created = both.appointments.call("POST", "/api/appointments").json(&new).send().await;
    assert_eq!((created.status.as_u16(), created.header("etag")), (201, "\"1\""));
    let read = both.appointments.call("GET", created.header("location")).send().await;
    assert_eq!(read.body, created.body);
    for member in new.as_object().unwrap().keys() {
        assert_eq!(read.body[member], new[member], "{member}");
    }
    assert_eq!((&read.body["status"], &read.body["patientVerified"]), (&json!("booked"), &json!(true)));
}

#[tokio::test]
async fn an_appointment_is_rescheduled_and_deleted_with_its_history_kept() {
    let both = Both::start(BACKEND).await;
    let patient = both.patient().await;
    let app = &both.appointments;
    let created = app.create("/api/appointments", &sample::appointment(patient, "a", 0)).await;
    let path = format!("/api/appointments/{}", id_of(&created));
    let later = sample::appointment(patient, "a", 5);
    assert_eq!(app.call("PUT", &path).json(&later).send().await.status, 428);
    let moved = app.call("PUT", &path).if_match(&created["version"]).json(&later).send().await;
    assert_eq!((moved.status.as_u16(), &moved.body["start"]), (200, &later["start"]));
    assert_eq!(app.call("PUT", &path).if_match(&created["version"]).json(&later).send().await.status, 412);
    // Its old time is free.
    app.create("/api/appointments", &sample::appointment(patient, "a", 0)).await;
    assert_eq!(app.call("DELETE", &path).if_match(&json!(2)).send().await.status, 204);
    assert_eq!(app.call("GET", &path).send().await.status, 410);
    assert_eq!(
        app.call("POST", &format!("{path}/status"))
            .if_match(&json!(3))
            .json(&json!({"status": "arrived"}))
            .send()
            .await
            .status,
        410
    );
    app.create("/api/appointments", &later).await;
    let history = app.call("GET", &format!("{path}/history")).send().await.body;
    let actions: Vec<_> =
        history["items"].as_array().unwrap().iter().map(|version| &version["action"]).collect();
    assert_eq!(actions, ["create", "update", "delete"]);
    let trail = app.call("GET", &format!("{path}/audit")).send().await.body;
    assert_eq!(trail["items"].as_array().unwrap().len(), 3);
    assert_eq!(
        app.call("GET", &format!("/api/appointments/{}/history", Uuid::nil())).send().await.status,
        404
    );
}

#[tokio::test]
async fn free_times_are_what_is_not_booked() {
    let both = Both::start(BACKEND).await;
    let (one, two) = (both.patient().await, both.patient().await);
    let app = &both.appointments;
    let nine = app.create("/api/appointments", &sample::appointment(one, "a", 9)).await;
    let eleven = app.create("/api/appointments", &sample::appointment(two, "a", 11)).await;
    app.create("/api/appointments", &sample::appointment(one, "b", 10)).await;
    let cancelled = app.create("/api/appointments", &sample::appointment(two, "a", 12)).await;
    let cancel = format!("/api/appointments/{}/status", id_of(&cancelled));
    assert_eq!(
        app.call("POST", &cancel)
            .if_match(&json!(1))
            .json(&json!({"status": "cancelled"}))
            .send()
            .await
            .status,
        200
    );
    let eight = sample::appointment(one, "a", 8)["start"].clone();
    let one_o_clock = sample::appointment(one, "a", 13)["start"].clone();
    let query = |minutes: &str| {
        let (from, to) = (eight.as_str().unwrap(), one_o_clock.as_str().unwrap());
        format!("/api/appointments/availability?practitionerId=a&from={from}&to={to}{minutes}")
    };
    let free = app.call("GET", &query("")).send().await;
    assert_eq!(
        free.body["items"],
        json!([
            {"start": eight, "end": nine["start"]},
            {"start": nine["end"], "end": eleven["start"]},
            {"start": eleven["end"], "end": one_o_clock},
        ])
    );
    let long = app.call("GET", &query("&minutes=90")).send().await;
    assert_eq!(long.body["items"].as_array().unwrap().len(), 2);
    let wrong = app.call("GET", "/api/appointments/availability?from=x&minutes=0").send().await;
    assert_eq!(wrong.status, 400);
    let mut places = wrong.wrong();
    places.sort();
    assert_eq!(places, ["from", "minutes", "practitionerId", "to"]);
}

#[tokio::test]
async fn a_deleted_appointment_is_gone_its_time_is_free_and_the_reason_is_kept() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let new = sample::appointment(Uuid::now_v7(), "a", 0);
    let path = format!("/api/appointments/{}", id_of(&app.create("/api/appointments", &new).await));
    let delete = async |path: &str| app.call("DELETE", path).header("if-match", "\"1\"").send().await;
    let sentence = delete(&format!("{path}?reason=canary")).await;
    assert_eq!((sentence.status.as_u16(), sentence.wrong()), (400, vec!["reason".to_owned()]));
    assert_eq!(delete(&format!("{path}?reason=entered-in-error")).await.status, 204);
    assert_eq!(app.call("GET", &path).send().await.status, 410);
    app.create("/api/appointments", &new).await;
    for trail in ["history", "audit"] {
        let page = app.call("GET", &format!("{path}/{trail}")).send().await.body;
        let last = &page["items"][1];
        assert_eq!(
            (&last["action"], &last["reason"]),
            (&json!("delete"), &json!("entered-in-error")),
            "{trail}"
        );
    }
}

#[tokio::test]
async fn a_patients_own_token_opens_their_own_appointments_only() {
    let app = TestApp::appointments(BACKEND, "off").await;
    let (own, other) = (Uuid::now_v7(), Uuid::now_v7());
    let mine = app.create("/api/appointments", &sample::appointment(own, "a", 0)).await;
    let theirs = app.create("/api/appointments", &sample::appointment(other, "a", 1)).await;
    assert_eq!(mine["patientVerified"], false, "asking was switched off");
    let mut claims = app.issuer.claims(ALL);
    claims["patient_id"] = json!(own);
    let token = issuer::sign(&issuer::header(), &claims);
    let get = async |path: String| app.call("GET", &path).token(&token).send().await;
    assert_eq!(get(format!("/api/appointments/{}", id_of(&mine))).await.status, 200);
    assert_eq!(get(format!("/api/appointments/{}", id_of(&theirs))).await.status, 404);
    assert_eq!(get("/api/appointments".to_owned()).await.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(get(format!("/api/appointments?patientId={other}")).await.status, 404);
    assert_eq!(get(format!("/api/appointments/patient/{other}")).await.status, 404);
    let book = app.call("POST", "/api/appointments").token(&token);
    assert_eq!(book.json(&sample::appointment(other, "a", 7)).send().await.status, 404);
    // Nor does any answer tell that there is, or was, something that is another patient's.
    let nothing = get(format!("/api/appointments/{}", Uuid::now_v7())).await.body;
    assert_eq!(get(format!("/api/appointments/{}", id_of(&theirs))).await.body, nothing);
    let deleted = app.create("/api/appointments", &sample::appointment(other, "a", 2)).await;
    let deleted = format!("/api/appointments/{}", id_of(&deleted));
    assert_eq!(app.call("DELETE", &deleted).header("if-match", "*").send().await.status, 204);
    assert_eq!(get(deleted.clone()).await.body, nothing);
    assert_eq!(app.call("GET", &deleted).send().await.status, 410);
    let delete = app.call("DELETE", &deleted).token(&token).header("if-match", "*").send().await;
    assert_eq!(delete.body, nothing);
    let cancel = app.call("POST", &format!("/api/appointments/{}/status", id_of(&theirs))).token(&token);
    assert_eq!(cancel.header("if-match", "*").json(&json!({"status": "cancelled"})).send().await.status, 404);
}
